import { and, asc, between, eq, like, sql } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { type MembershipOrigin, memberships, scenarios } from '../db/tables/landscape.tables.ts';
import { activity, landscapeDeltas } from '../db/tables/tenant.tables.ts';
import type { ActivityRow } from '../events/activity.store.ts';

export interface Membership {
  scenarioId: string;
  objectId: string;
  origin: MembershipOrigin;
  since: number;
}

/** Of one object in one scenario, by name: at most one for each origin. */
export async function membershipsIn(
  read: Read,
  tenantId: string,
  objectId: string,
  scenario: string,
): Promise<Membership[]> {
  const { scenarioId, origin, createdAt } = memberships;
  return read
    .select({ scenarioId, objectId: memberships.objectId, origin, since: createdAt })
    .from(memberships)
    .innerJoin(scenarios, eq(scenarios.id, scenarioId))
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.objectId, objectId), eq(scenarios.name, scenario)))
    .orderBy(asc(origin));
}

/** An entry is written at the end of its transaction, which may take a while for thousands of objects. */
const longestTransactionMs = 10 * 60_000;

/** The entry that says of this membership that it began; undefined if the log does not know it. */
export async function entryOfBeginning(
  read: Read,
  tenantId: string,
  { scenarioId, objectId, origin, since }: Membership,
): Promise<ActivityRow | undefined> {
  const rows = await read
    .select({ entry: activity, delta: landscapeDeltas.delta })
    .from(activity)
    .innerJoin(
      landscapeDeltas,
      and(eq(landscapeDeltas.tenantId, activity.tenantId), eq(landscapeDeltas.sequence, activity.sequence)),
    )
    // As text: an id stands nowhere but where it is meant.
    .where(
      and(
        eq(activity.tenantId, tenantId),
        between(activity.at, since, since + longestTransactionMs),
        like(sql`${landscapeDeltas.delta}`, `%${objectId}%`),
      ),
    )
    .orderBy(asc(activity.at), asc(activity.sequence))
    .limit(20);
  return rows.find(({ delta }) =>
    delta.memberships?.some(
      (each) => each.scenarioId === scenarioId && each.origin === origin && each.added.includes(objectId),
    ),
  )?.entry;
}
