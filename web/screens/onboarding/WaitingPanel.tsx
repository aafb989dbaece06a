import type { ReactNode } from 'react';
import { formatCount } from '../../format/counts.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Link } from '../../ui/Link.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Panel, PanelTable } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './FoldedTable.module.css';
import type { Waiting } from './waiting.ts';

interface WaitingPanelProps {
  kind: 'runtime' | 'application';
  title: string;
  /** Said where nobody waits. */
  nobody: string;
  waiting: readonly Waiting[];
  total: number;
  now: number;
  /** Stands in their place while they are not known. */
  instead?: ReactNode;
}

const inScenarios = (scenarios: readonly string[]) => scenarios.join(', ') || 'none';

/** Who was registered and has not connected: what each waits for, and the way on. */
export function WaitingPanel({ kind, title, nobody, waiting, total, now, instead }: WaitingPanelProps) {
  const paths = usePaths();
  const { can } = useSession();
  const isRuntime = kind === 'runtime';
  const rest = isRuntime ? `${paths.runtimes}?q=${encodeURIComponent('state:never-connected')}` : paths.applications;
  return (
    <Panel title={title} note={instead ? undefined : formatCount(total)} flush>
      {instead ||
        (waiting.length === 0 ? (
          <EmptyState title={nobody} />
        ) : (
          <PanelTable label={title}>
            <thead>
              <tr>
                <th scope="col">{isRuntime ? 'Runtime' : 'Application'}</th>
                <th scope="col">Waits for</th>
                <th scope="col" className={styles.column}>
                  Scenarios
                </th>
                <th scope="col">
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {waiting.map(({ id, name, scenarios, waitsFor, endsAt, next }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link href={isRuntime ? paths.runtime(id) : paths.application(id)}>{name}</Link>
                    <span className={`meta ${styles.folded}`}>{inScenarios(scenarios)}</span>
                  </th>
                  <td>
                    <StateGlyph {...waitsFor} className={styles.state}>
                      {endsAt !== null && (
                        <span className="meta">
                          token ends <Moment at={endsAt} now={now} />
                        </span>
                      )}
                    </StateGlyph>
                  </td>
                  <td className={styles.column}>{inScenarios(scenarios)}</td>
                  <td>
                    {can(`${kind}:write`) && (
                      <Button
                        size="small"
                        href={next === 'wait' ? paths.onboardingStep(kind, id, 'wait') : paths.connect(kind, id)}
                        aria-label={`Continue with ${name}`}
                      >
                        Continue
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </PanelTable>
        ))}
      {!instead && total > waiting.length && (
        <p className="meta">
          {formatCount(waiting.length)} of {formatCount(total)} are shown;{' '}
          <Link className="text-link" href={rest}>
            all {isRuntime ? 'runtimes that wait' : 'applications'}
          </Link>
          .
        </p>
      )}
    </Panel>
  );
}
