import type { Logger } from 'pino';
import { CallError, safeLine } from './callError.ts';
import type { Compass } from './compass.ts';
import type { CompassConnection, ConnectionState } from './connection.ts';
import * as transitions from './connection.ts';
import { createConnectionKeeper } from './connectionKeeper.ts';
import { spentTokenKey } from './credentials.ts';
import { createIdentification } from './identification.ts';
import type { NewSigningRequest } from './keys.ts';
import { createMaintenance, type Maintained, type Session } from './maintenance.ts';
import { createPairing, PairingError, reasonOf } from './pairing.ts';
import { createTriedTokens, type Parameters, readParameters } from './parameters.ts';
import { isRefusal } from './refusal.ts';
import type { Route } from './route.ts';
import type { ServerTrust } from './serverTrust.ts';
import { loadSession, NoCredentials, openSession } from './session.ts';
import { createStatusReport } from './statusReport.ts';
import type { SynchronisationOptions, Synchronised } from './synchronisation.ts';
import { type Change, type Target, TargetError } from './target.ts';

export interface CycleOptions extends Omit<SynchronisationOptions, 'target' | 'log'> {
  target: Target;
  compass: Compass;
  trust: ServerTrust;
  route: Route;
  newSigningRequest: NewSigningRequest;
  clock: () => number;
  log: Logger;
  renewalThreshold: number;
  minimalSyncTimeMs: number;
  /** How long a server that takes a certificate keeps a silent connection at least, in milliseconds. */
  patienceMs: number;
  /** Of this agent, for the status report. */
  version: string;
}

export interface Outcome {
  /** Null if the resource could not be read or written. */
  state: ConnectionState | null;
  /** `refused`: trying the same again soon is of no use. */
  result: 'ok' | 'failed' | 'refused';
  /** The resource was deleted meanwhile: go on at once. */
  again?: boolean;
}

export interface Cycle {
  /** One pass: pair or maintain, synchronise, write the resource. Never rejects. */
  run(): Promise<Outcome>;
  /** Whether what a watch noticed is a reason not to wait for the next pass. */
  isUrgent(change: Change): Promise<boolean>;
  close(): void;
}

