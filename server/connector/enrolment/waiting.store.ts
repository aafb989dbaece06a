import { and, count, desc, eq, isNotNull, max, ne, notExists, sql } from 'drizzle-orm';
import type { Read } from '../../db/database.ts';
import { certificates, oneTimeTokens } from '../../db/tables/connector.tables.ts';
import { applications, systemAuths } from '../../db/tables/director.tables.ts';
import { type ListedToken, lastTokens } from './enrolment.store.ts';

interface WaitingApplication {
  id: string;
  name: string;
  registeredAt: number;
  token: ListedToken | null;
}

/** Applications without a certificate of any time and without client credentials, with the number of all of them. */
export async function listWaiting(
  read: Read,
  tenantId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: WaitingApplication[]; totalCount: number }> {
  const everCertified = read
    .select({ one: sql`1` })
    .from(certificates)
    .where(eq(certificates.ownerId, applications.id));
  const withCredentials = read
    .select({ one: sql`1` })
    .from(systemAuths)
    .where(and(eq(systemAuths.ownerId, applications.id), isNotNull(systemAuths.sealedSecret)));
  const waits = and(eq(applications.tenantId, tenantId), notExists(everCertified), notExists(withCredentials));
  const lastAsked = read
    .select({ at: max(oneTimeTokens.createdAt) })
    .from(oneTimeTokens)
    .innerJoin(systemAuths, eq(systemAuths.id, oneTimeTokens.clientId))
    .where(and(eq(systemAuths.ownerId, applications.id), ne(oneTimeTokens.kind, 'CSR')));
  const rows = await read
    .select({ id: applications.id, name: applications.name, registeredAt: applications.createdAt })
    .from(applications)
    .where(waits)
    .orderBy(desc(sql`coalesce(${lastAsked}, 0)`), desc(applications.createdAt), applications.name)
    .limit(limit)
    .offset(offset);
  const [total] = await read.select({ all: count() }).from(applications).where(waits);
  const ids = rows.map(({ id }) => id);
  const tokens = ids.length === 0 ? new Map<string, ListedToken>() : await lastTokens(read, tenantId, ids);
  return { rows: rows.map((row) => ({ ...row, token: tokens.get(row.id) ?? null })), totalCount: total?.all ?? 0 };
}
