import { accessSync, constants, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { App } from './app.ts';
import { type Config, readConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { randomId } from './shared/ids.ts';

/** Compiled modules are kept between starts, which halves the time to the first answer; a read-only place does no harm. */
const compileCache = join(import.meta.dirname, '../node_modules/.cache/compass');

/** The reason in one line. Errors of node:net carry it in their parts only, those of drizzle in their cause, below the SQL. */
function reasonOf(error: unknown): string {
  const [first] = error instanceof AggregateError ? error.errors : [error];
  if (first instanceof Error && first.cause instanceof Error && first.message.startsWith('Failed')) {
    return reasonOf(first.cause);
  }
  return (first instanceof Error ? first.message : String(first)).split('\n')[0] ?? '';
}

async function openDatabase(config: Config, log: Logger): Promise<Database> {
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    accessSync(config.dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new Error(`${reasonOf(cause)}: set COMPASS_DATA_DIR to a directory this user may write`, { cause });
  }
  if (config.databaseUrl !== null) {
    const { openPostgres } = await import('./db/postgres.ts');
    return openPostgres(config.databaseUrl, (error) =>
      log.error({ err: error }, 'Lost the connection to the database'),
    ).catch((cause) => {
      throw new Error(`the database of COMPASS_DATABASE_URL does not answer: ${reasonOf(cause)}`, { cause });
    });
  }
  const file = join(config.dataDir, 'compass.db');
  const { openSqlite } = await import('./db/sqlite.ts');
  try {
    return openSqlite(file);
  } catch (cause) {
    throw new Error(`${file} cannot be opened: ${reasonOf(cause)}`, { cause });
  }
}

function stopOnSignal(app: App, log: Logger): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'Stopping');
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'Could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

async function start(): Promise<void> {
  // Database, keys and what SQLite writes beside it are for this user only.
  process.umask(0o077);
  const config = readConfig(process.env);
  enableCompileCache(compileCache);
  const [{ pino }, { createApp }] = await Promise.all([import('pino'), import('./app.ts')]);
  const log = pino({ level: config.logLevel });
  const database = await openDatabase(config, log);
  const app = await createApp({ config, database, clock: Date.now, newId: randomId, log });
  stopOnSignal(app, log);
  const urls = await app.listen();
  const setupLink = await app.newSetupLink();
  const { serverCA } = app.platform.settings;
  const lines = [
    '',
    `  Compass     ${urls.console}`,
    ...(setupLink === null
      ? []
      : [`  First start ${setupLink}`, '              (creates the administrator, once, within 30 minutes)']),
    `  Connector   ${urls.gateway}  with a one-time token`,
    `              ${urls.mtls}  with a client certificate`,
    `  Server CA   ${serverCA === null ? 'certificate given by file' : `SHA-256 ${serverCA.fingerprint}`}`,
    `  Data        ${config.dataDir}${config.databaseUrl === null ? '' : ' (keys; everything else is in PostgreSQL)'}`,
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

start().catch((error: unknown) => {
  process.stderr.write(`Compass cannot start: ${reasonOf(error)}\n`);
  process.exit(1);
});
