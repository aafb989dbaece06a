import { PanelTable } from '../ui/Panel.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import styles from './Differences.module.css';
import { type Choices, chosen, differencesOf, sideOf, undecided, type Values } from './merge.ts';
import type { Conflict } from './useEdited.ts';

export interface ConflictField {
  key: string;
  label: string;
  /** Never shown, only whether it changed. */
  secret?: boolean;
}

interface DifferencesProps<V extends Values> {
  fields: readonly ConflictField[];
  conflict: Conflict<V>;
  choices: Choices;
  onChoose: (key: string, side: 'theirs' | 'yours') => void;
}

const words = { theirs: 'They changed it', yours: 'You changed it', both: 'Both of you changed it' } as const;

/** One row for each field that differs; side by side where there is room, else below each other. */
export function Differences<V extends Values>({ fields, conflict, choices, onChoose }: DifferencesProps<V>) {
  const { base, theirs, yours } = conflict;
  const differences = differencesOf(base, theirs, yours);
  const differing = fields.flatMap((field) => {
    const difference = differences[field.key];
    return difference === undefined ? [] : [{ ...field, difference }];
  });
  if (differing.length === 0) return <p>Both of you changed the same fields to the same values.</p>;
  const open = undecided(differences, choices);
  const result = chosen(conflict, choices);
  return (
    <div className={styles.differences}>
      <PanelTable label="What differs">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Theirs</th>
            <th scope="col">Yours</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ key, label, secret, difference }) => {
            const side = sideOf(difference, choices[key]);
            return (
              <tr key={key}>
                <th scope="row">
                  {label} <span className={`meta ${styles.who}`}>{words[difference]}</span>
                </th>
                <td>{secret ? 'another one' : shown(theirs[key])}</td>
                <td>{secret ? 'another one' : shown(yours[key])}</td>
                <td>
                  <div className={styles.result}>
                    {side === null ? (
                      <span className="muted">not chosen yet</span>
                    ) : (
                      <strong>{secret ? `the one that is ${side}` : shown(result[key])}</strong>
                    )}
                    <Segmented
                      label={`Result for ${label}`}
                      value={side}
                      autoFocus={key === open[0]}
                      options={[
                        { value: 'theirs', label: 'Theirs' },
                        { value: 'yours', label: 'Yours' },
                      ]}
                      onChange={(next) => onChoose(key, next)}
                    />
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </PanelTable>
    </div>
  );
}

function shown(value: unknown): string {
  if (value === '' || value === null || value === undefined) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length.toLocaleString('en')} characters)` : text;
}
