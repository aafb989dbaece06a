import { and, eq, inArray } from 'drizzle-orm';
import { type CertificateThresholds, defaultThresholds } from '../../../landscape/certificateState.ts';
import type { Read, Tx } from '../../db/database.ts';
import { tenants } from '../../db/tables/tenant.tables.ts';

const columns = {
  renewalDue: tenants.renewalDuePercent,
  overdue: tenants.overduePercent,
  critical: tenants.criticalPercent,
};

export async function thresholdsOf(read: Read, tenantId: string): Promise<CertificateThresholds> {
  const [row] = await read.select(columns).from(tenants).where(eq(tenants.id, tenantId));
  return row ?? defaultThresholds;
}

/** For `RequestContext.load`, by tenant. */
export async function thresholdsOfTenants(
  read: Read,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, CertificateThresholds>> {
  const rows = await read
    .select({ id: tenants.id, ...columns })
    .from(tenants)
    .where(inArray(tenants.id, [...tenantIds]));
  return new Map(rows.map(({ id, ...thresholds }) => [id, thresholds]));
}

const columnsOf = ({ renewalDue, overdue, critical }: CertificateThresholds) => ({
  renewalDuePercent: renewalDue,
  overduePercent: overdue,
  criticalPercent: critical,
});

/** False, with nothing written, if they are no longer `before`. */
export async function writeThresholds(
  tx: Tx,
  { tenantId, before, after }: { tenantId: string; before: CertificateThresholds; after: CertificateThresholds },
): Promise<boolean> {
  const written = await tx
    .update(tenants)
    .set(columnsOf(after))
    .where(
      and(
        eq(tenants.id, tenantId),
        eq(tenants.renewalDuePercent, before.renewalDue),
        eq(tenants.overduePercent, before.overdue),
        eq(tenants.criticalPercent, before.critical),
      ),
    )
    .returning({ id: tenants.id });
  return written.length > 0;
}
