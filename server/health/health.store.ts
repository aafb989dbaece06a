import { and, asc, count, eq, inArray, type SQL } from 'drizzle-orm';
import type { Read } from '../db/database.ts';
import { applications, runtimes } from '../db/tables/director.tables.ts';
import { reportedFailures } from '../db/tables/health.tables.ts';
import { connections } from '../db/tables/landscape.tables.ts';

/** Whose checks are asked for, and by whom; null means no restriction. */
export interface Origins {
  tenantId: string;
  /** Of this Application or Runtime only. */
  origin: string | null;
  /** Only this Application. */
  application: string | null;
  /** Only this Runtime and the Applications it is connected to. */
  runtime: string | null;
}

type Page = { offset: number; limit: number };

/** Applications by id, then Runtimes by id: one page of both, and how many there are. */
export async function listOrigins(read: Read, origins: Origins, page: Page) {
  const ofApplications = applicationCondition(read, origins);
  const ofRuntimes = runtimeCondition(origins);
  const [first] = await read.select({ count: count() }).from(applications).where(ofApplications);
  const [second] = ofRuntimes === null ? [] : await read.select({ count: count() }).from(runtimes).where(ofRuntimes);
  const applicationCount = Number(first?.count ?? 0);
  const applicationRows =
    page.offset < applicationCount
      ? await read
          .select()
          .from(applications)
          .where(ofApplications)
          .orderBy(asc(applications.id))
          .limit(page.limit)
          .offset(page.offset)
      : [];
  const left = page.limit - applicationRows.length;
  const runtimeRows =
    left > 0 && ofRuntimes !== null
      ? await read
          .select()
          .from(runtimes)
          .where(ofRuntimes)
          .orderBy(asc(runtimes.id))
          .limit(left)
          .offset(Math.max(0, page.offset - applicationCount))
      : [];
  return { applicationRows, runtimeRows, totalCount: applicationCount + Number(second?.count ?? 0) };
}

function applicationCondition(read: Read, { tenantId, origin, application, runtime }: Origins): SQL | undefined {
  const conditions = [eq(applications.tenantId, tenantId)];
  if (origin !== null) conditions.push(eq(applications.id, origin));
  if (application !== null) conditions.push(eq(applications.id, application));
  if (runtime !== null) {
    const connected = read
      .select({ id: connections.applicationId })
      .from(connections)
      .where(and(eq(connections.tenantId, tenantId), eq(connections.runtimeId, runtime)));
    conditions.push(inArray(applications.id, connected));
  }
  return and(...conditions);
}

/** Null if none can be seen. */
function runtimeCondition({ tenantId, origin, application, runtime }: Origins): SQL | undefined | null {
  if (application !== null) return null;
  const conditions = [eq(runtimes.tenantId, tenantId)];
  if (origin !== null) conditions.push(eq(runtimes.id, origin));
  if (runtime !== null) conditions.push(eq(runtimes.id, runtime));
  return and(...conditions);
}

/** What Runtimes report about Applications they are connected to, by Application. */
export async function failuresOfApplications(read: Read, applicationIds: readonly string[]) {
  if (applicationIds.length === 0) return new Map<string, never[]>();
  const rows = await read
    .select({
      applicationId: reportedFailures.applicationId,
      runtimeName: runtimes.name,
      message: reportedFailures.message,
      since: reportedFailures.since,
      lastReportAt: runtimes.lastReportAt,
      lastFetchAt: runtimes.lastFetchAt,
    })
    .from(reportedFailures)
    .innerJoin(runtimes, eq(runtimes.id, reportedFailures.runtimeId))
    .innerJoin(
      connections,
      and(
        eq(connections.runtimeId, reportedFailures.runtimeId),
        eq(connections.applicationId, reportedFailures.applicationId),
      ),
    )
    .where(inArray(reportedFailures.applicationId, [...applicationIds]))
    .orderBy(asc(reportedFailures.since), asc(runtimes.name));
  return Map.groupBy(rows, ({ applicationId }) => applicationId);
}
