import { and, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import type { CredentialFacts } from '../../landscape/delta.ts';
import {
  type CertificateInUse,
  certificateFactsOfRuntimes,
  certificateInUse,
} from '../connector/certificates/runtimeCertificates.store.ts';
import type { Read, Tx } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { oneTimeTokens } from '../db/tables/connector.tables.ts';
import { systemAuths } from '../db/tables/director.tables.ts';
import { journal } from '../events/delta.ts';

/** Ids per statement. */
const chunk = 5000;

/** The kind stands in the text, for the same reason as parameters in `tokensOfOne` stand where they do. */
const unspent = and(
  eq(oneTimeTokens.kind, sql`'RUNTIME'`),
  isNull(oneTimeTokens.usedAt),
  isNull(oneTimeTokens.revokedAt),
);

/** The parameter stands inside a subquery that stays one: see `byCertificate` in connector/identity.store.ts. */
const tokensOfOne = prepared<{ id: string }, { expiresAt: number | null }[]>((read) => {
  const clients = read
    .selectDistinct({ id: systemAuths.id })
    .from(systemAuths)
    .where(eq(systemAuths.ownerId, sql.placeholder('id')))
    .as('clients');
  return read
    .select({ expiresAt: max(oneTimeTokens.expiresAt) })
    .from(clients)
    .innerJoin(oneTimeTokens, eq(oneTimeTokens.clientId, clients.id))
    .where(unspent);
});

/** By Runtime: when its last unused and unrevoked one-time token expires, or expired. */
async function tokensOf(read: Read, runtimeIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await read
    .select({ runtimeId: systemAuths.ownerId, expiresAt: max(oneTimeTokens.expiresAt) })
    .from(systemAuths)
    .innerJoin(oneTimeTokens, eq(oneTimeTokens.clientId, systemAuths.id))
    .where(and(inArray(systemAuths.ownerId, [...runtimeIds]), unspent))
    .groupBy(systemAuths.ownerId);
  return new Map(rows.map(({ runtimeId, expiresAt }) => [runtimeId, Number(expiresAt)]));
}

/** What Runtimes have to identify themselves with; absent for those that never had anything. */
export async function credentialsOf(read: Read, runtimeIds: readonly string[]): Promise<Map<string, CredentialFacts>> {
  const certificates = await certificateFactsOfRuntimes(read, runtimeIds);
  const tokens = new Map<string, number>();
  for (let from = 0; from < runtimeIds.length; from += chunk) {
    const part = await tokensOf(read, runtimeIds.slice(from, from + chunk));
    for (const [id, expiresAt] of part) tokens.set(id, expiresAt);
  }
  const facts = new Map<string, CredentialFacts>();
  for (const id of runtimeIds) {
    const credentials = factsFrom(certificates.get(id), tokens.get(id) ?? null);
    if (credentials) facts.set(id, credentials);
  }
  return facts;
}

function factsFrom(certificate: CertificateInUse | undefined, tokenExpiresAt: number | null): CredentialFacts | null {
  if (!certificate) return tokenExpiresAt === null ? null : { certificate: null, tokenExpiresAt };
  const { notBefore, notAfter, revoked, renewalFailedAt } = certificate;
  const failed = renewalFailedAt === null ? {} : { renewalFailedAt };
  return { certificate: { notBefore, notAfter, revoked, ...failed }, tokenExpiresAt };
}

/** What a Runtime has to identify itself with: certificates, and one-time tokens to get the first. */
type Credential = 'certificate' | 'token';

async function tokenOf(read: Read, id: string): Promise<number | null> {
  const [tokens] = await tokensOfOne(read, { id });
  return tokens?.expiresAt ? Number(tokens.expiresAt) : null;
}

/**
 * Runs a write that may change what a Runtime has to identify itself with, and notes what it did.
 * @param changes what is looked at once more afterwards.
 */
export async function notingCredentials<T>(
  tx: Tx,
  owner: { tenantId: string; kind: string; id: string } | undefined,
  changes: readonly Credential[],
  write: () => Promise<T>,
): Promise<T> {
  if (owner?.kind !== 'RUNTIME') return write();
  const { tenantId, id } = owner;
  const certificate = await certificateInUse(tx, id);
  const token = await tokenOf(tx, id);
  const result = await write();
  const after = factsFrom(
    changes.includes('certificate') ? await certificateInUse(tx, id) : certificate,
    changes.includes('token') ? await tokenOf(tx, id) : token,
  );
  journal(tx, tenantId).credentials(id, factsFrom(certificate, token), after);
  return result;
}

const ownersOf = prepared<{ tenantId: string; clientId: string }, { tenantId: string; kind: string; id: string }[]>(
  (read) =>
    read
      .select({ tenantId: systemAuths.tenantId, kind: systemAuths.ownerKind, id: systemAuths.ownerId })
      .from(systemAuths)
      .where(
        and(eq(systemAuths.tenantId, sql.placeholder('tenantId')), eq(systemAuths.id, sql.placeholder('clientId'))),
      ),
);

/** The owner of a machine identity; undefined if it is gone. */
export async function ownerOf(read: Read, tenantId: string, clientId: string) {
  const [row] = await ownersOf(read, { tenantId, clientId });
  return row;
}
