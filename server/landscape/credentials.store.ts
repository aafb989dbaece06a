import { and, eq, inArray, isNull, max } from 'drizzle-orm';
import type { CredentialFacts } from '../../landscape/delta.ts';
import { certificateFactsOfRuntimes } from '../connector/certificates/runtimeCertificates.store.ts';
import type { Read, Tx } from '../db/database.ts';
import { oneTimeTokens } from '../db/tables/connector.tables.ts';
import { systemAuths } from '../db/tables/director.tables.ts';
import { journal } from '../events/delta.ts';

/** Ids per statement. */
const chunk = 5000;

/** By Runtime: when its last unused one-time token expires, or expired. */
async function tokensOf(read: Read, runtimeIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await read
    .select({ runtimeId: systemAuths.ownerId, expiresAt: max(oneTimeTokens.expiresAt) })
    .from(systemAuths)
    .innerJoin(oneTimeTokens, eq(oneTimeTokens.clientId, systemAuths.id))
    .where(
      and(
        inArray(systemAuths.ownerId, [...runtimeIds]),
        eq(oneTimeTokens.kind, 'RUNTIME'),
        isNull(oneTimeTokens.usedAt),
      ),
    )
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
    const certificate = certificates.get(id);
    const tokenExpiresAt = tokens.get(id) ?? null;
    if (!certificate && tokenExpiresAt === null) continue;
    const { notBefore = 0, notAfter = 0, revoked = false, renewalFailedAt = null } = certificate ?? {};
    const failed = renewalFailedAt === null ? {} : { renewalFailedAt };
    facts.set(id, { certificate: certificate ? { notBefore, notAfter, revoked, ...failed } : null, tokenExpiresAt });
  }
  return facts;
}

/** Runs a write that may change what a Runtime has to identify itself with, and notes what it did. */
export async function notingCredentials<T>(
  tx: Tx,
  owner: { tenantId: string; kind: string; id: string } | undefined,
  write: () => Promise<T>,
): Promise<T> {
  if (owner?.kind !== 'RUNTIME') return write();
  const { tenantId, id } = owner;
  const before = (await credentialsOf(tx, [id])).get(id) ?? null;
  const result = await write();
  journal(tx, tenantId).credentials(id, before, (await credentialsOf(tx, [id])).get(id) ?? null);
  return result;
}

/** The owner of a machine identity; undefined if it is gone. */
export async function ownerOf(read: Read, tenantId: string, clientId: string) {
  const [row] = await read
    .select({ tenantId: systemAuths.tenantId, kind: systemAuths.ownerKind, id: systemAuths.ownerId })
    .from(systemAuths)
    .where(and(eq(systemAuths.tenantId, tenantId), eq(systemAuths.id, clientId)));
  return row;
}
