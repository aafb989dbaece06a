import {
  certificateFactsOfApplications,
  certificateFactsOfRuntimes,
} from '../connector/certificates/runtimeCertificates.store.ts';
import {
  hasFailedFetch,
  hasFailedRenewal,
  isReportCurrent,
  lastContactOf,
} from '../connector/certificates/runtimeStatus.ts';
import { thresholdsOf } from '../connector/certificates/thresholds.store.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { HealthCheck } from '../graphql/director.generated.ts';
import type { Consumer } from '../shared/consumer.ts';
import { isUuid } from '../shared/ids.ts';
import type { PageRequest } from '../shared/page.ts';
import { failedWebhooks } from '../webhooks/failedWebhooks.store.ts';
import { failuresOfApplications, listOrigins, type Origins } from './health.store.ts';
import { type Check, checkOfApplication, checkOfRuntime } from './health.ts';
import { reportsOfRuntimes } from './runtimeReport.store.ts';

/** Whom the consumer sees: a Runtime itself and what it is connected to, an Application only itself (product.md 3). */
function within(consumer: Consumer, tenantId: string, origin: string | null): Origins {
  return {
    tenantId,
    origin,
    application: consumer.type === 'APPLICATION' ? consumer.id : null,
    runtime: consumer.type === 'RUNTIME' ? consumer.id : null,
  };
}

const onWire = (origin: string, { condition, message, since }: Check): HealthCheck => ({
  type: 'MANAGEMENT_PLANE_APPLICATION_HEALTHCHECK',
  condition,
  origin,
  message,
  timestamp: since,
});

interface Checks {
  rows: HealthCheck[];
  totalCount: number;
}

/**
 * One current check per origin, worked out from what is known now (director.md 20). Without a tenant there is no object to
 * tell of (director.md 2.4).
 */
export async function healthChecks(
  { read, consumer, clock, settings }: RequestContext,
  { origin, types }: { origin: string | null; types: readonly string[] | null },
  page: PageRequest,
): Promise<Checks> {
  const { tenantId } = consumer;
  if (tenantId === null || types?.length === 0 || (origin !== null && !isUuid(origin)))
    return { rows: [], totalCount: 0 };
  const now = clock();
  const { staleAfterMs } = settings;
  const { applicationRows, runtimeRows, totalCount } = await listOrigins(
    read,
    within(consumer, tenantId, origin),
    page,
  );
  const applicationIds = applicationRows.map(({ id }) => id);
  const runtimeIds = runtimeRows.map(({ id }) => id);
  const ofApplications = await certificateFactsOfApplications(read, applicationIds);
  const thresholds = await thresholdsOf(read, tenantId);
  const ofRuntimes = await certificateFactsOfRuntimes(read, runtimeIds);
  const reports = runtimeIds.length > 0 ? await reportsOfRuntimes(read, runtimeIds) : new Map();
  const failures = await failuresOfApplications(read, applicationIds);
  const webhooks = Map.groupBy(
    applicationIds.length > 0 ? await failedWebhooks(read, tenantId, now) : [],
    ({ applicationId }) => applicationId,
  );
  const rows = [
    ...applicationRows.map((row) => {
      const facts = {
        ...row,
        certificate: ofApplications.get(row.id),
        thresholds,
        failures: (failures.get(row.id) ?? []).filter((each) => isReportCurrent(each, staleAfterMs)),
        webhooks: webhooks.get(row.id) ?? [],
      };
      return onWire(row.id, checkOfApplication(facts, now));
    }),
    ...runtimeRows.map((row) => {
      const certificate = ofRuntimes.get(row.id);
      const facts = {
        ...row,
        certificate,
        thresholds,
        lastContactAt: lastContactOf(row, certificate),
        failedRenewalAt: hasFailedRenewal(row) ? row.lastSyncAt : null,
        failedFetchAt: hasFailedFetch(row) ? row.lastAttemptAt : null,
        report: isReportCurrent(row, staleAfterMs) ? (reports.get(row.id) ?? null) : null,
      };
      return onWire(row.id, checkOfRuntime(facts, now, staleAfterMs));
    }),
  ];
  return { rows, totalCount };
}
