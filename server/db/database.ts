import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';

/** Both drivers behind one builder type: tables and statements are typed as SQLite and run on PostgreSQL unchanged. */
export type Builder = BaseSQLiteDatabase<'async', unknown>;

/** Reads committed data. Every store function that only reads takes this; a `Tx` fits too. */
export type Read = Pick<Builder, 'select' | 'selectDistinct'>;

/** One write transaction. A store function that writes demands it, so a forgotten transaction does not compile. */
export interface Tx extends Read, Pick<Builder, 'insert' | 'update' | 'delete'> {
  /** Runs after the commit, never after a rollback. Must not throw. */
  onCommit(callback: () => void): void;
  /** Tells every instance that shares the database, this one included, once committed. At most 7,000 bytes. */
  signal(message: string): void;
}

/**
 * What a commit has waited for: `DISK` outlives a power failure. `MEMORY` outlives the end of the process, and a power
 * failure once the next commit to the disk has come: for what is asked for or seen again by itself.
 */
export type Durability = 'DISK' | 'MEMORY';

export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  readonly read: Read;
  /**
   * Runs `body` in one transaction: commits when it resolves, rolls back and rethrows when it rejects. After a deadlock the
   * body runs again, so it must do nothing but write through `tx`. Waits for the disk unless told otherwise.
   */
  write<T>(body: (tx: Tx) => Promise<T>, durability?: Durability): Promise<T>;
  /** Calls back for each `Tx.signal` of any instance. The result unsubscribes. */
  onSignal(listener: (message: string) => void): () => void;
  /** Resolves if the database answers a query, else rejects. */
  ping(): Promise<void>;
  /** Waits for writes under way. */
  close(): Promise<void>;
}

const handles = new WeakMap<Read, Builder>();

/** What statements run on behind a `Read` or `Tx`: statements prepared for it serve every transaction that shares it. */
export const handleOf = (read: Read): Read => handles.get(read) ?? read;

/** Builds the `Tx` for one transaction over a driver's own handle, and collects what is to happen at its commit. */
export function openTx(handle: Builder): { tx: Tx; callbacks: (() => void)[]; signals: string[] } {
  const callbacks: (() => void)[] = [];
  const signals: string[] = [];
  const tx: Tx = {
    select: handle.select.bind(handle),
    selectDistinct: handle.selectDistinct.bind(handle),
    insert: handle.insert.bind(handle),
    update: handle.update.bind(handle),
    delete: handle.delete.bind(handle),
    onCommit: (callback) => void callbacks.push(callback),
    signal: (message) => void signals.push(message),
  };
  handles.set(tx, handle);
  return { tx, callbacks, signals };
}
