import type { ImportAction, ImportKind, PlanImportMutation } from '../../../graphql.generated.ts';
import { Button } from '../../../ui/Button.tsx';
import { Panel, PanelTable } from '../../../ui/Panel.tsx';
import { StateGlyph } from '../../../ui/StateGlyph.tsx';
import styles from './ImportPage.module.css';

const words: Record<ImportAction, string> = {
  CONFLICT: 'Cannot be imported',
  CREATE: 'Created',
  CHANGE: 'Changed',
  KEEP: 'Left as it is',
};
const families = { CONFLICT: 'failed', CREATE: 'pending', CHANGE: 'pending', KEEP: 'idle' } as const;
const kinds: Record<ImportKind, string> = { SCENARIO: 'Scenario', APPLICATION: 'Application', RUNTIME: 'Runtime' };
const order: readonly ImportAction[] = ['CONFLICT', 'CHANGE', 'CREATE', 'KEEP'];
const most = 200;

interface PlanPanelProps {
  plan: PlanImportMutation['planImport'];
  isRunning: boolean;
  onApply: () => void;
}

/** What an import would do, worst first, and the button that does it. */
export function PlanPanel({ plan, isRunning, onApply }: PlanPanelProps) {
  const { items, creates, changes, keeps, conflicts, impact } = plan;
  const sorted = items.toSorted((a, b) => order.indexOf(a.action) - order.indexOf(b.action));
  const work = creates + changes;
  const { total, pairs } = impact.breaks;
  const broken = pairs.map(({ application, runtime }) => `${application.name} to ${runtime.name}`).join(', ');
  return (
    <Panel
      title="Plan"
      note={`${creates} created, ${changes} changed, ${keeps} left as they are, ${conflicts} not imported`}
      flush
    >
      <PanelTable label="Plan">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th scope="col">What happens</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, most).map(({ kind, name, action, details }) => (
            <tr key={`${kind} ${name}`}>
              <th scope="row">{name}</th>
              <td>{kinds[kind]}</td>
              <td>
                <StateGlyph family={families[action]} word={words[action]} />
              </td>
              <td>{details.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </PanelTable>
      <div className={styles.apply}>
        {sorted.length > most && (
          <p className="meta">
            {most} of {sorted.length.toLocaleString('en')} are shown, conflicts first.
          </p>
        )}
        {total > 0 && (
          <p>
            <strong>{total === 1 ? '1 live connection stops' : `${total} live connections stop`}</strong>, because
            applications leave the default scenario: {broken}.
          </p>
        )}
        {work === 0 ? (
          <p>There is nothing to do: everything that can be imported is here already.</p>
        ) : (
          <Button tone="primary" disabled={isRunning} onClick={onApply}>
            {conflicts === 0 ? `Import ${work}` : `Import ${work}, leave ${conflicts} out`}
          </Button>
        )}
      </div>
    </Panel>
  );
}
