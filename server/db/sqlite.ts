import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { type Builder, type Database, openTx } from './database.ts';
import { keepStatements } from './keptStatements.ts';
import { writeStatistics } from './statistics.ts';
import { openLog } from './writeAheadLog.ts';
import { createWriteGate } from './writeGate.ts';

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
 * body at a time, because they are asynchronous while the connection is shared (decision 0004).
 * @throws Error if another process has it open.
 */
export function openSqlite(file: string): Database {
  const lock = lockFor(file);
  const writer = connect(file);
  writer.pragma('journal_mode = WAL');
  // A commit does not wait for the disk: the gate does, without stopping the event loop.
  writer.pragma('synchronous = NORMAL');
  migrate(drizzle(writer), { migrationsFolder });
  writeStatistics(writer);
  const reader = connect(file, { readonly: true });
  for (const connection of [writer, reader]) keepStatements(connection);

  const writeHandle = drizzle(writer) as unknown as Builder;
  const readHandle = drizzle(reader) as unknown as Builder;
  const bus = new EventEmitter().setMaxListeners(0);
  const say = (text: string) => void writer.prepare(text).run();
  const log = openLog(file);
  const gate = createWriteGate({
    begin: () => say('BEGIN IMMEDIATE'),
    commit: () => say('COMMIT'),
    flush: log.flush,
    rollback: () => {
      if (writer.inTransaction) say('ROLLBACK');
    },
    mark: () => say('SAVEPOINT body'),
    keep: () => say('RELEASE body'),
    // Some failures, a full disk for one, have ended the whole transaction already.
    undo() {
      if (!writer.inTransaction) return false;
      say('ROLLBACK TO body');
      say('RELEASE body');
      return true;
    },
  });

  return {
    dialect: 'sqlite',
    read: readHandle,
    write(body, durability) {
      const { tx, callbacks, signals } = openTx(writeHandle);
      return gate.pass(
        () => body(tx),
        () => {
          for (const callback of callbacks) callback();
          for (const signal of signals) bus.emit('signal', signal);
        },
        durability,
      );
    },
    onSignal(listener) {
      bus.on('signal', listener);
      return () => bus.off('signal', listener);
    },
    async ping() {
      reader.prepare('SELECT 1').get();
    },
    async close() {
      await gate.idle();
      log.close();
      reader.close();
      writer.close();
      lock.close();
    },
  };
}
