import { useId, useState } from 'react';
import { SearchField } from '../ui/SearchField.tsx';
import styles from './ScenarioPicker.module.css';

interface ScenarioPickerProps {
  legend: string;
  hint: string;
  names: readonly string[];
  /** Why a scenario cannot be chosen or left, by name. */
  fixed?: Readonly<Record<string, string>>;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  /** Begins with the focus: where there are many in the filter, else at the first that can be chosen. */
  autoFocus?: boolean;
}

/** Check boxes for scenarios; a filter appears where there are many. */
export function ScenarioPicker({
  legend,
  hint,
  names,
  fixed = {},
  chosen,
  onChange,
  autoFocus = false,
}: ScenarioPickerProps) {
  const [filter, setFilter] = useState('');
  const note = useId();
  const isLong = names.length > 8;
  const first = autoFocus && !isLong ? names.find((name) => fixed[name] === undefined) : undefined;
  const shown = names.filter((name) => name.toLowerCase().includes(filter.toLowerCase()));
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    onChange(next);
  };
  return (
    <fieldset className={styles.picker} aria-describedby={note}>
      <legend>{legend}</legend>
      {isLong && (
        <SearchField
          label="Find scenario"
          placeholder="Find scenario"
          value={filter}
          onChange={setFilter}
          {...(autoFocus ? { 'data-autofocus': true } : {})}
        />
      )}
      <div className={styles.list}>
        {shown.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={chosen.has(name)}
              disabled={fixed[name] !== undefined}
              data-autofocus={name === first || undefined}
              onChange={() => toggle(name)}
            />
            <span>{name}</span>
            {fixed[name] && <span className="meta">{fixed[name]}</span>}
          </label>
        ))}
        {shown.length === 0 && <p className="meta">No scenario matches.</p>}
      </div>
      <p id={note} className="meta">
        {hint}
      </p>
    </fieldset>
  );
}
