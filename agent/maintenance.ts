import type { Logger } from 'pino';
import type { Connector, PairedCompass } from './compass.ts';
import { type CertificateDates, type CompassConnection, type ManagementInfo, moment } from './connection.ts';
import { type Credentials, clientSecretData, readSigned, type StoredClient } from './credentials.ts';
import type { NewSigningRequest } from './keys.ts';
import { readUrls, reasonOf } from './pairing.ts';
import type { Target } from './target.ts';

/** The connection as the agent uses it: read from the Secrets once, kept until it is lost. */
export interface Session {
  stored: StoredClient;
  urls: ManagementInfo;
  /** PEM the server is verified with; undefined for the system's. */
  ca: string | undefined;
  compass: PairedCompass;
}

export interface MaintenanceOptions {
  target: Target;
  newSigningRequest: NewSigningRequest;
  clock: () => number;
  log: Logger;
  /** Share of the lifetime below which a certificate is renewed. */
  renewalThreshold: number;
  minimalSyncTimeMs: number;
}

/**
 * Renewal is due (runtime-agent.md 5.3), by the dates of the certificate itself. One that this process was issued, at
 * `obtainedAt`, is new for half of the time until then, whatever the dates say: where clocks differ that much, the next one
 * would be at its end as well, and so every pass would have another.
 */
export function isRenewalDue(
  { spec }: Pick<CompassConnection, 'spec'>,
  { notBefore, notAfter }: CertificateDates,
  { now, obtainedAt = null, renewalThreshold, minimalSyncTimeMs }: RenewalTimes,
): boolean {
  if (spec.refreshCredentialsNow === true) return true;
  const [lifetime, left] = [notAfter - notBefore, notAfter - now];
  const heldFor = obtainedAt === null || now < obtainedAt ? Number.POSITIVE_INFINITY : now - obtainedAt;
  const isNew = heldFor < ((1 - renewalThreshold) * lifetime) / 2;
  return !isNew && (left < renewalThreshold * lifetime || left < 2 * minimalSyncTimeMs);
}

interface RenewalTimes {
  now: number;
  /** Null: in another process. A clock that was set back since does not count. */
  obtainedAt?: number | null;
  renewalThreshold: number;
  minimalSyncTimeMs: number;
}

const unasked = { spec: { managementInfo: { directorUrl: '', connectorUrl: '' } } };

/** What one call to the Connector said, and whether it ended with a new certificate. */
export interface Maintained {
  urls: ManagementInfo;
  /** Stored already; the session still uses the one before. */
  renewed: StoredClient | null;
}

/** A certificate that was issued in place of another, and that is not stored. Lives in memory only. */
interface Unfinished {
  replaces: Credentials;
  signed: ReturnType<typeof readSigned>;
}

export interface Maintenance {
  /**
   * Asks the Connector by certificate and renews if that is due (5.3). None is issued before it is certain that it can be
   * stored, and what was issued is stored before it is used, however many passes that takes; the old certificate stays
   * good, so that a lost answer costs nothing.
   * @throws CallError, TargetError, Error
   */
  maintain(connection: CompassConnection, session: Session): Promise<Maintained>;
}

export function createMaintenance(options: MaintenanceOptions): Maintenance {
  const { target, newSigningRequest, clock, log } = options;
  let unfinished: Unfinished | null = null;
  let obtained: { crt: string; at: number } | null = null;

  const pending = (stored: StoredClient) => (unfinished?.replaces === stored.credentials ? unfinished : null);

  async function isDue(connection: CompassConnection, { credentials }: StoredClient): Promise<boolean> {
    const obtainedAt = obtained?.crt === credentials.crt ? obtained.at : null;
    const isByDates = isRenewalDue(connection, credentials.dates, { ...options, now: clock(), obtainedAt });
    return isByDates || (await target.readSecret('ca')) === null;
  }

  async function sign(connector: Connector, subject: string | undefined) {
    if (!subject) throw new Error('the Connector announced no subject');
    await target.assertSecretsWritable();
    const request = await newSigningRequest(subject);
    return readSigned(request.key, await connector.sign(request.csr));
  }

  function noteObtained({ crt, dates }: Credentials): void {
    const now = clock();
    obtained = { crt, at: now };
    if (now >= dates.notBefore && !isRenewalDue(unasked, dates, { ...options, now })) return;
    log.warn(
      `By the clock of this machine the new certificate is not at its beginning (${moment(dates.notBefore)} to ${moment(dates.notAfter)}): that clock or the one of Compass is wrong`,
    );
  }

  return {
    async maintain(connection, { stored, urls: known, compass }) {
      const connector = compass.connector(known.connectorUrl);
      const announced = await connector.configuration();
      const urls = readUrls(announced);
      let current = pending(stored);
      if (!current && !(await isDue(connection, stored))) return { urls, renewed: null };

      log.info('Trying to maintain certificates connection... Renewal: true');
      const subject = announced.certificateSigningRequestInfo?.subject;
      current ??= { replaces: stored.credentials, signed: await sign(connector, subject) };
      unfinished = current;
      const renewed = { ...stored, credentials: current.signed.credentials };
      try {
        await target.writeSecret('client', clientSecretData(renewed));
        await target.writeSecret('ca', { cacert: current.signed.ca });
      } catch (error) {
        throw new Error(`Failed to preserve certificate: ${reasonOf(error)}`, { cause: error });
      }
      unfinished = null;
      noteObtained(renewed.credentials);
      return { urls, renewed };
    },
  };
}
