import { formatPlural } from '../../format/counts.ts';
import { formatClock, formatDay, formatRelative } from '../../format/moments.ts';
import type { RuntimeDetailsQuery } from '../../graphql.generated.ts';
import { certificateFinding } from '../../members/certificateWords.ts';
import type { RuntimeRow } from '../../members/rows.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { unenforced } from './runtimeWords.ts';
import styles from './StatusPanels.module.css';

type Details = NonNullable<RuntimeDetailsQuery['runtime']>;

/** To the second, as the resource has it; the page says in which zone. Undefined is not known yet. */
function moment(at: string | null | undefined): string {
  if (at === undefined) return '…';
  if (at === null) return '–';
  const exact = Date.parse(at);
  return `${formatDay(exact)}, ${formatClock(exact).slice(0, 8)}`;
}

/** Members of `certificateStatus` stand indented below it. */
const member = (name: string) => `\u00a0\u00a0${name}`;

function ago(at: string | null | undefined, now: number): string | undefined {
  return at ? formatRelative(Date.parse(at), now) : undefined;
}

/** `connectionStatus` of the CompassConnection resource, field for field (runtime-agent.md). */
export function ConnectionStatusPanel({ status, now }: { status: Details['connectionStatus'] | null; now: number }) {
  const certificate = status?.certificateStatus;
  const failing = status?.lastSync !== null && status?.lastSync !== status?.lastSuccess;
  return (
    <Panel
      title="Connection status"
      aside={
        status &&
        (certificate ? (
          <StateGlyph
            family={failing ? 'failed' : certificateFinding(certificate.state).family}
            word={
              failing ? 'Last call failed' : `Certificate: ${certificateFinding(certificate.state).word.toLowerCase()}`
            }
          />
        ) : (
          <StateGlyph family="idle" word="Never established" />
        ))
      }
    >
      <Facts
        fields
        facts={[
          { term: 'established', value: moment(status?.established) },
          { term: 'lastSync', value: moment(status?.lastSync), detail: ago(status?.lastSync, now) },
          { term: 'lastSuccess', value: moment(status?.lastSuccess) },
          { term: 'renewed', value: moment(status?.renewed) },
          { term: 'certificateStatus', value: certificate ? '' : status ? '–' : '…' },
          certificate && { term: member('acquired'), value: moment(certificate.acquired) },
          certificate && { term: member('notBefore'), value: moment(certificate.notBefore) },
          certificate && {
            term: member('notAfter'),
            value: moment(certificate.notAfter),
            detail: ago(certificate.notAfter, now),
          },
        ]}
      />
    </Panel>
  );
}

interface SynchronizationStatusPanelProps {
  status: Details['synchronizationStatus'] | null;
  row: RuntimeRow;
  now: number;
}

/** `synchronizationStatus` of the CompassConnection resource, field for field; below it what the agent has not seen yet. */
export function SynchronizationStatusPanel({ status, row, now }: SynchronizationStatusPanelProps) {
  const waiting = unenforced(row.unenforcedRemovals);
  const pending = row.connected.filter((connection) => connection.pending).length;
  const upToDate = status?.lastSuccessfulFetch && !waiting && pending === 0;
  return (
    <Panel
      title="Synchronization status"
      aside={
        status &&
        (status.lastSuccessfulFetch === null ? (
          <StateGlyph family="idle" word="Never fetched" />
        ) : row.state === 'STALE' ? (
          <StateGlyph family="attention" word="Stale" />
        ) : upToDate ? (
          <StateGlyph family="connected" word="Up to date" />
        ) : (
          <StateGlyph family="pending" word="Changes wait" />
        ))
      }
    >
      <Facts
        fields
        facts={[
          { term: 'lastAttempt', value: moment(status?.lastAttempt), detail: ago(status?.lastAttempt, now) },
          { term: 'lastSuccessfulFetch', value: moment(status?.lastSuccessfulFetch) },
          {
            term: 'lastSuccessfulApplication',
            value: moment(status?.lastSuccessfulApplication),
            detail: status && !status.lastSuccessfulApplication && 'not reported by the agent',
          },
        ]}
      />
      {(pending > 0 || waiting !== '') && (
        <div className={styles.unseen}>
          <strong>Not seen by the agent</strong>
          {pending > 0 && <p>{formatPlural(pending, 'connection')} not fetched yet.</p>}
          {waiting !== '' && <p>{waiting}</p>}
        </div>
      )}
    </Panel>
  );
}
