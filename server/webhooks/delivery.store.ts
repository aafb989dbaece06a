import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  notExists,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { literally, prepared } from '../db/prepared.ts';
import { type DeliveryAttempt, type DeliveryState, webhookDeliveries, webhooks } from '../db/tables/webhook.tables.ts';
import { day } from '../shared/clock.ts';
import type { PageRequest } from '../shared/page.ts';
import type { Outcome } from './schedule.ts';
import type { WebhookRecord } from './webhook.ts';

export type DeliveryRecord = typeof webhookDeliveries.$inferSelect;

/** Rows or ids per statement. */
const chunk = 400;
const keepDelivered = 7 * day;
const keepDead = 30 * day;

/** Puts deliveries into the outbox; their webhooks are due at once unless one before them waits for its time. */
export async function enqueue(tx: Tx, rows: readonly DeliveryRecord[], at: number): Promise<void> {
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk);
    await tx.insert(webhookDeliveries).values(part);
    const ids = [...new Set(part.map(({ webhookId }) => webhookId))];
    await tx
      .update(webhooks)
      .set({ dueAt: sql`coalesce(${webhooks.dueAt}, ${at})` })
      .where(inArray(webhooks.id, ids));
  }
}

/** A webhook that nobody else delivers to while the lease lasts, and the first delivery that waits for it. */
export interface Claim {
  webhook: WebhookRecord;
  delivery: DeliveryRecord;
  token: string;
}

const free = (at: number) => or(isNull(webhooks.leaseUntil), lte(webhooks.leaseUntil, at));
const claimable = (at: number) => and(lte(webhooks.dueAt, at), free(at));

async function firstWaiting(read: Read, webhookId: string): Promise<DeliveryRecord | undefined> {
  const [row] = await read
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.webhookId, webhookId), eq(webhookDeliveries.state, 'PENDING')))
    .orderBy(asc(webhookDeliveries.sequence), asc(webhookDeliveries.position))
    .limit(1);
  return row;
}

/**
 * Claims webhooks that are due, longest due first, at most so many, and of those that fail fewer. Of two instances that try
 * for the same one the conditional update lets one win.
 */
export async function claimDue(
  tx: Tx,
  options: { at: number; token: string; leaseUntil: number; most: number; mostFailing: number },
): Promise<Claim[]> {
  const { at, token, leaseUntil, most, mostFailing } = options;
  const due = async (health: SQL, limit: number) =>
    limit <= 0
      ? []
      : tx
          .select({ id: webhooks.id })
          .from(webhooks)
          .where(and(claimable(at), health))
          .orderBy(asc(webhooks.dueAt), asc(webhooks.id))
          .limit(limit);
  const working = await due(isNull(webhooks.failingSince), most);
  const failing = await due(isNotNull(webhooks.failingSince), Math.min(mostFailing, most - working.length));
  const candidates = [...working, ...failing].map(({ id }) => id);
  if (candidates.length === 0) return [];
  const won = await tx
    .update(webhooks)
    .set({ leaseToken: token, leaseUntil })
    .where(and(inArray(webhooks.id, candidates), claimable(at)))
    .returning();
  const claims: Claim[] = [];
  for (const webhook of won) {
    const delivery = await firstWaiting(tx, webhook.id);
    if (delivery) claims.push({ webhook, delivery, token });
    else {
      await tx
        .update(webhooks)
        .set({ dueAt: null, leaseToken: null, leaseUntil: null })
        .where(eq(webhooks.id, webhook.id));
    }
  }
  return claims;
}

/** When the next webhook is due that nobody delivers to; null if none is. */
export async function nextDueAt(read: Read, at: number): Promise<number | null> {
  const [row] = await firstDue(read, { at });
  return row?.dueAt ?? null;
}

const firstDue = prepared<{ at: number }, { dueAt: number | null }[]>((read) => {
  const isFree = or(isNull(webhooks.leaseUntil), lte(webhooks.leaseUntil, sql.placeholder('at')));
  return read
    .select({ dueAt: webhooks.dueAt })
    .from(webhooks)
    .where(and(isNotNull(webhooks.dueAt), isFree))
    .orderBy(asc(webhooks.dueAt))
    .limit(literally(1));
});

