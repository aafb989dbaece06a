import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { type Builder, type Database, openTx } from './database.ts';
import { keepStatements } from './keptStatements.ts';
import { writeStatistics } from './statistics.ts';

const migrationsFolder = join(import.meta.dirname, 'migrations/sqlite');

function connect(file: string, options?: SQLite.Options): SQLite.Database {
  const connection = new SQLite(file, options);
  connection.pragma('foreign_keys = ON');
  connection.pragma('busy_timeout = 5000');
  return connection;
}

/**
 * Keeps a second process out: its changes would not reach our live feed, and two writers would wait for each other with
 * their event loops stopped. The lock is the operating system's, so it does not outlive the process.
 */
function lockFor(file: string): SQLite.Database {
  const lock = new SQLite(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if ((cause as { code?: string }).code !== 'SQLITE_BUSY') throw cause;
    throw new Error('another Compass is running on it; several at once need COMPASS_DATABASE_URL', { cause });
  }
  return lock;
}

/**
 * Opens the file, migrates it and serves it through one writer and one reader connection. Writes pass a gate, one
 * transaction at a time, because transaction bodies are asynchronous while the connection is shared (decision 0004).
 * @throws Error if another process has it open.
 */
export function openSqlite(file: string): Database {
  const lock = lockFor(file);
  const writer = connect(file);
  writer.pragma('journal_mode = WAL');
  writer.pragma('synchronous = FULL');
  migrate(drizzle(writer), { migrationsFolder });
  writeStatistics(writer);
  const reader = connect(file, { readonly: true });
  for (const connection of [writer, reader]) keepStatements(connection);

  const writeHandle = drizzle(writer) as unknown as Builder;
  const readHandle = drizzle(reader) as unknown as Builder;
  const bus = new EventEmitter().setMaxListeners(0);
  let gate: Promise<unknown> = Promise.resolve();

  async function transact<T>(body: (tx: ReturnType<typeof openTx>['tx']) => Promise<T>): Promise<T> {
    const { tx, callbacks, signals } = openTx(writeHandle);
    writer.exec('BEGIN IMMEDIATE');
    let result: T;
    try {
      result = await body(tx);
      writer.exec('COMMIT');
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      throw error;
    }
    for (const callback of callbacks) callback();
    for (const signal of signals) bus.emit('signal', signal);
    return result;
  }

  return {
    dialect: 'sqlite',
    read: readHandle,
    write(body) {
      const turn = gate.then(() => transact(body));
      gate = turn.catch(() => undefined);
      return turn;
    },
    onSignal(listener) {
      bus.on('signal', listener);
      return () => bus.off('signal', listener);
    },
    async ping() {
      reader.prepare('SELECT 1').get();
    },
    async close() {
      await gate;
      reader.close();
      writer.close();
      lock.close();
    },
  };
}
