import { and, asc, count, eq, gt, inArray, isNotNull, isNull, min, ne, or } from 'drizzle-orm';
import type { CertificateState } from '../../../landscape/certificateState.ts';
import type { Read, Tx } from '../../db/database.ts';
import { certificates } from '../../db/tables/connector.tables.ts';
import { inStates, ownerNow, stateAt } from './certificate.store.ts';
import { ownersWith } from './superseded.store.ts';

/** States that come by time alone. */
export const noticedStates = ['OVERDUE', 'CRITICAL', 'EXPIRED'] as const satisfies readonly CertificateState[];
export type NoticedState = (typeof noticedStates)[number];

export interface Unnoticed
  extends Pick<
    typeof certificates.$inferSelect,
    'sha256' | 'serial' | 'tenantId' | 'ownerKind' | 'ownerId' | 'ownerName' | 'notAfter' | 'noticedState'
  > {
  /** As the owner is called now; null if it no longer exists. */
  presentName: string | null;
}

/** Certificates of all tenants that are in the state and not noted to be, at most so many, the first to expire first. */
export function unnoticed(
  read: Read,
  state: NoticedState,
  { now, expiredAfter, most }: { now: number; expiredAfter: number; most: number },
): Promise<Unnoticed[]> {
  return read
    .select({
      sha256: certificates.sha256,
      serial: certificates.serial,
      tenantId: certificates.tenantId,
      ownerKind: certificates.ownerKind,
      ownerId: certificates.ownerId,
      ownerName: certificates.ownerName,
      notAfter: certificates.notAfter,
      noticedState: certificates.noticedState,
      presentName: ownerNow,
    })
    .from(certificates)
    .where(
      and(
        or(isNull(certificates.noticedState), ne(certificates.noticedState, state)),
        gt(certificates.notAfter, expiredAfter),
        inStates([state], now),
      ),
    )
    .orderBy(asc(certificates.notAfter), asc(certificates.sha256))
    .limit(most);
}

/** False if another instance did before. */
export async function notice(tx: Tx, { sha256, noticedState }: Unnoticed, state: NoticedState): Promise<boolean> {
  const before =
    noticedState === null ? isNull(certificates.noticedState) : eq(certificates.noticedState, noticedState);
  const changed = await tx
    .update(certificates)
    .set({ noticedState: state })
    .where(and(eq(certificates.sha256, sha256), before))
    .returning({ sha256: certificates.sha256 });
  return changed.length > 0;
}

/** Those noted that are well again, because a renewal succeeded after all or thresholds were moved: no longer noted. */
export async function forgetNoticed(tx: Tx, now: number): Promise<void> {
  const noticed = isNotNull(certificates.noticedState);
  const wellAgain = tx
    .select({ sha256: certificates.sha256 })
    .from(certificates)
    .where(and(noticed, inStates(['HEALTHY', 'RENEWAL_DUE'], now, ownersWith(tx, noticed))));
  await tx.update(certificates).set({ noticedState: null }).where(inArray(certificates.sha256, wellAgain));
}

const inUse: ReadonlySet<CertificateState> = new Set(['HEALTHY', 'RENEWAL_DUE', 'OVERDUE', 'CRITICAL']);
const allStates = ['HEALTHY', 'RENEWAL_DUE', ...noticedStates, 'REVOKED', 'SUPERSEDED'] as const;

/** How many certificates of all tenants are in each state, and when the next one in use expires. */
export async function certificateFigures(
  read: Read,
  now: number,
): Promise<{ counts: Record<CertificateState, number>; nextExpiry: number | null }> {
  const each = read
    .select({ state: stateAt(now).as('state'), notAfter: certificates.notAfter })
    .from(certificates)
    .as('each_certificate');
  const found = await read
    .select({ state: each.state, count: count(), next: min(each.notAfter) })
    .from(each)
    .groupBy(() => each.state);
  const counts = Object.fromEntries(
    allStates.map((state) => [state, Number(found.find((row) => row.state === state)?.count ?? 0)]),
  );
  const expiries = found.flatMap(({ state, next }) => (inUse.has(state) && next !== null ? [Number(next)] : []));
  return {
    counts: counts as Record<CertificateState, number>,
    nextExpiry: expiries.length > 0 ? Math.min(...expiries) : null,
  };
}
