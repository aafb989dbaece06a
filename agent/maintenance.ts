import type { PairedCompass } from './compass.ts';
import type { CompassConnection, ManagementInfo } from './connection.ts';
import { clientSecretData, readSigned, type StoredClient } from './credentials.ts';
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
  /** Share of the lifetime below which a certificate is renewed. */
  renewalThreshold: number;
  minimalSyncTimeMs: number;
}

/** Renewal is due (runtime-agent.md 5.3), by the dates of the certificate itself. */
export function isRenewalDue(
  { spec }: Pick<CompassConnection, 'spec'>,
  { notBefore, notAfter }: { notBefore: number; notAfter: number },
  { now, renewalThreshold, minimalSyncTimeMs }: { now: number; renewalThreshold: number; minimalSyncTimeMs: number },
): boolean {
  const left = notAfter - now;
  return (
    spec.refreshCredentialsNow === true ||
    left < renewalThreshold * (notAfter - notBefore) ||
    left < 2 * minimalSyncTimeMs
  );
}

/** What one call to the Connector said, and whether it ended with a new certificate. */
export interface Maintained {
  urls: ManagementInfo;
  /** Stored already; the session still uses the one before. */
  renewed: StoredClient | null;
}

/**
 * Asks the Connector by certificate and renews if that is due (5.3). What was issued is stored before it is used; the
 * old certificate stays good, so that a lost answer costs nothing.
 * @throws CallError, TargetError, Error
 */
export async function maintain(
  connection: CompassConnection,
  { stored, urls: known, compass }: Session,
  { target, newSigningRequest, clock, renewalThreshold, minimalSyncTimeMs }: MaintenanceOptions,
  onRenewing: () => void,
): Promise<Maintained> {
  const connector = compass.connector(known.connectorUrl);
  const announced = await connector.configuration();
  const urls = readUrls(announced);
  const times = { now: clock(), renewalThreshold, minimalSyncTimeMs };
  const isDue = isRenewalDue(connection, stored.credentials.dates, times);
  if (!isDue && (await target.readSecret('ca')) !== null) return { urls, renewed: null };

  onRenewing();
  const subject = announced.certificateSigningRequestInfo?.subject;
  if (!subject) throw new Error('the Connector announced no subject');
  const request = await newSigningRequest(subject);
  const { credentials, ca } = readSigned(request.key, await connector.sign(request.csr));
  const renewed = { ...stored, credentials };
  try {
    await target.writeSecret('client', clientSecretData(renewed));
    await target.writeSecret('ca', { cacert: ca });
  } catch (error) {
    throw new Error(`Failed to preserve certificate: ${reasonOf(error)}`, { cause: error });
  }
  return { urls, renewed };
}