/** Writes what became of an attempt and gives the lease back. @returns false, and writes nothing, if the lease was lost. */
export async function finish(
  tx: Tx,
  { webhook, delivery, token }: Claim,
  { attempt, outcome, at }: { attempt: DeliveryAttempt; outcome: Outcome; at: number },
): Promise<boolean> {
  // First of all, so that whoever enqueues meanwhile waits and then sees the due time as it is afterwards.
  const [held] = await tx
    .update(webhooks)
    .set({ leaseToken: null, leaseUntil: null })
    .where(and(eq(webhooks.id, webhook.id), eq(webhooks.leaseToken, token)))
    .returning();
  if (!held) return false;
  const nextAttemptAt = outcome.state === 'PENDING' ? outcome.nextAttemptAt : null;
  await tx
    .update(webhookDeliveries)
    .set({
      state: outcome.state,
      attempts: [...delivery.attempts, attempt],
      nextAttemptAt,
      endedAt: outcome.state === 'PENDING' ? null : at,
    })
    .where(eq(webhookDeliveries.id, delivery.id));
  const delivered = outcome.state === 'DELIVERED';
  const next = await firstWaiting(tx, webhook.id);
  // What was configured during the attempt is tried at once, and a replay may have put another delivery first.
  const notBefore = held.updatedAt === webhook.updatedAt ? (next?.nextAttemptAt ?? at) : at;
  await tx
    .update(webhooks)
    .set({
      dueAt: next ? Math.max(at, notBefore) : null,
      failingSince: delivered ? null : (held.failingSince ?? at),
      lastError: delivered ? null : attempt.error,
      endedDead: outcome.state === 'PENDING' ? held.endedDead : outcome.state === 'DEAD',
    })
    .where(eq(webhooks.id, webhook.id));
  return true;
}

/** Gives back leases of a process that is no more. Only for a database that no other process has open. */
export async function releaseAll(tx: Tx): Promise<void> {
  await tx.update(webhooks).set({ leaseToken: null, leaseUntil: null }).where(isNotNull(webhooks.leaseUntil));
}

export interface DeliveryFilter {
  tenantId: string;
  applicationId: string;
  webhookId: string | null;
  /** An empty list matches none. */
  states: readonly DeliveryState[] | null;
}

/** Deliveries, newest event first, with the true total. */
export async function listDeliveries(
  read: Read,
  { tenantId, applicationId, webhookId, states }: DeliveryFilter,
  page: PageRequest,
): Promise<{ rows: DeliveryRecord[]; totalCount: number }> {
  if (states?.length === 0) return { rows: [], totalCount: 0 };
  const where = and(
    eq(webhookDeliveries.tenantId, tenantId),
    eq(webhookDeliveries.applicationId, applicationId),
    webhookId === null ? undefined : eq(webhookDeliveries.webhookId, webhookId),
    states === null ? undefined : inArray(webhookDeliveries.state, [...states]),
  );
  const rows = await read
    .select()
    .from(webhookDeliveries)
    .where(where)
    .orderBy(desc(webhookDeliveries.sequence), desc(webhookDeliveries.position), desc(webhookDeliveries.id))
    .limit(page.limit)
    .offset(page.offset);
  const [total] = await read.select({ count: count() }).from(webhookDeliveries).where(where);
  return { rows, totalCount: Number(total?.count ?? 0) };
}

/** Deliveries by their ids in the order of their events, each with the name of its Application. */
export async function findDeliveries(
  read: Read,
  tenantId: string,
  ids: readonly string[],
): Promise<(DeliveryRecord & { applicationName: string })[]> {
  const rows = await read
    .select({ delivery: webhookDeliveries, applicationName: webhooks.applicationName })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(and(eq(webhookDeliveries.tenantId, tenantId), inArray(webhookDeliveries.id, [...ids])))
    .orderBy(asc(webhookDeliveries.sequence), asc(webhookDeliveries.position), asc(webhookDeliveries.id));
  return rows.map(({ delivery, applicationName }) => ({ ...delivery, applicationName }));
}

/** Lets deliveries that ended wait again, at their old place in the order, with all the time of a new one. */
export async function replay(
  tx: Tx,
  tenantId: string,
  rows: readonly Pick<DeliveryRecord, 'id' | 'webhookId'>[],
  at: number,
): Promise<DeliveryRecord[]> {
  const ids = rows.map(({ id }) => id);
  const waiting = await tx
    .update(webhookDeliveries)
    .set({ state: 'PENDING', waitingSince: at, nextAttemptAt: null, endedAt: null })
    .where(and(eq(webhookDeliveries.tenantId, tenantId), inArray(webhookDeliveries.id, ids)))
    .returning();
  const webhookIds = [...new Set(rows.map(({ webhookId }) => webhookId))];
  await tx
    .update(webhooks)
    .set({ dueAt: at })
    .where(and(eq(webhooks.tenantId, tenantId), inArray(webhooks.id, webhookIds)));
  return waiting;
}

/** Removes what ended long ago, and retired webhooks that nothing refers to any more. */
export async function sweepDeliveries(tx: Tx, at: number): Promise<void> {
  const ended = (state: DeliveryState, before: number) =>
    and(eq(webhookDeliveries.state, state), lt(webhookDeliveries.endedAt, before));
  await tx.delete(webhookDeliveries).where(or(ended('DELIVERED', at - keepDelivered), ended('DEAD', at - keepDead)));
  const left = tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.webhookId, webhooks.id));
  await tx.delete(webhooks).where(and(isNotNull(webhooks.retiredAt), notExists(left)));
}

/** How many deliveries wait, in all tenants. */
export async function outboxSize(read: Read): Promise<number> {
  const [row] = await read
    .select({ count: count() })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.state, 'PENDING'));
  return Number(row?.count ?? 0);
}
