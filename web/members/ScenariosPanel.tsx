import { formatPlural } from '../format/counts.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { usePaths } from '../paths.ts';
import { Button } from '../ui/Button.tsx';
import { Link } from '../ui/Link.tsx';
import { Panel } from '../ui/Panel.tsx';
import type { ApplicationRow, MemberRows, RuntimeRow } from './rows.ts';
import { ScenarioChips } from './ScenarioChips.tsx';
import styles from './ScenariosPanel.module.css';

interface ScenariosPanelProps {
  landscape: LiveLandscape;
  rows: MemberRows;
  row: ApplicationRow | RuntimeRow;
  /** Not given where the caller may not change them. */
  onEdit: (() => void) | undefined;
}

const origins = { manual: 'assigned', rule: 'by rule', itself: 'by itself' } as const;

/** The scenarios of an object, where each comes from and whom it meets there. */
export function ScenariosPanel({ landscape, rows, row, onEdit }: ScenariosPanelProps) {
  const paths = usePaths();
  const isRuntime = row.kind === 'RUNTIME';
  const partners = isRuntime ? rows.index.applicationsIn : rows.index.runtimesIn;
  return (
    <Panel
      title="Scenarios"
      aside={
        onEdit && (
          <Button size="small" onClick={onEdit}>
            Edit…
          </Button>
        )
      }
    >
      <ul className={styles.list}>
        {row.scenarios.map((scenario) => (
          <li key={scenario.name}>
            <Link href={paths.scenario(scenario.name)}>
              <ScenarioChips scenarios={[scenario]} />
            </Link>
            <span className="meta">
              {formatPlural(partners.get(scenario.name)?.length ?? 0, isRuntime ? 'application' : 'runtime')},{' '}
              {origins[scenario.origin]}
            </span>
          </li>
        ))}
        {row.scenarios.length === 0 && <li>In no scenario, so nothing may be used from here.</li>}
      </ul>
      {!isRuntime && (
        <p className={`meta ${styles.note}`}>
          {row.scenarios.some(({ name }) => name === landscape.defaultScenario)
            ? `It leaves ${landscape.defaultScenario} by itself with its first other scenario.`
            : `Without any of these it returns to ${landscape.defaultScenario}.`}
        </p>
      )}
    </Panel>
  );
}
