import { and, eq, gt, gte, inArray, lte, not, or, type SQL, sql } from 'drizzle-orm';
import type { AnyColumn } from 'drizzle-orm/column';
import type { Read } from '../db/database.ts';
import { activity, activityObjects, landscapeDeltas } from '../db/tables/tenant.tables.ts';
import { second } from '../shared/clock.ts';
import { invalidData } from '../shared/errors.ts';
import { refusedActions, securityActions } from './security.ts';

export type ActivityKey = 'ACTOR' | 'ACTION' | 'OBJECT' | 'KIND' | 'RESULT' | 'CORRELATION' | 'TEXT';

export interface ActivityCondition {
  key: ActivityKey;
  value: string;
  negated: boolean;
}

export interface ActivityFilter {
  conditions: readonly ActivityCondition[];
  since: number | null;
  until: number | null;
  /** Exclusive. */
  afterSequence: number | null;
  untilSequence: number | null;
}

const literal = (text: string) => text.toLowerCase().replace(/[\\%_]/g, '\\$&');
const matches = (column: AnyColumn, pattern: string) => sql`lower(${column}) like ${pattern} escape '\\'`;
export const begins = (column: AnyColumn, text: string): SQL => matches(column, `${literal(text)}%`);
const contains = (column: AnyColumn, text: string): SQL => matches(column, `%${literal(text)}%`);
/** As it stands in JSON text, without the quotes around it. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

export const concerns = (read: Read, tenantId: string, objectId: string): SQL =>
  inArray(
    activity.sequence,
    read
      .select({ sequence: activityObjects.sequence })
      .from(activityObjects)
      .where(and(eq(activityObjects.tenantId, tenantId), eq(activityObjects.objectId, objectId))),
  );

export const changedLandscape = (read: Read, tenantId: string): SQL =>
  inArray(
    activity.sequence,
    read
      .select({ sequence: landscapeDeltas.sequence })
      .from(landscapeDeltas)
      .where(eq(landscapeDeltas.tenantId, tenantId)),
  );

const anyOf = (conditions: readonly SQL[]): SQL => or(...conditions) ?? sql`1 = 0`;

function kindIs(read: Read, tenantId: string, value: string): SQL {
  if (value === 'security') return anyOf(securityActions.map((action) => begins(activity.action, action)));
  if (value === 'landscape') return changedLandscape(read, tenantId);
  throw invalidData(`filter: there is no kind "${value}", only security and landscape`);
}

function resultIs(value: string): SQL {
  const refused = inArray(activity.action, [...refusedActions]);
  if (value === 'refused') return refused;
  if (value === 'done') return not(refused);
  throw invalidData(`filter: there is no result "${value}", only done and refused`);
}

function conditionOf(read: Read, tenantId: string, { key, value }: ActivityCondition): SQL {
  switch (key) {
    case 'ACTOR':
      return anyOf([
        contains(activity.actorName, value),
        eq(activity.actorId, value),
        eq(activity.actorType, value.toUpperCase() as typeof activity.$inferSelect.actorType),
      ]);
    case 'ACTION':
      return begins(activity.action, value);
    case 'OBJECT':
      // Names stand in the JSON text of the objects: nothing but their beginning tells them from what surrounds them.
      return anyOf([contains(activity.objects, `"name":"${inJson(value)}`), concerns(read, tenantId, value)]);
    case 'KIND':
      return kindIs(read, tenantId, value.toLowerCase());
    case 'RESULT':
      return resultIs(value.toLowerCase());
    case 'CORRELATION':
      return eq(activity.correlationId, value);
    case 'TEXT':
      return anyOf([
        contains(activity.action, value),
        contains(activity.actorName, value),
        contains(activity.objects, inJson(value)),
      ]);
  }
}

const mostConditions = 20;
const longestValue = 200;

/** @throws InvalidData for too many conditions, a value that is too long, or a kind or result that does not exist. */
export function filterOf(read: Read, tenantId: string, filter: ActivityFilter): SQL | undefined {
  const { conditions, since, until, afterSequence, untilSequence } = filter;
  if (conditions.length > mostConditions) throw invalidData(`filter: at most ${mostConditions} conditions`);
  if (conditions.some(({ value }) => value.length > longestValue)) {
    throw invalidData(`filter: a value may have at most ${longestValue} characters`);
  }
  const wanted = Map.groupBy(
    conditions.filter(({ negated }) => !negated),
    ({ key }) => key,
  );
  // Every word has to occur; of the other keys one value is enough.
  const alternatives = [...wanted].map(([key, own]) => {
    const each = own.map((condition) => conditionOf(read, tenantId, condition));
    return key === 'TEXT' ? and(...each) : anyOf(each);
  });
  const unwanted = conditions
    .filter(({ negated }) => negated)
    .map((condition) => not(conditionOf(read, tenantId, condition)));
  return and(
    ...alternatives,
    ...unwanted,
    since === null ? undefined : gte(activity.at, since),
    until === null ? undefined : lte(activity.at, until % second === 0 ? until + second - 1 : until),
    afterSequence === null ? undefined : gt(activity.sequence, afterSequence),
    untilSequence === null ? undefined : lte(activity.sequence, untilSequence),
  );
}
