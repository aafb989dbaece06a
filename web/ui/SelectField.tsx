import { type ComponentProps, type ReactNode, useId } from 'react';
import { FieldError } from './FieldError.tsx';
import { Icon } from './Icon.tsx';
import styles from './SelectField.module.css';
import field from './TextField.module.css';

interface SelectFieldProps<Value extends string> extends Omit<ComponentProps<'select'>, 'value' | 'onChange'> {
  label: ReactNode;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  hint?: ReactNode;
  /** In words; replaces the hint. */
  error?: string | undefined;
}

/** One of several, chosen from the list that the system shows. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, value, options, onChange, hint, error, ...rest } = props;
  const id = useId();
  const note = `${id}-note`;
  return (
    <div className={field.group}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.select}>
        <select
          {...rest}
          id={id}
          value={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? note : undefined}
          onChange={({ target }) => onChange(target.value as Value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="i-chevron" />
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
