import { formatPlural } from '../../format/counts.ts';
import { formatExactZoned } from '../../format/moments.ts';
import type { RuntimeDetailsQuery } from '../../graphql.generated.ts';
import { usePaths } from '../../paths.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Link } from '../../ui/Link.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './AgentReportPanel.module.css';

type Report = NonNullable<NonNullable<RuntimeDetailsQuery['runtime']>['agentReport']>;

/** What the agent says of itself and its cluster, worst first. */
export function AgentReportPanel({ report, now }: { report: Report | null; now: number }) {
  const paths = usePaths();
  if (report === null) {
    return (
      <Panel title="Agent report">
        <p className="muted">The agent of this runtime does not report.</p>
      </Panel>
    );
  }
  const { versions, components, failures } = report;
  const unwell = components.filter(({ ok }) => !ok);
  const well = components.filter(({ ok }) => ok).map(({ name }) => name);
  return (
    <Panel
      title="Agent report"
      note={<Moment at={report.reportedAt} now={now} />}
      aside={
        report.state === 'FAILED' ? (
          <StateGlyph family="failed" word="Synchronization failed" />
        ) : (
          <StateGlyph family="connected" word="Synchronized" />
        )
      }
    >
      <Facts
        facts={[
          { term: 'State since', value: formatExactZoned(Date.parse(report.since)), detail: report.message },
          versions.length > 0 && {
            term: 'Versions',
            value: versions.map(({ name, version }) => `${name} ${version}`).join(', '),
          },
          failures.length > 0 && {
            term: 'Not applied',
            value: (
              <ul className={styles.list}>
                {failures.map(({ application, message, since: began }) => (
                  <li key={application.id}>
                    <StateGlyph family="failed" word="Not applied" glyphOnly />
                    <span>
                      <Link className="text-link" href={paths.application(application.id)}>
                        {application.name}
                      </Link>{' '}
                      <span className="muted">
                        <Moment at={began} now={now} />
                      </span>
                      <span className={styles.words}>{message}</span>
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
          components.length > 0 && {
            term: 'Cluster',
            value: unwell.length > 0 && (
              <ul className={styles.list}>
                {unwell.map(({ name, message, since: began }) => (
                  <li key={name}>
                    <StateGlyph family="attention" word="Not well" glyphOnly />
                    <span>
                      {name}{' '}
                      <span className="muted">
                        <Moment at={began} now={now} />
                      </span>
                      {message && <span className={styles.words}>{message}</span>}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
          well.length > 0 && {
            term: unwell.length > 0 ? '\u00a0' : 'Cluster',
            value: (
              <ul className={styles.list}>
                <li>
                  <StateGlyph family="connected" word="Well" glyphOnly />
                  <span>
                    {formatPlural(well.length, 'component')} well
                    <span className={styles.words}>{well.join(', ')}</span>
                  </span>
                </li>
              </ul>
            ),
          },
        ]}
      />
    </Panel>
  );
}
