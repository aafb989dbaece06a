import { and, eq, gt, inArray } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { labels, type ObjectKind } from '../db/tables/director.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';

/** A label as the log keeps it of a definition that was deleted with its labels. */
export interface RemovedLabel {
  kind: ObjectKind;
  objectId: string;
  value: unknown;
  /** Of the object, as it was; older entries have none. */
  name?: string;
}

const labelling = [
  ...['label.set', 'label.deleted', 'labelDefinition.deleted', 'labelDefinition.restored'],
  ...['application.updated', 'runtime.updated'],
];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const labelsIn = (side: Record<string, unknown>): RemovedLabel[] =>
  Array.isArray(side['labels']) ? side['labels'] : [];

/** What a deletion removed; undefined if the entry is none. */
export async function findDeletion(read: Read, tenantId: string, sequence: number) {
  const [entry] = await read
    .select({ before: activity.before })
    .from(activity)
    .where(
      and(
        eq(activity.tenantId, tenantId),
        eq(activity.sequence, sequence),
        eq(activity.action, 'labelDefinition.deleted'),
      ),
    );
  if (!entry) return undefined;
  const before = recordOf(entry.before);
  const { key, schema } = before;
  return { key: String(key), schema: typeof schema === 'string' ? schema : null, labels: labelsIn(before) };
}

/** Ids of the objects whose label with this key somebody set or removed after an entry. */
export async function labelledSince(read: Read, tenantId: string, sequence: number, key: string): Promise<Set<string>> {
  const entries = await read
    .select({ action: activity.action, objects: activity.objects, before: activity.before, after: activity.after })
    .from(activity)
    .where(and(eq(activity.tenantId, tenantId), gt(activity.sequence, sequence), inArray(activity.action, labelling)));
  return new Set(
    entries.flatMap(({ action, objects, ...sides }) => {
      const [before, after] = [recordOf(sides.before), recordOf(sides.after)];
      if (action.startsWith('labelDefinition.')) {
        const told = action === 'labelDefinition.deleted' ? before : after;
        return told['key'] === key ? labelsIn(told).map(({ objectId }) => objectId) : [];
      }
      const [was, is] = action.startsWith('label.')
        ? [before, after]
        : [recordOf(before['labels']), recordOf(after['labels'])];
      return Object.hasOwn(was, key) || Object.hasOwn(is, key) ? objects.slice(0, 1).map(({ id }) => id) : [];
    }),
  );
}

const mostInStatement = 500;

/** Labels of one key; an object that has it already keeps its own. */
export async function insertLabels(
  tx: Tx,
  { tenantId, key }: { tenantId: string; key: string },
  removed: readonly RemovedLabel[],
): Promise<void> {
  for (let from = 0; from < removed.length; from += mostInStatement) {
    const rows = removed.slice(from, from + mostInStatement).map(({ kind, objectId, value }) => ({
      ...{ tenantId, objectKind: kind, objectId, key, value },
    }));
    await tx.insert(labels).values(rows).onConflictDoNothing();
  }
}
