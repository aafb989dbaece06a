import type { ComponentProps } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './SearchField.module.css';

interface SearchFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'type'> {
  /** Spoken name. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Key that leads here, shown while the field is empty. */
  shortcut?: string;
}

/** Escape empties the field first and leaves it second. */
export function SearchField({ label, value, onChange, shortcut, className, onKeyDown, ...input }: SearchFieldProps) {
  return (
    <search className={classes(styles.field, className)}>
      <Icon name="i-search" />
      <input
        {...input}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.defaultPrevented || event.key !== 'Escape') return;
          if (value) onChange('');
          else event.currentTarget.blur();
        }}
      />
      {value ? (
        <button type="button" className={styles.clear} aria-label={`Clear ${label}`} onClick={() => onChange('')}>
          <Icon name="i-close" />
        </button>
      ) : (
        shortcut && <Kbd>{shortcut}</Kbd>
      )}
    </search>
  );
}