/** The control flow of runtime-agent.md 5 with the reconnect rules of the seed. One run at a time. */
export function createCycle(options: CycleOptions): Cycle {
  const { target, compass, trust, clock, log } = options;
  const tried = createTriedTokens();
  const pairing = createPairing({ ...options, tried });
  const maintenance = createMaintenance(options);
  const identification = createIdentification(options);
  const status = createStatusReport(options);
  const keeper = createConnectionKeeper(target, log);
  const { write } = keeper;
  let session: Session | null = null;
  /** Paired, but the resource could not be written. */
  let unwritten = false;
  let isRestored = false;

  function use(next: Session | null): void {
    session?.compass.close();
    session = next;
  }

  const failConnection = (reason: string) =>
    write((present) => transitions.connectionFailed(present ?? transitions.newConnection(), reason, clock()));

  async function configured(): Promise<Parameters | null> {
    try {
      return readParameters(await target.readParameters());
    } catch {
      // Whoever pairs reads it again and says what is wrong.
      return null;
    }
  }

  async function connectByToken(): Promise<Outcome> {
    try {
      const data = await target.readParameters().catch((error) => {
        throw failedToRetrieve(error);
      });
      const { stored, urls } = await pairing.pair(parsed(data));
      use(await openSession(stored, urls, { compass, trust }));
      unwritten = true;
      return await writeConnected();
    } catch (error) {
      if (!(error instanceof PairingError)) throw error;
      log.error(`Error while establishing connection with Compass: ${error.message}`);
      await failConnection(error.message);
      return { state: 'ConnectionFailed', result: error.refused ? 'refused' : 'failed' };
    }
  }

  async function writeConnected(): Promise<Outcome> {
    const { stored, urls } = session as Session;
    const { dates } = stored.credentials;
    const written = await write((present) =>
      transitions.connected(present ?? transitions.newConnection(), { urls, dates, now: clock() }),
    );
    unwritten = false;
    log.info(`Connection established. Director URL: ${urls.directorUrl}, ConnectorURL: ${urls.connectorUrl}`);
    return established(written as CompassConnection);
  }

  /** Compass does not take the certificate, or there is none: only now the Config Map counts again (seed). */
  async function lose(reason: string): Promise<Outcome> {
    use(null);
    log.error(`The connection is lost: ${reason}`);
    if (!(await write((present) => present && transitions.connectionFailed(present, reason, clock())))) return deleted;
    const parameters = await configured();
    return parameters && tried.isFresh(parameters)
      ? connectByToken()
      : { state: 'ConnectionFailed', result: 'refused' };
  }

  async function reconnect(connection: CompassConnection): Promise<Outcome> {
    const parameters = await configured();
    if (parameters && tried.isFresh(parameters)) return connectByToken();
    if (await isTakenAgain(connection)) {
      const written = await write((present) => present && transitions.regained(present));
      return written ? established(written) : deleted;
    }
    if (parameters === null || pairing.hasChance(parameters)) return connectByToken();
    const reason = 'Failed to retrieve certificate: the token of the Config Map is spent: put a new one there';
    await failConnection(reason);
    return { state: 'ConnectionFailed', result: 'refused' };
  }

  /** A Compass that could not look certificates up refused them all for a while; those are good again without a token. */
  async function isTakenAgain(connection: CompassConnection): Promise<boolean> {
    try {
      const loaded = await loadSession(connection, options);
      use(loaded);
      await loaded.compass.connector(loaded.urls.connectorUrl).configuration();
      return true;
    } catch (error) {
      use(null);
      if (error instanceof NoCredentials || error instanceof CallError) return false;
      throw error;
    }
  }

  async function established(connection: CompassConnection): Promise<Outcome> {
    let maintained: Maintained;
    try {
      session ??= await loadSession(connection, options);
      maintained = await maintenance.maintain(connection, session);
    } catch (error) {
      if (error instanceof NoCredentials) return lose(error.message);
      if (session && (await isRefusal(error, session, { ...options, now: clock() }))) {
        return lose(refusalOf(error, session, clock()));
      }
      const reason = safeLine(reasonOf(error), []);
      log.warn(`Error while trying to maintain connection: ${reason}`);
      const written = await write((present) => present && transitions.maintenanceFailed(present, reason, clock()));
      return written ? { state: 'ConnectionMaintenanceFailed', result: 'failed' } : deleted;
    }
    const { urls, renewed } = maintained;
    if (renewed) {
      use(await openSession(renewed, urls, { compass, trust }));
      log.info('Successfully saved renewed certificates');
    }
    session = { ...(session as Session), urls };
    log.debug(`Connection maintained. Director URL: ${urls.directorUrl}`);
    return synchroniseNow(connection, session, renewed !== null);
  }

  async function synchroniseNow(connection: CompassConnection, current: Session, renewed: boolean): Promise<Outcome> {
    const { stored, urls } = current;
    const { resyncNow: isSyncAsked = false, refreshCredentialsNow: isRenewalAsked = false } = connection.spec;
    const maintainedAt = clock();
    const { dates } = stored.credentials;
    const { done, director, identity } = await identification.synchronise(current);
    const maintainedFirst = (present: CompassConnection) =>
      transitions.maintained(present, { urls, dates, renewed, asked: isRenewalAsked, now: maintainedAt });

    if (done.step === 'fetch' && (await isRefusal(done.error, current, { ...options, now: clock() }))) {
      return lose(refusalOf(done.error, current, clock()));
    }
    session = { ...current, stored: { ...stored, identity } };
    const written = await write((present) => present && after(maintainedFirst(present), done, isSyncAsked, clock()));
    if (!written) return deleted;
    const state = written.status.connectionState as ConnectionState;
    if (done.step === 'done') log.debug(`Synchronization finished. Compass Connection status: ${state}`);
    else log.warn(`Synchronization failed: ${safeLine(reasonOf(done.error), [])}`);
    await status.report(director, done);
    return { state, result: done.step === 'done' ? 'ok' : 'failed' };
  }

  /** What an earlier process knew of the token. */
  async function restore(): Promise<void> {
    const known = (await target.readSecret('client'))?.[spentTokenKey];
    if (known) tried.restore(known);
    isRestored = true;
  }

  async function pass(): Promise<Outcome> {
    const { connection, wasThere } = await keeper.read();
    if (!isRestored) await restore();
    if (session && unwritten) return writeConnected();
    if (!connection) {
      use(null);
      // Deleting the resource asks for the Config Map once more, whatever came of it before.
      if (wasThere) tried.forgetTries();
      return connectByToken();
    }
    return connection.status.connectionState === 'ConnectionFailed' ? reconnect(connection) : established(connection);
  }

  return {
    async run() {
      try {
        return await pass();
      } catch (error) {
        const secrets = session ? [session.stored.credentials.key] : [];
        const reason = safeLine(reasonOf(error), secrets);
        log.error(error instanceof TargetError ? reason : `Unexpected error: ${reason}`);
        return { state: null, result: 'failed' };
      }
    },
    async isUrgent(change) {
      if (await keeper.isAsked()) return true;
      // Once there is a connection that works, the Config Map is ignored.
      if (change !== 'parameters') return false;
      const state = (await target.readConnection())?.status.connectionState;
      if (state === 'SynchronizationFailed') return identification.isCorrected();
      const parameters = state === 'ConnectionFailed' ? await configured() : null;
      return parameters !== null && tried.isFresh(parameters);
    },
    close: () => use(null),
  };
}

const deleted: Outcome = { state: null, result: 'ok', again: true };

/** Servers that only close the connection do not say that the certificate has expired: its dates do. */
function refusalOf(error: unknown, { stored }: Session, now: number): string {
  const { notAfter } = stored.credentials.dates;
  const known = now >= notAfter ? `it expired at ${transitions.moment(notAfter)}; ` : '';
  return `Compass refuses the certificate: ${known}${reasonOf(error)}`;
}

const failedToRetrieve = (error: unknown) =>
  new PairingError(`Failed to retrieve certificate: ${reasonOf(error)}`, { refused: false, cause: error });

function parsed(data: Record<string, string> | null): Parameters {
  try {
    return readParameters(data);
  } catch (error) {
    throw failedToRetrieve(error);
  }
}

function after(connection: CompassConnection, done: Synchronised, asked: boolean, now: number): CompassConnection {
  if (done.step === 'done') return transitions.synchronized(connection, asked, now);
  const reason = safeLine(reasonOf(done.error), []);
  if (done.step === 'fetch') return transitions.synchronizationFailed(connection, reason, now);
  if (done.step === 'list') return transitions.applicationFailed(connection, reason, now);
  return transitions.labellingFailed(connection, reason, now);
}
