import styles from './Segmented.module.css';

interface SegmentedProps<Value extends string> {
  /** Spoken name of the group. */
  label: string;
  /** Null while none is chosen. */
  value: Value | null;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  /** Of a dialog: its first focus. */
  autoFocus?: boolean;
}

/** One of a few, all visible. */
export function Segmented<Value extends string>({ label, value, options, onChange, autoFocus }: SegmentedProps<Value>) {
  return (
    <fieldset className={styles.segmented} aria-label={label}>
      {options.map((option, at) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          data-autofocus={(autoFocus && at === 0) || undefined}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
