import type { Tx } from '../db/database.ts';
import { type ActivityEntry, type Recorder, record } from '../events/activity.ts';
import type { Platform } from '../graphql/context.ts';
import { CompassError } from '../shared/errors.ts';
import { crlUrlsOf } from './authorities/crl.ts';
import {
  addCertificate,
  noteFailedRenewal,
  predecessorOf,
  revokeCertificate,
} from './certificates/certificate.store.ts';
import { issueInThread } from './certificates/signer.ts';
import { assertStands, type ConnectorContext } from './connectorContext.ts';
import type { Client } from './identity.store.ts';

/** Records what a machine did to itself, and lets the console show it. */
export async function recordOf(
  tx: Tx,
  { clock, newId, feed, onEntry }: Pick<Platform, 'clock' | 'newId' | 'feed' | 'onEntry'>,
  {
    client,
    correlationId,
    ...told
  }: {
    client: Client;
    action: string;
    correlationId: string;
    before?: unknown;
    after?: unknown;
  },
): Promise<void> {
  const recorder: Recorder = {
    consumer: { type: client.kind, id: client.ownerId, name: client.ownerName },
    clock,
    newId,
    correlationId,
    feed,
    onEntry,
  };
  const entry: ActivityEntry = {
    tenantId: client.tenantId,
    ...told,
    objects: [{ kind: client.kind, id: client.ownerId, name: client.ownerName }],
    touched: client.kind === 'RUNTIME' ? { runtimeIds: [client.ownerId] } : { applicationIds: [client.ownerId] },
    changesLandscape: false,
  };
  await record(tx, recorder, entry);
}

/**
 * Signs the request and stores the certificate with its activity entry in one transaction.
 * @returns PEM of the certificate.
 */
export async function issueFor(context: ConnectorContext, client: Client, csr: string): Promise<string> {
  const { platform, issuer, subject, certificateValidityMs: validityMs, token, certificate } = context;
  const crlUrls = crlUrlsOf(platform.settings, issuer.certificate);
  const options = { issuer, subject, validityMs, crlUrls, now: platform.clock() };
  const issued = await issueInThread(csr, client.clientId, options);
  const byToken = token !== null;
  await platform.database.write(async (tx) => {
    const now = platform.clock();
    await assertStands(tx, context, now, 'Failed to authenticate with token: ');
    const replaces = byToken ? await predecessorOf(tx, client, now) : (certificate?.sha256 ?? null);
    await addCertificate(tx, {
      ...issued,
      replaces,
      tenantId: client.tenantId,
      authorityId: issuer.id,
      clientId: client.clientId,
      ownerKind: client.kind,
      ownerId: client.ownerId,
      ownerName: client.ownerName,
      issuedBy: byToken ? 'TOKEN' : 'RENEWAL',
      issuedAt: now,
    });
    await recordOf(tx, platform, {
      client,
      action: byToken ? 'certificate.issued' : 'certificate.renewed',
      correlationId: context.correlationId,
      after: { serial: issued.serial, sha256: issued.sha256, notAfter: issued.notAfter },
    });
  });
  return issued.pem;
}

/** Notes that the certificate of the connection could not be renewed; recorded once until it is. */
export async function noteRefusedRenewal(
  { platform, correlationId }: ConnectorContext,
  { client, sha256: hash }: { client: Client; sha256: string },
  reason: string,
): Promise<void> {
  await platform.database.write(async (tx) => {
    if (!(await noteFailedRenewal(tx, hash, platform.clock()))) return;
    const after = { sha256: hash, reason };
    await recordOf(tx, platform, { client, action: 'certificate.renewalFailed', correlationId, after });
  });
}

/** Revokes the certificate of the connection. Idempotent; only the request that did it is recorded. */
export async function revokeOf(
  context: ConnectorContext,
  { client, sha256 }: { client: Client; sha256: string },
): Promise<boolean> {
  const { platform, correlationId } = context;
  try {
    await platform.database.write(async (tx) => {
      if (!(await revokeCertificate(tx, sha256, { now: platform.clock(), revokedBy: client.ownerId, reason: null })))
        return;
      await recordOf(tx, platform, { client, action: 'certificate.revoked', correlationId, after: { sha256 } });
    });
  } catch (cause) {
    throw new CompassError('InternalError', 'Failed to add hash to revocation list: it could not be stored', { cause });
  }
  return true;
}
