import { type ComponentProps, type ReactNode, useId } from 'react';
import { FieldError } from './FieldError.tsx';
import styles from './TextArea.module.css';
import field from './TextField.module.css';

interface TextAreaProps extends ComponentProps<'textarea'> {
  label: ReactNode;
  hint?: ReactNode;
  /** In words; replaces the hint. */
  error?: string | undefined;
  /** For code. */
  mono?: boolean;
}

/** A labelled field of several lines. */
export function TextArea({ label, hint, error, mono = false, ...rest }: TextAreaProps) {
  const id = useId();
  const note = `${id}-note`;
  return (
    <div className={field.group}>
      <label htmlFor={id}>{label}</label>
      <textarea
        rows={3}
        {...rest}
        id={id}
        className={mono ? `${styles.area} ${styles.mono}` : styles.area}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? note : undefined}
      />
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
