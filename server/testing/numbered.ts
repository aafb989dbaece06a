import { getTableName } from 'drizzle-orm';
import type { Database, Tx } from '../db/database.ts';
import { applications, labels, systemAuths } from '../db/tables/director.tables.ts';
import { connections, memberships, scenarios } from '../db/tables/landscape.tables.ts';
import { packageContents, packages } from '../db/tables/package.tables.ts';
import { activity } from '../db/tables/tenant.tables.ts';

/** What `repeatable.ts` lets a Runtime be answered from memory. */
const told: ReadonlySet<unknown> = new Set([
  applications,
  labels,
  systemAuths,
  connections,
  memberships,
  scenarios,
  packages,
  packageContents,
]);

/** The database, but a transaction fails that changes what Runtimes are told without an activity entry, and so without a number. */
export function numbered(database: Database): Database {
  const write: Database['write'] = (body) =>
    database.write(async (tx) => {
      const written = new Set<Parameters<typeof getTableName>[0]>();
      const watch =
        <Table extends Parameters<typeof getTableName>[0], Result>(statement: (table: Table) => Result) =>
        (table: Table) => {
          written.add(table);
          return statement(table);
        };
      const { insert, update, delete: remove } = tx;
      const watched = { ...tx, insert: watch(insert), update: watch(update), delete: watch(remove) } as Tx;
      const result = await body(watched);
      const changed = [...written].filter((table) => told.has(table)).map((table) => getTableName(table));
      if (changed.length > 0 && ![...written].some((table) => (table as unknown) === activity)) {
        throw new Error(`${changed.join(', ')} changed without an activity entry`);
      }
      return result;
    });
  // Not by spreading: `read` may be a getter.
  return Object.create(database, { write: { value: write } }) as Database;
}
