import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Database } from '../db/database.ts';
import { migrationsFolder, serveWith } from '../db/postgres.ts';
import { openSqlite } from '../db/sqlite.ts';

let sqliteTemplate: Promise<string> | undefined;
let postgresTemplate: Promise<Blob | File> | undefined;

async function makeSqliteTemplate(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'compass-template-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'template.db');
  await openSqlite(file).close();
  return file;
}

async function makePostgresTemplate(): Promise<Blob | File> {
  const pglite = new PGlite();
  await migrate(drizzle(pglite), { migrationsFolder });
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  return dump;
}

/** A fresh, migrated SQLite database in a folder of its own; closing removes it. */
export async function freshSqlite(): Promise<Database> {
  sqliteTemplate ??= makeSqliteTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'compass-test-'));
  const file = join(folder, 'compass.db');
  copyFileSync(await sqliteTemplate, file);
  const database = openSqlite(file);
  return {
    ...database,
    async close() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A fresh, migrated PostgreSQL in this process. */
export async function freshPostgres(): Promise<Database> {
  postgresTemplate ??= makePostgresTemplate();
  const pglite = new PGlite({ loadDataDir: await postgresTemplate });
  return serveWith(drizzle(pglite) as unknown as Parameters<typeof serveWith>[0], {
    listen: (callback) => pglite.listen('compass', callback),
    close: () => pglite.close(),
  });
}

/** Store tests run on each: `describe.each(databases)('$name', ({ open }) => ...)`. */
export const databases = [
  { name: 'SQLite', open: freshSqlite },
  { name: 'PostgreSQL', open: freshPostgres },
] as const;
