/**
 * Writes the next migration of both dialects from the one set of table definitions: `npm run db:generate -- <name>`.
 * A dialect whose tables have not changed gets none.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api';
import * as pg from 'drizzle-orm/pg-core';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import * as tables from '../server/db/tables/all.ts';

const root = join(import.meta.dirname, '../server/db/migrations');

interface Journal {
  version: string;
  dialect: string;
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

/** The same tables in PostgreSQL's terms: integer becomes bigint, the rest carries over. */
function toPostgres(source: Record<string, SQLiteTable>): Record<string, pg.PgTable> {
  const made = new Map<string, pg.PgTable>();
  const make = (table: SQLiteTable): pg.PgTable => {
    const config = getTableConfig(table);
    const existing = made.get(config.name);
    if (existing) return existing;
    const columns = Object.fromEntries(
      config.columns.map((column) => {
        const builder =
          column.getSQLType() === 'integer' ? pg.bigint(column.name, { mode: 'number' }) : pg.text(column.name);
        if (column.notNull) builder.notNull();
        if (column.primary) builder.primaryKey();
        if (column.hasDefault) builder.default(column.default as never);
        return [column.name, builder];
      }),
    );
    const result = pg.pgTable(config.name, columns as never, (self) => {
      const own = self as unknown as Record<string, pg.AnyPgColumn>;
      const named = (list: readonly { name: string }[], from = own) =>
        list.map((column) => from[column.name]!) as [pg.AnyPgColumn];
      return [
        ...config.indexes.map(({ config: index }) =>
          (index.unique ? pg.uniqueIndex(index.name) : pg.index(index.name)).on(
            ...named(index.columns as unknown as { name: string }[]),
          ),
        ),
        ...config.primaryKeys.map((key) => pg.primaryKey({ name: key.getName(), columns: named(key.columns) })),
        ...config.foreignKeys.map((key) => {
          const reference = key.reference();
          const foreign = make(reference.foreignTable as SQLiteTable) as unknown as Record<string, pg.AnyPgColumn>;
          return pg
            .foreignKey({ columns: named(reference.columns), foreignColumns: named(reference.foreignColumns, foreign) })
            .onDelete(key.onDelete ?? 'no action');
        }),
      ];
    });
    made.set(config.name, result);
    return result;
  };
  return Object.fromEntries(Object.entries(source).map(([name, table]) => [name, make(table)]));
}

function append(dialect: string, snapshot: unknown, statements: string[], name: string): void {
  if (statements.length === 0) {
    console.log(`${dialect}: nothing changed`);
    return;
  }
  const folder = join(root, dialect);
  mkdirSync(join(folder, 'meta'), { recursive: true });
  const journalFile = join(folder, 'meta/_journal.json');
  const journal: Journal = existsSync(journalFile)
    ? JSON.parse(readFileSync(journalFile, 'utf8'))
    : { version: '7', dialect: dialect === 'sqlite' ? 'sqlite' : 'postgresql', entries: [] };
  const tag = `${String(journal.entries.length + 1).padStart(4, '0')}_${name}`;
  journal.entries.push({ idx: journal.entries.length, version: '7', when: Date.now(), tag, breakpoints: true });
  writeFileSync(join(folder, `${tag}.sql`), `${statements.join('\n--> statement-breakpoint\n')}\n`);
  writeFileSync(journalFile, `${JSON.stringify(journal, null, 2)}\n`);
  writeFileSync(join(folder, 'meta/snapshot.json'), `${JSON.stringify(snapshot, null, 2)}\n`);
  console.log(`${dialect}: wrote ${tag}.sql`);
}

const previous = (dialect: string) => {
  const file = join(root, dialect, 'meta/snapshot.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
};

const name = process.argv[2];
if (!name) throw new Error('Name the migration: npm run db:generate -- add_something');

const sqliteTables = tables as unknown as Record<string, SQLiteTable>;
const sqliteNow = await generateSQLiteDrizzleJson(sqliteTables);
const sqliteBefore = previous('sqlite') ?? (await generateSQLiteDrizzleJson({}));
append('sqlite', sqliteNow, [...new Set(await generateSQLiteMigration(sqliteBefore, sqliteNow))], name);

const postgresNow = generateDrizzleJson(toPostgres(sqliteTables));
const postgresBefore = previous('postgres') ?? generateDrizzleJson({});
append('postgres', postgresNow, await generateMigration(postgresBefore, postgresNow), name);
