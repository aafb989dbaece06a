import type { ReactNode } from 'react';
import styles from './Chip.module.css';
import { classes } from './classes.ts';
import type { IconName } from './glyphs/names.ts';
import { Icon } from './Icon.tsx';

interface ChipProps {
  children: ReactNode;
  icon?: IconName;
  /** Stands for what is not shown, as in `+3`. */
  more?: boolean;
  onRemove?: () => void;
  /** Spoken name of the remove button; names the object. */
  removeLabel?: string;
  className?: string;
}

export function Chip({ children, icon, more, onRemove, removeLabel, className }: ChipProps) {
  return (
    <span className={classes(styles.chip, more && styles.more, onRemove && styles.removable, className)}>
      {icon && <Icon name={icon} />}
      <span className={styles.text}>{children}</span>
      {onRemove && (
        <button
          type="button"
          className={styles.remove}
          onClick={onRemove}
          onKeyDown={({ key }) => key === 'Delete' && onRemove()}
          aria-label={removeLabel ?? 'Remove'}
        >
          <Icon name="i-close" />
        </button>
      )}
    </span>
  );
}

/** Chips side by side with the proper gap. */
export function Chips({ children }: { children: ReactNode }) {
  return <span className={styles.chips}>{children}</span>;
}
