import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { type Builder, type Database, type Durability, openTx, type Tx } from './database.ts';
import { isDeadlock } from './violations.ts';

export const migrationsFolder = join(import.meta.dirname, 'migrations/postgres');
const channel = 'compass';
const migrationLock = 7_251_953;
/** Of two transactions that wait for each other PostgreSQL ends one; its body runs again. */
const mostAttempts = 4;

type Handle = PgDatabase<PgQueryResultHKT>;

/** Any PostgreSQL driver of drizzle as a `Database`; `listen` connects the notifications of the channel to the callback. */
export function serveWith(
  handle: Handle,
  driver: { listen(callback: (message: string) => void): Promise<unknown>; close(): Promise<void> },
): Promise<Database> {
  const bus = new EventEmitter().setMaxListeners(0);
  async function transact<T>(body: (tx: Tx) => Promise<T>, durability: Durability): Promise<T> {
    let afterCommit: (() => void)[] = [];
    const result = await handle.transaction(async (inner) => {
      if (durability === 'MEMORY') await inner.execute(sql`SET LOCAL synchronous_commit = off`);
      const { tx, callbacks, signals } = openTx(inner as unknown as Builder);
      afterCommit = callbacks;
      const answer = await body(tx);
      for (const signal of signals) await inner.execute(sql`SELECT pg_notify(${channel}, ${signal})`);
      return answer;
    });
    for (const callback of afterCommit) callback();
    return result;
  }
  const database: Database = {
    dialect: 'postgres',
    read: handle as unknown as Builder,
    async write(body, durability = 'DISK') {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await transact(body, durability);
        } catch (error) {
          if (attempt === mostAttempts || !isDeadlock(error)) throw error;
        }
      }
    },
    onSignal(listener) {
      bus.on('signal', listener);
      return () => bus.off('signal', listener);
    },
    async ping() {
      await handle.execute(sql`SELECT 1`);
    },
    close: driver.close,
  };
  return driver.listen((message) => bus.emit('signal', message)).then(() => database);
}

/** Connects, migrates under an advisory lock so that several instances may start at once, and listens for signals. */
export async function openPostgres(url: string, onError: (error: Error) => void): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', onError);
  // Compiling takes longer than any of our statements runs.
  pool.on('connect', (client) => void client.query('SET jit = off').catch(onError));

  const migrator = await pool.connect();
  try {
    await migrator.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await migrate(drizzle(migrator), { migrationsFolder });
  } finally {
    await migrator.query('SELECT pg_advisory_unlock($1)', [migrationLock]).catch(onError);
    migrator.release();
  }

  let listener: pg.Client | undefined;
  let closing = false;
  const listen = async (callback: (message: string) => void): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    client.on('notification', ({ payload }) => payload && callback(payload));
    client.on('error', onError);
    client.on('end', () => {
      if (!closing) setTimeout(() => listen(callback).catch(onError), 1000);
    });
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    listener = client;
  };

  return serveWith(drizzle(pool) as unknown as Handle, {
    listen,
    async close() {
      closing = true;
      await listener?.end();
      await pool.end();
    },
  });
}
