import { Button } from '../../../ui/Button.tsx';
import { CheckField } from '../../../ui/CheckField.tsx';
import styles from './ScopePicker.module.css';
import { groupScopes } from './scopeGroups.ts';

interface ScopePickerProps {
  /** What the caller holds: more cannot be given. */
  held: readonly string[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

export function ScopePicker({ held, chosen, onChange }: ScopePickerProps) {
  const set = (scope: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(scope);
    else next.delete(scope);
    onChange(next);
  };
  return (
    <fieldset className={styles.picker}>
      <legend>May do</legend>
      <div className={styles.quick}>
        <Button size="small" onClick={() => onChange(new Set(held.filter((scope) => scope.endsWith(':read'))))}>
          Everything that reads
        </Button>
        <Button size="small" onClick={() => onChange(new Set())}>
          Nothing
        </Button>
        <span className="meta num" aria-live="polite">
          {chosen.size} of {held.length} rights
        </span>
      </div>
      <ul>
        {groupScopes(held).map(({ noun, scopes }) => (
          <li key={noun}>
            <span>{noun}</span>
            {scopes.map(({ scope, verb }) => (
              <CheckField
                key={scope}
                label={
                  <>
                    <span className="visually-hidden">{noun}: </span>
                    {verb}
                  </>
                }
                checked={chosen.has(scope)}
                onChange={(on) => set(scope, on)}
              />
            ))}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
