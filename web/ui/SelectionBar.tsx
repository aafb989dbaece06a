import { type ReactNode, useRef } from 'react';
import { Button } from './Button.tsx';
import styles from './SelectionBar.module.css';

interface SelectionBarProps {
  /** Says in words which rows are chosen. */
  scope: ReactNode;
  /** Widens the choice, if that is possible. */
  widen?: { label: string; run: () => void } | null | undefined;
  onClear: () => void;
  /** What can be done with all of them. */
  children: ReactNode;
}

/** Below a table: which rows are chosen, and what can be done to all of them. */
export function SelectionBar({ scope, widen, onClear, children }: SelectionBarProps) {
  const clear = useRef<HTMLButtonElement>(null);
  return (
    <section className={styles.bar} aria-label="Selection">
      <div className={styles.scope} role="status">
        <strong>{scope}</strong>
        {widen && (
          <Button
            tone="quiet"
            size="small"
            onClick={() => {
              // The button goes away with its use.
              clear.current?.focus();
              widen.run();
            }}
          >
            {widen.label}
          </Button>
        )}
        <Button ref={clear} tone="quiet" size="small" onClick={onClear}>
          Clear
        </Button>
      </div>
      <div className={styles.actions}>{children}</div>
    </section>
  );
}
