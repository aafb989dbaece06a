import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Database } from '../db/database.ts';
import { migrationsFolder, serveWith } from '../db/postgres.ts';
import { openSqlite } from '../db/sqlite.ts';
import { sha256 } from '../shared/ids.ts';

const templateFolder = join(import.meta.dirname, '../../node_modules/.cache/compass-tests');

/** A file that is made once for each state of the migrations and kept for later runs and other workers. */
async function template(dialect: 'sqlite' | 'postgres', make: (file: string) => Promise<void>): Promise<string> {
  const migrations = join(import.meta.dirname, '../db/migrations', dialect);
  const sql = readdirSync(migrations).filter((name) => name.endsWith('.sql'));
  const state = sha256(sql.map((name) => readFileSync(join(migrations, name), 'utf8')).join('\n'));
  const file = join(templateFolder, `${dialect}-${state.slice(0, 16)}`);
  if (existsSync(file)) return file;
  mkdirSync(templateFolder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  await make(draft);
  renameSync(draft, file);
  return file;
}

let sqliteTemplate: Promise<string> | undefined;
let postgresTemplate: Promise<Blob> | undefined;

const makeSqliteTemplate = () => template('sqlite', (file) => openSqlite(file).close());

async function makePostgresTemplate(): Promise<Blob> {
  const file = await template('postgres', async (draft) => {
    const pglite = new PGlite();
    await migrate(drizzle(pglite), { migrationsFolder });
    const dump = await pglite.dumpDataDir('none');
    writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
    await pglite.close();
  });
  return new Blob([readFileSync(file)]);
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

/** Emptied and not in use: starting another takes twenty times as long as emptying one. */
const idle: PGlite[] = [];

let timesEmptied = 0;
/** What is deleted stays in the files, and is read past, until they are truncated. */
const truncateEvery = 20;

async function empty(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ name: string }>(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  );
  const names = rows.map(({ name }) => name);
  timesEmptied += 1;
  // Makes new files for all of them, used or not: ten times as long as deleting what one test has written.
  if (timesEmptied % truncateEvery === 0) await pglite.exec(`truncate ${names.join(', ')} cascade`);
  else {
    const deletes = names.map((name) => `delete from ${name};`).join(' ');
    await pglite.exec(`set session_replication_role = replica; ${deletes} set session_replication_role = origin`);
  }
}

/** An empty, migrated PostgreSQL in this process. */
async function freshPostgres(): Promise<Database> {
  postgresTemplate ??= makePostgresTemplate();
  const pglite = idle.pop() ?? new PGlite({ loadDataDir: await postgresTemplate });
  let unlisten = async () => {};
  return serveWith(drizzle(pglite) as unknown as Parameters<typeof serveWith>[0], {
    async listen(callback) {
      unlisten = await pglite.listen('compass', callback);
    },
    async close() {
      await unlisten();
      await empty(pglite);
      idle.push(pglite);
    },
  });
}

/** Store tests run on each: `describe.each(databases)('$name', ({ open }) => ...)`. */
export const databases = [
  { name: 'SQLite', open: freshSqlite },
  { name: 'PostgreSQL', open: freshPostgres },
] as const;
