import { type ReactNode, useState } from 'react';
import { Icon } from '../ui/Icon.tsx';
import styles from './SpecView.module.css';

interface DisclosureProps {
  id?: string;
  summary: ReactNode;
  children: ReactNode;
  /** Left out, it keeps to itself whether it is open. */
  open?: boolean;
  onToggle?: (open: boolean) => void;
}

/** A line that opens; what is in it is made only then, because there may be a thousand of them. */
export function Disclosure({ id, summary, children, open, onToggle }: DisclosureProps) {
  const [own, setOwn] = useState(false);
  const isOpen = open ?? own;
  return (
    <div className={styles.disclosure}>
      <button
        type="button"
        id={id}
        aria-expanded={isOpen}
        onClick={() => (onToggle ? onToggle(!isOpen) : setOwn(!isOpen))}
      >
        <Icon name="i-chevron" className={isOpen ? undefined : styles.closed} />
        {summary}
      </button>
      {isOpen && <div className={styles.body}>{children}</div>}
    </div>
  );
}
