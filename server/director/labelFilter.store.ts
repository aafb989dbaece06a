import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import type { applications, runtimes } from '../db/tables/director.tables.ts';
import { labels, type ObjectKind } from '../db/tables/director.tables.ts';
import { memberships, scenarios } from '../db/tables/landscape.tables.ts';
import type { PageRequest } from '../shared/page.ts';
import type { LabelCondition } from './labelFilter.ts';

/** `where` goes into the statement; `only`, if not null, are the ids whose label values match. */
export interface Selection {
  where: SQL[];
  only: ReadonlySet<string> | null;
}

interface Source {
  tenantId: string;
  kind: ObjectKind;
  id: typeof applications.id | typeof runtimes.id;
}

function hasKey(read: Read, { tenantId, kind, id }: Source, key: string): SQL {
  const holders = read
    .select({ id: labels.objectId })
    .from(labels)
    .where(and(eq(labels.tenantId, tenantId), eq(labels.key, key), eq(labels.objectKind, kind)));
  return inArray(id, holders);
}

function inScenario(read: Read, { tenantId, kind, id }: Source, names: string[] | null): SQL {
  const members = read
    .select({ id: memberships.objectId })
    .from(memberships)
    .innerJoin(scenarios, eq(scenarios.id, memberships.scenarioId))
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        eq(memberships.objectKind, kind),
        names === null ? undefined : inArray(scenarios.name, names),
      ),
    );
  return inArray(id, members);
}

/** JSON is compared here, not in SQL, so that both databases agree on what contains what. */
async function holders(
  read: Read,
  { tenantId, kind }: Source,
  condition: LabelCondition & { kind: 'VALUE' },
): Promise<Set<string>> {
  const rows = await read
    .select({ id: labels.objectId, value: labels.value })
    .from(labels)
    .where(and(eq(labels.tenantId, tenantId), eq(labels.key, condition.key), eq(labels.objectKind, kind)));
  return new Set(rows.filter((row) => condition.matches(row.value)).map((row) => row.id));
}

/** What the conditions mean for a statement over `source.id`. */
export async function selectByLabels(
  read: Read,
  source: Source,
  conditions: readonly LabelCondition[],
): Promise<Selection> {
  const where: SQL[] = [];
  const sets: Set<string>[] = [];
  for (const condition of conditions) {
    if (condition.kind === 'HAS_KEY') where.push(hasKey(read, source, condition.key));
    else if (condition.kind === 'IN_SCENARIO') where.push(inScenario(read, source, condition.names));
    else sets.push(condition.kind === 'NOTHING' ? new Set() : await holders(read, source, condition));
  }
  const [first, ...rest] = sets;
  return { where, only: first ? new Set([...first].filter((id) => rest.every((set) => set.has(id)))) : null };
}

/** The ids of one page, and how many match in all, out of all candidates in their order. */
export function pageOfIds(
  candidates: readonly { id: string }[],
  only: ReadonlySet<string>,
  page: PageRequest,
): { ids: string[]; totalCount: number } {
  const matching = candidates.filter(({ id }) => only.has(id)).map(({ id }) => id);
  return { ids: matching.slice(page.offset, page.offset + page.limit), totalCount: matching.length };
}
