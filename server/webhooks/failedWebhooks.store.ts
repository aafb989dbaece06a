import { and, asc, eq, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { webhooks } from '../db/tables/webhook.tables.ts';
import { minute } from '../shared/clock.ts';

/** A webhook that fails for less than this may yet recover by itself. */
const tolerated = 10 * minute;

export interface FailedWebhook {
  webhookId: string;
  applicationId: string;
  applicationName: string;
  /** First failed attempt since the last success, in milliseconds. */
  failingSince: number;
  /** The last failure in one sentence, without secrets. */
  error: string;
  /** The last delivery that ended is a dead letter: it is not tried again unless replayed. */
  dead: boolean;
}

/**
 * The webhooks of a tenant that do not work: the last delivery is a dead letter, or attempts have failed for more than ten
 * minutes. Longest first; a success takes a webhook off the list. What health checks tell (product.md 9).
 * @param at now, in milliseconds.
 */
export async function failedWebhooks(read: Read, tenantId: string, at: number): Promise<FailedWebhook[]> {
  const rows = await read
    .select()
    .from(webhooks)
    .where(
      and(
        eq(webhooks.tenantId, tenantId),
        isNull(webhooks.retiredAt),
        isNotNull(webhooks.failingSince),
        or(eq(webhooks.endedDead, true), lte(webhooks.failingSince, at - tolerated)),
      ),
    )
    .orderBy(asc(webhooks.failingSince), asc(webhooks.id));
  return rows.map(({ id, applicationId, applicationName, failingSince, lastError, endedDead }) => ({
    webhookId: id,
    applicationId,
    applicationName,
    failingSince: failingSince ?? at,
    error: lastError ?? '',
    dead: endedDead,
  }));
}
