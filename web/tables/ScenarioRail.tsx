import { formatCount, formatPlural } from '../format/counts.ts';
import type { ObjectKind } from '../graphql.generated.ts';
import type { LiveLandscape } from '../live/landscape.ts';
import type { CarryControls } from '../map/useCarry.ts';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './ScenarioRail.module.css';

interface ScenarioRailProps {
  landscape: LiveLandscape;
  /** Applications or Runtimes, whose members are counted. */
  kind: ObjectKind;
  controls: CarryControls;
  /** Rows that a press on a scenario adds to it; null if they are too many to be named. */
  chosen: readonly string[] | null;
  onAdd: (scenario: string) => void;
  onClose: () => void;
}

function hint(chosen: readonly string[] | null): string {
  if (chosen === null) return 'All rows that match are selected: use Assign… below the table.';
  if (chosen.length === 0) return 'Drag rows here, or select rows and press a scenario.';
  return `Press a scenario to add ${formatPlural(chosen.length, 'selected row')} to it.`;
}

/** Scenarios beside a table, for rows to be dropped on. What it does is looked at first, as on the map. */
export function ScenarioRail({ landscape, kind, controls, chosen, onAdd, onClose }: ScenarioRailProps) {
  const { carry, promise, impact } = controls;
  const members = kind === 'APPLICATION' ? landscape.applications : landscape.runtimes;
  const counts = new Map<string, number>();
  for (const { scenario } of members.flatMap(({ memberships }) => memberships)) {
    counts.set(scenario, (counts.get(scenario) ?? 0) + 1);
  }
  const aimedAt = carry?.target?.kind === 'join' ? carry.target.scenario : null;
  const stops = impact?.breaks.length ?? 0;
  // Applications are in the default scenario by themselves, and never put there.
  const scenarios = landscape.scenarios
    .filter(({ name }) => kind === 'RUNTIME' || name !== landscape.defaultScenario)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  return (
    <aside className={styles.rail} aria-label="Scenarios to add rows to">
      <header>
        <h2>Scenarios</h2>
        <Button tone="quiet" size="small" iconOnly icon="i-close" aria-label="Close scenarios" onClick={onClose} />
      </header>
      <p className="meta">{hint(chosen)}</p>
      <ul>
        {scenarios.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              data-rail={name}
              className={classes(styles.scenario, aimedAt === name && styles.aimed)}
              disabled={carry === null && (chosen === null || chosen.length === 0)}
              onClick={() => onAdd(name)}
            >
              <Icon name="k-scenario" />
              <span className={styles.name}>{name}</span>
              <span className="meta num">{formatCount(counts.get(name) ?? 0)}</span>
              {aimedAt === name && (
                <span className={styles.promise}>
                  {promise}
                  {stops > 0 && `, ${formatPlural(stops, 'live connection')} ${stops === 1 ? 'stops' : 'stop'}`}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {scenarios.length === 0 && <p className="meta">There is no scenario yet.</p>}
    </aside>
  );
}
