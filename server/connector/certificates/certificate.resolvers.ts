import {
  type CertificateThresholds,
  certificateState,
  defaultThresholds,
  lifetimeUsed,
} from '../../../landscape/certificateState.ts';
import type { Read } from '../../db/database.ts';
import { tenantOf } from '../../graphql/context.ts';
import type { Resolvers } from '../../graphql/director.generated.ts';
import { invalidData } from '../../shared/errors.ts';
import { pageCursors, pageOf, toPage } from '../../shared/page.ts';
import { authorityLinks } from '../authorities/authority.store.ts';
import { alternativeNamesIn } from '../authorities/links.ts';
import { listAuthorities } from '../authorities/rotation.ts';
import { askRevocations, cancelAskedRevocations } from './askedRevocation.ts';
import { connectionCounts, replacedAfter, replacedBefore } from './certificate.store.ts';
import type { CertificatePageRecord, CertificateRecord } from './certificate.ts';
import {
  byExpiry,
  type CertificateFilter,
  certificateEnds,
  countCertificates,
  countStates,
  type ListedCertificate,
  listCertificates,
} from './certificateList.store.ts';
import { revokeBySerial, revokeOf } from './revocation.ts';
import { certificateFactsOfRuntimes } from './runtimeCertificates.store.ts';
import { connectionStateOf, connectionStatusOf, synchronizationStatusOf } from './runtimeStatus.ts';
import { thresholdsOf, thresholdsOfTenants } from './thresholds.store.ts';
import { checkThresholds, setThresholds, thresholdShifts } from './thresholds.ts';
import { timelineOf } from './timeline.ts';

const mostSerials = 500;

function onWire(
  row: ListedCertificate,
  connectionCount: number,
  now: number,
  thresholds: CertificateThresholds,
): CertificateRecord {
  const { serial, sha256, subject, issuer, notBefore, notAfter, keyType, issuedBy, revokedAt, lastUsedAt, pem } = row;
  const { superseded, renewalFailedAt, revocationAskedAt, clockAheadMs } = row;
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
    state: certificateState({ notBefore, notAfter, revoked: row.dead, superseded, renewalFailedAt }, now, thresholds),
    lifetimeUsed: lifetimeUsed(row, now),
    revokedAt,
    revocationReason: row.revocationReason,
    renewalFailedAt,
    replacesHash: row.replaces,
    authorityId: row.authorityId,
    revocationAskedAt: revokedAt === null ? revocationAskedAt : null,
    clockAheadMs,
    lastUsedAt,
    connectionCount,
    pem,
  };
}

/** As the wire shows them, in no particular order. */
export async function shownCertificates(read: Read, tenantId: string, serials: readonly string[], now: number) {
  const { rows } = await listCertificates(read, { tenantId, serials, now }, { offset: 0, limit: serials.length });
  const counts = await connectionCounts(read, [...new Set(rows.map((row) => row.ownerId))]);
  const thresholds = await thresholdsOf(read, tenantId);
  return rows.map((row) => onWire(row, counts.get(row.ownerId) ?? 0, now, thresholds));
}

/** What was given in the old place or the new one. @throws InvalidData for both. */
function both<T>(alone: T | null | undefined, filter: T | null | undefined): T | null {
  if (alone != null && filter != null)
    throw invalidData('certificates: give ownerID and states in the filter or beside it');
  return alone ?? filter ?? null;
}

