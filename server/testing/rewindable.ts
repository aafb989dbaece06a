import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Database } from '../db/database.ts';
import { openSqlite } from '../db/sqlite.ts';

type Row = Readonly<Record<string, unknown>>;
/** Every row by table. */
export type Dump = ReadonlyMap<string, readonly Row[]>;

export interface RewindableDatabase extends Database {
  /** Remembers the present state. */
  keep(): Promise<void>;
  /** Puts everything back to the state that was kept. */
  rewind(): Promise<void>;
  /** What is committed, but for the times of contacts: they are written later and by themselves. */
  dump(): Dump;
  /** Changes with every transaction that commits something. */
  version(): number;
}

const isContactTime = (table: string, column: string) => table === 'runtimes' && column.startsWith('last_');

/** A migrated SQLite database for tests that start from one state many times. */
export function openRewindable(): RewindableDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'compass-rewindable-'));
  const file = join(folder, 'compass.db');
  const kept = join(folder, 'kept.db');
  const listeners = new Set<(message: string) => void>();
  let current: Database;
  let onlooker: SQLite.Database;
  let dataVersion: SQLite.Statement<[], number>;

  function open(): void {
    current = openSqlite(file);
    current.onSignal((message) => {
      for (const listener of listeners) listener(message);
    });
    onlooker = new SQLite(file, { readonly: true });
    dataVersion = onlooker.prepare<[], number>('PRAGMA data_version').pluck();
  }
  async function close(): Promise<void> {
    onlooker.close();
    await current.close();
  }
  open();

  return {
    dialect: 'sqlite',
    get read() {
      return current.read;
    },
    write: (body) => current.write(body),
    onSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ping: () => current.ping(),
    async keep() {
      await close();
      copyFileSync(file, kept);
      open();
    },
    async rewind() {
      await close();
      copyFileSync(kept, file);
      open();
    },
    dump() {
      const tables = onlooker
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 2) <> '__'")
        .pluck()
        .all() as string[];
      return new Map(
        tables.map((table) => {
          const rows = onlooker.prepare(`SELECT * FROM "${table}"`).all() as Row[];
          return [table, rows.map((row) => withoutContactTimes(table, row))];
        }),
      );
    },
    version: () => dataVersion.get() ?? 0,
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const withoutContactTimes = (table: string, row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !isContactTime(table, column)));
