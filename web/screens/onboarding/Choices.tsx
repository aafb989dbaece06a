import { useId } from 'react';
import type { IconName } from '../../ui/glyphs/names.ts';
import { Icon } from '../../ui/Icon.tsx';
import styles from './Choices.module.css';

interface ChoicesProps<Value extends string> {
  legend: string;
  value: Value;
  options: readonly { value: Value; label: string; detail: string; icon: IconName; unavailable?: string }[];
  onChange: (value: Value) => void;
}

/** One of a few that need a sentence each. */
export function Choices<Value extends string>({ legend, value, options, onChange }: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.unavailable !== undefined}
            onChange={() => onChange(option.value)}
          />
          <Icon name={option.icon} />
          <span>
            <strong>{option.label}</strong>
            <span className="meta">{option.unavailable ?? option.detail}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
