import { certificateState, lifetimeUsed } from '../../../landscape/certificateState.ts';
import type { Read } from '../../db/database.ts';
import { tenantOf } from '../../graphql/context.ts';
import type { Resolvers } from '../../graphql/director.generated.ts';
import { pageOf, toPage } from '../../shared/page.ts';
import {
  connectionCounts,
  type ListedCertificate,
  listCertificates,
  replacedAfter,
  replacedBefore,
} from './certificate.store.ts';
import type { CertificateRecord } from './certificate.ts';
import { revokeBySerial, revokeOf } from './revocation.ts';
import { certificateFactsOfRuntimes } from './runtimeCertificates.store.ts';
import { connectionStateOf, connectionStatusOf, synchronizationStatusOf } from './runtimeStatus.ts';

function onWire(row: ListedCertificate, connectionCount: number, now: number): CertificateRecord {
  const { serial, sha256, subject, issuer, notBefore, notAfter, keyType, issuedBy, revokedAt, lastUsedAt, pem } = row;
  const { superseded, renewalFailedAt } = row;
  return {
    serial,
    sha256,
    subject,
    issuer,
    clientID: row.clientId,
    owner: { id: row.ownerId, name: row.presentName ?? row.ownerName, kind: row.ownerKind },
    notBefore,
    notAfter,
    keyType,
    issuedBy,
    state: certificateState({ notBefore, notAfter, revoked: row.dead, superseded, renewalFailedAt }, now),
    lifetimeUsed: lifetimeUsed(row, now),
    revokedAt,
    revocationReason: row.revocationReason,
    renewalFailedAt,
    replacesHash: row.replaces,
    lastUsedAt,
    connectionCount,
    pem,
  };
}

/** As the wire shows them, in no particular order. */
export async function shownCertificates(read: Read, tenantId: string, serials: readonly string[], now: number) {
  const filter = { tenantId, ownerId: null, serials, states: null, now };
  const { rows } = await listCertificates(read, filter, { offset: 0, limit: serials.length });
  const counts = await connectionCounts(read, [...new Set(rows.map((row) => row.ownerId))]);
  return rows.map((row) => onWire(row, counts.get(row.ownerId) ?? 0, now));
}

/** Certificates as people see them, and what they say about Runtimes. */
export const certificateResolvers = {
  Query: {
    async certificates(_parent, args, { read, consumer, clock }, info) {
      const page = pageOf(args, info, consumer);
      const now = clock();
      const filter = { tenantId: tenantOf(consumer), ownerId: args.ownerID ?? null, states: args.states ?? null, now };
      const { rows, totalCount } = await listCertificates(read, filter, page);
      const counts = await connectionCounts(read, [...new Set(rows.map((row) => row.ownerId))]);
      return toPage(
        rows.map((row) => onWire(row, counts.get(row.ownerId) ?? 0, now)),
        totalCount,
        page,
      );
    },
    installation: (_parent, _args, { settings }) => ({
      version: settings.version,
      connectorURL: settings.connectorURL,
      certificateSecuredConnectorURL: settings.certificateSecuredConnectorURL,
      directorURL: settings.directorURL,
      serverCAFingerprint: settings.serverCA?.fingerprint ?? null,
      serverCAPEM: settings.serverCA?.pem ?? null,
      staleAfterMs: settings.staleAfterMs,
    }),
  },
  Mutation: {
    async revokeCertificates(_parent, { serials, reason }, context) {
      const { consumer, clock, read } = context;
      const tenantId = tenantOf(consumer);
      await context.write((tx) =>
        revokeBySerial(tx, context, { tenantId, serials, revokedBy: consumer.id, reason: reason ?? null }),
      );
      return shownCertificates(read, tenantId, serials, clock());
    },
    async revokeCertificatesOf(_parent, { ownerID: ownerId, reason }, context) {
      const { consumer, clock, read } = context;
      const by = { tenantId: tenantOf(consumer), revokedBy: consumer.id, reason: reason ?? null };
      const serials = await context.write((tx) => revokeOf(tx, context, { ...by, ownerId }));
      return shownCertificates(read, by.tenantId, serials, clock());
    },
  },
  Certificate: {
    replaces: async ({ replacesHash }, _args, { load }) =>
      replacesHash === null ? null : ((await load(replacedBefore, replacesHash)) ?? null),
    replacedBy: async ({ sha256 }, _args, { load }) => (await load(replacedAfter, sha256)) ?? [],
  },
  Runtime: {
    connectionState: async (runtime, _args, { load, clock, settings }) =>
      connectionStateOf(runtime, await load(certificateFactsOfRuntimes, runtime.id), clock(), settings.staleAfterMs),
    connectionStatus: async (runtime, _args, { load, clock }) =>
      connectionStatusOf(runtime, await load(certificateFactsOfRuntimes, runtime.id), clock()),
    synchronizationStatus: (runtime) => synchronizationStatusOf(runtime),
  },
} satisfies Resolvers;
