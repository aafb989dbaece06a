import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import { formatCount, formatPlural } from '../../format/counts.ts';
import { formatExact } from '../../format/moments.ts';
import {
  ReplayWebhookDeliveriesDocument,
  WebhookDeliveriesDocument,
  type WebhookDeliveryState,
  WebhooksDocument,
} from '../../graphql.generated.ts';
import { useSkipPoll } from '../../live/landscape.ts';
import { Button } from '../../ui/Button.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { notify } from '../../ui/notify.ts';
import { Panel, PanelTable } from '../../ui/Panel.tsx';
import { QueryState } from '../../ui/QueryState.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { useReading } from '../../ui/useReading.ts';
import styles from './DeliveriesPanel.module.css';
import { addressInWords, attemptsInWords, type DeliveryRow, deliveryFinding } from './webhookWords.ts';

interface DeliveriesPanelProps {
  applicationID: string;
  webhooks: readonly { id: string; url: string }[];
  mayWrite: boolean;
  now: number;
}

const pollMs = 2500;
const firstShown = 25;
const mostShown = 100;

const filters: { value: WebhookDeliveryState | 'ALL'; label: string }[] = [
  { value: 'ALL', label: 'All' },
  { value: 'PENDING', label: 'Waiting' },
  { value: 'DELIVERED', label: 'Delivered' },
  { value: 'DEAD', label: 'Given up' },
];

function emptyInWords(filter: WebhookDeliveryState | 'ALL', webhooks: number): string {
  if (filter !== 'ALL') return 'None.';
  return webhooks === 0
    ? 'Nothing yet. Without a webhook nothing is delivered.'
    : 'Nothing yet. The first event that concerns the application makes one.';
}

/** What was and will be delivered, the newest event first; what was given up can be replayed. */
export function DeliveriesPanel({ applicationID, webhooks, mayWrite, now }: DeliveriesPanelProps) {
  const [filter, setFilter] = useState<WebhookDeliveryState | 'ALL'>('ALL');
  const [first, setFirst] = useState(firstShown);
  const answer = useQuery(WebhookDeliveriesDocument, {
    variables: { applicationID, states: filter === 'ALL' ? null : [filter], first },
    fetchPolicy: 'cache-and-network',
    // Deliveries change without the landscape changing, so nothing announces them.
    pollInterval: pollMs,
    skipPollAttempt: useSkipPoll(),
  });
  const [replay, replaying] = useMutation(ReplayWebhookDeliveriesDocument, {
    refetchQueries: [WebhookDeliveriesDocument, WebhooksDocument],
  });
  const reading = useReading(answer);
  // The rows of one state stay while those of another are read.
  const data = reading.data ?? (reading.error === null ? answer.previousData : null) ?? null;
  const rows = data?.webhookDeliveries.data;
  const total = data?.webhookDeliveries.totalCount ?? 0;
  const dead = (rows ?? []).filter(({ state }) => state === 'DEAD');
  const address = (id: string) => addressInWords(webhooks.find((one) => one.id === id)?.url ?? id);

  const again = (list: readonly DeliveryRow[]) =>
    replay({ variables: { ids: list.map(({ id }) => id) } }).then(
      () =>
        notify({ family: 'pending', title: `${formatPlural(list.length, 'delivery', 'deliveries')} waiting again` }),
      (problem) => notify({ family: 'failed', title: 'Nothing was replayed', detail: describeError(problem).message }),
    );

  return (
    <Panel
      title="Deliveries"
      note={rows && `${formatCount(total)} kept`}
      aside={
        <>
          {mayWrite && dead.length > 1 && (
            <Button size="small" icon="i-retry" disabled={replaying.loading} onClick={() => void again(dead)}>
              {`Replay ${dead.length} given up`}
            </Button>
          )}
          <Segmented label="State of deliveries" value={filter} options={filters} onChange={setFilter} />
        </>
      }
      flush
    >
      <QueryState what="Deliveries" reading={{ ...reading, data }} shape={{ columns: 6, rows: 2 }} />
      {rows && (
        <PanelTable label="Deliveries">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">State</th>
              <th scope="col">Attempts</th>
              <th scope="col">Address</th>
              <th scope="col">Created</th>
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { family, word, at } = deliveryFinding(row);
              return (
                <tr key={row.id}>
                  <th scope="row">
                    <code>{row.type}</code>
                  </th>
                  <td>
                    <StateGlyph family={family} word={word}>
                      {at !== null && <Moment className="meta" at={at} now={now} />}
                    </StateGlyph>
                  </td>
                  <td className={styles.attempts}>{attemptsInWords(row.attempts)}</td>
                  <td className={styles.address}>{address(row.webhookID)}</td>
                  <td className={`num ${styles.moment}`}>{formatExact(Date.parse(row.createdAt))}</td>
                  <td>
                    {mayWrite && row.state !== 'PENDING' && (
                      <Button
                        size="small"
                        aria-label={`Replay ${row.type}`}
                        disabled={replaying.loading}
                        onClick={() => void again([row])}
                      >
                        Replay
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
            {rows.length < total && (
              <tr>
                <td colSpan={6}>
                  {formatCount(rows.length)} of {formatCount(total)} shown, the newest first.{' '}
                  {first < mostShown && (
                    <Button size="small" onClick={() => setFirst(mostShown)}>
                      Show more
                    </Button>
                  )}
                </td>
              </tr>
            )}
            {rows.length === 0 && (
              <tr>
                <td colSpan={6}>{emptyInWords(filter, webhooks.length)}</td>
              </tr>
            )}
          </tbody>
        </PanelTable>
      )}
    </Panel>
  );
}
