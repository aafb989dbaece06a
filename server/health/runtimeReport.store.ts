import { and, asc, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Read, Tx } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { applications, runtimes } from '../db/tables/director.tables.ts';
import { reportedFailures, runtimeReports } from '../db/tables/health.tables.ts';
import { memberships } from '../db/tables/landscape.tables.ts';
import { journal } from '../events/delta.ts';
import { shownRuntime } from '../landscape/shown.ts';
import { notFound } from '../shared/errors.ts';
import type { ReportedFailure, RuntimeReport } from './runtimeReport.ts';

interface Key {
  tenantId: string;
  runtimeId: string;
}

const mostRows = 200;

/** For `RequestContext.load`: what Runtimes last reported; absent for those that never did. */
export async function reportsOfRuntimes(
  read: Read,
  runtimeIds: readonly string[],
): Promise<ReadonlyMap<string, RuntimeReport>> {
  const [id, ...others] = runtimeIds;
  const rows =
    id !== undefined && others.length === 0
      ? await reportOfOne(read, { id })
      : await reportsWhere(read, inArray(runtimeReports.runtimeId, [...runtimeIds]));
  if (rows.length === 0) return new Map();
  const failures = await failuresOf(
    read,
    rows.map(({ report }) => report.runtimeId),
  );
  const reports = new Map<string, RuntimeReport>();
  for (const { report, state, reportedAt } of rows) {
    if (state === null || reportedAt === null) continue;
    const { runtimeId, since, message, versions, components, writtenAt } = report;
    const own = failures.get(runtimeId) ?? [];
    reports.set(runtimeId, { state, since, message, versions, components, failures: own, reportedAt, writtenAt });
  }
  return reports;
}

const reportsWhere = (read: Read, ofRuntimes: SQL) =>
  read
    .select({ report: runtimeReports, state: runtimes.reportedState, reportedAt: runtimes.lastReportAt })
    .from(runtimeReports)
    .innerJoin(runtimes, eq(runtimes.id, runtimeReports.runtimeId))
    .where(ofRuntimes);

/** Every agent reports with every synchronisation. */
const reportOfOne = prepared<{ id: string }, Awaited<ReturnType<typeof reportsWhere>>>((read) =>
  reportsWhere(read, eq(runtimeReports.runtimeId, sql.placeholder('id'))),
);

const failuresWhere = (read: Read, ofRuntimes: SQL) =>
  read
    .select({
      runtimeId: reportedFailures.runtimeId,
      applicationId: reportedFailures.applicationId,
      applicationName: applications.name,
      message: reportedFailures.message,
      since: reportedFailures.since,
    })
    .from(reportedFailures)
    .innerJoin(applications, eq(applications.id, reportedFailures.applicationId))
    .where(ofRuntimes)
    .orderBy(asc(reportedFailures.applicationId));

const failuresOfOne = prepared<{ id: string }, Awaited<ReturnType<typeof failuresWhere>>>((read) =>
  failuresWhere(read, eq(reportedFailures.runtimeId, sql.placeholder('id'))),
);

async function failuresOf(read: Read, runtimeIds: readonly string[]): Promise<Map<string, ReportedFailure[]>> {
  const [id, ...others] = runtimeIds;
  const rows =
    id !== undefined && others.length === 0
      ? await failuresOfOne(read, { id })
      : await failuresWhere(read, inArray(reportedFailures.runtimeId, [...runtimeIds]));
  const byRuntime = new Map<string, ReportedFailure[]>();
  for (const { runtimeId, ...failure } of rows) {
    const own = byRuntime.get(runtimeId);
    if (own) own.push(failure);
    else byRuntime.set(runtimeId, [failure]);
  }
  return byRuntime;
}

/** Names by id of those Applications that share a scenario with the Runtime: what it may speak about (product.md 3). */
export async function speakableApplications(
  read: Read,
  { tenantId, runtimeId }: Key,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const own = read
    .select({ id: memberships.scenarioId })
    .from(memberships)
    .where(and(eq(memberships.tenantId, tenantId), eq(memberships.objectId, runtimeId)));
  const rows = await read
    .selectDistinct({ id: applications.id, name: applications.name })
    .from(applications)
    .innerJoin(memberships, eq(memberships.objectId, applications.id))
    .where(
      and(
        eq(applications.tenantId, tenantId),
        inArray(applications.id, [...ids]),
        inArray(memberships.scenarioId, own),
      ),
    );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Lets the reports of one Runtime follow each other. @throws NotFound if it is gone. */
export async function lockRuntime(tx: Tx, { tenantId, runtimeId }: Key): Promise<{ name: string }> {
  const [row] = await tx
    .update(runtimes)
    .set({ reportedState: runtimes.reportedState })
    .where(and(eq(runtimes.tenantId, tenantId), eq(runtimes.id, runtimeId)))
    .returning({ name: runtimes.name });
  if (!row) throw notFound(`while getting Runtime with ID ${runtimeId}: Object was not found`);
  return row;
}

/** Replaces what is kept of the Runtime. */
export async function writeReport(tx: Tx, { tenantId, runtimeId }: Key, report: RuntimeReport): Promise<void> {
  const { state, reportedAt, failures, since, message, versions, components, writtenAt } = report;
  const values = { since, message, versions, components, writtenAt };
  const own = and(eq(runtimes.tenantId, tenantId), eq(runtimes.id, runtimeId));
  const [before] = await tx.select().from(runtimes).where(own);
  const [after] = await tx
    .update(runtimes)
    .set({ reportedState: state, lastReportAt: reportedAt })
    .where(own)
    .returning();
  if (before && after) journal(tx, tenantId).runtime(runtimeId, shownRuntime(before), shownRuntime(after));
  await tx
    .insert(runtimeReports)
    .values({ tenantId, runtimeId, ...values })
    .onConflictDoUpdate({ target: runtimeReports.runtimeId, set: values });
  const failing = failures.map(({ applicationId }) => applicationId);
  await tx
    .delete(reportedFailures)
    .where(
      and(
        eq(reportedFailures.tenantId, tenantId),
        eq(reportedFailures.runtimeId, runtimeId),
        failing.length > 0 ? notInArray(reportedFailures.applicationId, failing) : undefined,
      ),
    );
  for (let from = 0; from < failures.length; from += mostRows) {
    const rows = failures
      .slice(from, from + mostRows)
      .map(({ applicationId, message, since }) => ({ tenantId, runtimeId, applicationId, message, since }));
    await tx
      .insert(reportedFailures)
      .values(rows)
      .onConflictDoUpdate({
        target: [reportedFailures.runtimeId, reportedFailures.applicationId],
        set: { message: sql`excluded.message` },
      });
  }
}
