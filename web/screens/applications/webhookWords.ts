import type { WebhookDeliveriesQuery } from '../../graphql.generated.ts';
import type { StateFamily } from '../../ui/StateGlyph.tsx';

export type DeliveryRow = WebhookDeliveriesQuery['webhookDeliveries']['data'][number];

interface DeliveryFinding {
  family: StateFamily;
  word: string;
  /** Of the next attempt, or when it ended. */
  at: string | null;
}

/** The state of a delivery as the table says it. */
export function deliveryFinding(row: Pick<DeliveryRow, 'state' | 'attempts' | 'nextAttemptAt' | 'endedAt'>) {
  const findings: Record<DeliveryRow['state'], DeliveryFinding> = {
    PENDING:
      row.nextAttemptAt === null
        ? { family: 'pending', word: 'Waiting', at: null }
        : { family: 'attention', word: 'Trying again', at: row.nextAttemptAt },
    DELIVERED: { family: 'connected', word: 'Delivered', at: row.endedAt },
    DEAD: { family: 'failed', word: 'Given up', at: row.endedAt },
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
