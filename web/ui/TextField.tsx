import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import { FieldError } from './FieldError.tsx';
import styles from './TextField.module.css';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'size'> {
  label: ReactNode;
  /** Below the field, always visible. */
  hint?: ReactNode;
  /** In words, with what to do about it; replaces the hint. */
  error?: string | undefined;
  size?: 'default' | 'tall';
  /** Inside the field, at its end. */
  trailing?: ReactNode;
}

/** A labelled input; label, hint and error are tied to it for assistive technology. */
export function TextField({ label, hint, error, size = 'default', trailing, className, ...input }: TextFieldProps) {
  const id = useId();
  const note = `${id}-note`;
  const hasNote = Boolean(error) || Boolean(hint);
  return (
    <div className={classes(styles.group, className)}>
      <label htmlFor={input.id ?? id}>{label}</label>
      <span className={classes(styles.field, size === 'tall' && styles.tall)}>
        <input
          {...input}
          id={input.id ?? id}
          aria-invalid={error ? true : undefined}
          aria-describedby={hasNote ? note : undefined}
        />
        {trailing}
      </span>
      {error ? (
        <FieldError id={note} text={error} />
      ) : (
        hint && (
          <span id={note} className="meta">
            {hint}
          </span>
        )
      )}
    </div>
  );
}
