import { formatRelative } from '../../format/moments.ts';
import type { WebhookDeliveriesQuery } from '../../graphql.generated.ts';
import type { StateFamily } from '../../ui/StateGlyph.tsx';

export type DeliveryRow = WebhookDeliveriesQuery['webhookDeliveries']['data'][number];

interface DeliveryFinding {
  family: StateFamily;
  word: string;
  /** What comes next, or when it ended. */
  detail: string | null;
}

/** The state of a delivery as the table says it. */
export function deliveryFinding(
  row: Pick<DeliveryRow, 'state' | 'attempts' | 'nextAttemptAt' | 'endedAt'>,
  now: number,
) {
  const when = (at: string | null) => (at === null ? null : formatRelative(Date.parse(at), now));
  const findings: Record<DeliveryRow['state'], DeliveryFinding> = {
    PENDING:
      row.nextAttemptAt === null
        ? { family: 'pending', word: 'Waiting', detail: null }
        : { family: 'attention', word: 'Trying again', detail: when(row.nextAttemptAt) },
    DELIVERED: { family: 'connected', word: 'Delivered', detail: when(row.endedAt) },
    DEAD: { family: 'failed', word: 'Given up', detail: when(row.endedAt) },
  };
  return findings[row.state];
}

/** What the last attempt came to: `2 attempts, the receiver answered 500`. */
export function attemptsInWords(attempts: DeliveryRow['attempts']): string {
  const last = attempts.at(-1);
  if (!last) return 'None yet';
  const count = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
  return last.error === null ? `${count}, answered ${last.status}` : `${count}, ${last.error}`;
}

/** Where it goes without what a query may hold. */
export const addressInWords = (url: string): string => url.replace(/[?#].*$/, '');