/** Certificates as people see them, and what they say about Runtimes. */
export const certificateResolvers = {
  Query: {
    async certificates(_parent, args, { read, consumer, clock }, info): Promise<CertificatePageRecord> {
      const page = pageOf(args, info, consumer);
      const now = clock();
      const { ownerID, ...asked } = args.filter ?? {};
      const filter: CertificateFilter = {
        ...asked,
        tenantId: tenantOf(consumer),
        now,
        ownerId: both(args.ownerID, ownerID),
        states: both(args.states, asked.states),
      };
      if ((asked.serials?.length ?? 0) > mostSerials) throw invalidData(`serials: at most ${mostSerials}`);
      const { rows, totalCount } = await listCertificates(read, filter, page, args.order ?? byExpiry);
      const counts = await connectionCounts(read, [...new Set(rows.map((row) => row.ownerId))]);
      const thresholds = await thresholdsOf(read, filter.tenantId);
      const data = rows.map((row) => onWire(row, counts.get(row.ownerId) ?? 0, now, thresholds));
      return { ...toPage(data, totalCount, page), pageCursors: pageCursors(totalCount, page), filter };
    },
    async certificateTimeline(_parent, _args, { read, consumer, clock }) {
      const tenantId = tenantOf(consumer);
      const now = clock();
      const ends = await certificateEnds(read, tenantId, now);
      const pressing = ends.find(({ late, notAfter }) => late && notAfter > now)?.serial;
      const next = ends.find(({ notAfter }) => notAfter > now)?.serial;
      const named = await shownCertificates(
        read,
        tenantId,
        [pressing, next].filter((serial) => serial !== undefined),
        now,
      );
      const thresholds = await thresholdsOf(read, tenantId);
      return {
        ...timelineOf(ends, { authorities: await listAuthorities(read, now), thresholds, now }),
        pressing: named.find(({ serial }) => serial === pressing) ?? null,
        next: named.find(({ serial }) => serial === next) ?? null,
      };
    },
    certificateThresholds: (_parent, _args, { read, consumer }) => thresholdsOf(read, tenantOf(consumer)),
    async previewCertificateThresholds(_parent, { in: after }, { read, consumer, clock }) {
      checkThresholds(after);
      const [tenantId, now] = [tenantOf(consumer), clock()];
      const present = await thresholdsOf(read, tenantId);
      const ends = await certificateEnds(read, tenantId, now);
      return { present, totalCount: ends.length, shifts: thresholdShifts(ends, { before: present, after, now }) };
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
    async revokeCertificatesWhenReplaced(_parent, { serials, reason }, context) {
      const { consumer, clock, read } = context;
      const tenantId = tenantOf(consumer);
      await context.write((tx) =>
        askRevocations(tx, context, { tenantId, serials, askedBy: consumer.id, reason: reason ?? null }),
      );
      return shownCertificates(read, tenantId, serials, clock());
    },
    async cancelCertificateRevocations(_parent, { serials }, context) {
      const { consumer, clock, read } = context;
      const tenantId = tenantOf(consumer);
      await context.write((tx) => cancelAskedRevocations(tx, context, { tenantId, serials }));
      return shownCertificates(read, tenantId, serials, clock());
    },
    setCertificateThresholds: (_parent, { in: thresholds, ifStill }, context) =>
      context.write((tx) =>
        setThresholds(tx, context, { tenantId: tenantOf(context.consumer), thresholds, seen: ifStill ?? null }),
      ),
    async revokeCertificatesOf(_parent, { ownerID: ownerId, reason }, context) {
      const { consumer, clock, read } = context;
      const by = { tenantId: tenantOf(consumer), revokedBy: consumer.id, reason: reason ?? null };
      const serials = await context.write((tx) => revokeOf(tx, context, { ...by, ownerId }));
      return shownCertificates(read, by.tenantId, serials, clock());
    },
  },
  CertificatePage: {
    at: ({ filter }) => filter.now,
    unfilteredCount: ({ filter: { tenantId, now } }, _args, { read }) => countCertificates(read, { tenantId, now }),
    stateCounts: ({ filter }, _args, { read }) => countStates(read, filter),
  },
  Certificate: {
    subjectAlternativeNames: ({ pem }) => alternativeNamesIn(pem),
    chain: async ({ authorityId }, _args, { load }) =>
      authorityId === null ? [] : ((await load(authorityLinks, authorityId)) ?? []),
    replaces: async ({ replacesHash }, _args, { load }) =>
      replacesHash === null ? null : ((await load(replacedBefore, replacesHash)) ?? null),
    replacedBy: async ({ sha256 }, _args, { load }) => (await load(replacedAfter, sha256)) ?? [],
  },
  Runtime: {
    connectionState: async (runtime, _args, { load, clock, settings }) =>
      connectionStateOf(runtime, await load(certificateFactsOfRuntimes, runtime.id), clock(), settings.staleAfterMs),
    connectionStatus: async (runtime, _args, { load, clock }) =>
      connectionStatusOf(
        runtime,
        await load(certificateFactsOfRuntimes, runtime.id),
        clock(),
        (await load(thresholdsOfTenants, runtime.tenantId)) ?? defaultThresholds,
      ),
    synchronizationStatus: (runtime) => synchronizationStatusOf(runtime),
  },
} satisfies Resolvers;
