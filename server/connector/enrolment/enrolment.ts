import type { Read } from '../../db/database.ts';
import {
  firstCertificate,
  type ListedToken,
  lastContactOf,
  listTokens,
  signingRequestAt,
  type TokenState,
} from './enrolment.store.ts';
import type { Sightings } from './sightings.ts';

/** What a token is good for at a moment. */
export function tokenState({ usedAt, revokedAt, expiresAt }: ListedToken, now: number): TokenState {
  if (usedAt !== null) return 'USED';
  if (revokedAt !== null) return 'REVOKED';
  return expiresAt > now ? 'LIVE' : 'EXPIRED';
}

interface Env {
  read: Read;
  sightings: Pick<Sightings, 'progressOf' | 'since'>;
  clock: () => number;
}

const notBefore = (moment: number, at: number | null | undefined): number | null =>
  at !== null && at !== undefined && at >= moment ? at : null;

/**
 * How far the owner has come with its last token. First moments are exact while this process has seen them; after a
 * restart the last moments stand in for them.
 */
export async function enrolmentOf({ read, sightings, clock }: Env, tenantId: string, ownerId: string) {
  const now = clock();
  const filter = { tenantId, ownerId, states: null, now };
  const [token] = (await listTokens(read, filter, { offset: 0, limit: 1 })).rows;
  if (!token) return null;
  const certificate = token.usedAt === null ? undefined : await firstCertificate(read, tenantId, token.id);
  const requestedAt = token.usedAt === null ? null : await signingRequestAt(read, tenantId, token.id);
  const isRuntime = token.ownerKind === 'RUNTIME';
  const contact = isRuntime && certificate ? await lastContactOf(read, tenantId, ownerId) : undefined;
  const progress = sightings.progressOf(ownerId);
  const issuedAt = certificate?.issuedAt ?? null;
  const firstFetchAt =
    issuedAt === null || !isRuntime ? null : (progress?.fetchAt ?? notBefore(issuedAt, contact?.fetchAt));
  const firstHeartbeatAt =
    issuedAt === null || firstFetchAt === null
      ? null
      : (progress?.heartbeatAt ?? notBefore(firstFetchAt, contact?.reportAt));
  return {
    token,
    signingRequestAt: requestedAt ?? issuedAt,
    serial: certificate?.serial ?? null,
    issuedAt,
    firstCallAt: certificate?.firstUsedAt ?? firstFetchAt,
    firstFetchAt,
    firstHeartbeatAt,
    findings: sightings.since(ownerId, token.createdAt),
  };
}

/** Names close to one that is taken, the closest first. */
export function closeNames(name: string): string[] {
  const [, stem = name, number = '1'] = /^(.*?)-(\d{1,4})$/.exec(name) ?? [];
  const longest = 36;
  return Array.from({ length: 20 }, (_, at) => {
    const suffix = `-${Number(number) + at + 1}`;
    return `${stem.slice(0, longest - suffix.length)}${suffix}`;
  });
}
