import type { ActivityObject } from '../db/tables/tenant.tables.ts';
import { record } from '../events/activity.ts';
import { type RequestContext, tenantOf } from '../graphql/context.ts';
import { invalidOperation } from '../shared/errors.ts';
import { lockRuntime, reportsOfRuntimes, speakableApplications, writeReport } from './runtimeReport.store.ts';
import {
  checkStatus,
  differing,
  type RuntimeReport,
  type RuntimeStatusInput,
  reportAfter,
  reportFacts,
  weightOf,
} from './runtimeReport.ts';

/** An entry names this many Applications whose failure began or ended. */
const mostNamed = 100;

/**
 * Takes what the agent of the calling Runtime says of itself (product.md 7, S5). What is not new costs no write: its
 * time is coalesced with the other contact times.
 * @throws InvalidOperation for anyone but a Runtime; InvalidData for a status that is too large.
 */
export async function reportStatus(context: RequestContext, input: RuntimeStatusInput): Promise<RuntimeReport> {
  const { consumer, contacts, clock, read } = context;
  if (consumer.type !== 'RUNTIME') throw invalidOperation('only a Runtime reports its status');
  checkStatus(input);
  const key = { tenantId: tenantOf(consumer), runtimeId: consumer.id };
  const at = clock();
  const ids = (input.failures ?? []).map(({ applicationID }) => applicationID);
  const present = (await reportsOfRuntimes(read, [key.runtimeId])).get(key.runtimeId);
  const report = reportAfter(present, input, await speakableApplications(read, key, ids), at);
  const isKept = weightOf(present, report) !== 'NOTHING';
  const kept = isKept ? await keep(context, key, input, at) : { ...(present ?? report), reportedAt: at };
  // An agent's clock may be fast; a time that has not come yet would stand until it has.
  const applied = input.lastSuccessfulApplication ?? null;
  const { agentTime } = input;
  const told = {
    appliedAt: applied === null ? null : Math.min(applied, at),
    clockAheadMs: typeof agentTime === 'number' ? agentTime - at : null,
  };
  contacts.report(key.runtimeId, told, at);
  return kept;
}

/** Decides once more under the lock: another report may have come first. */
function keep(
  context: RequestContext,
  key: { tenantId: string; runtimeId: string },
  input: RuntimeStatusInput,
  at: number,
): Promise<RuntimeReport> {
  return context.write(async (tx) => {
    const { tenantId, runtimeId } = key;
    const { name } = await lockRuntime(tx, key);
    const ids = (input.failures ?? []).map(({ applicationID }) => applicationID);
    const before = (await reportsOfRuntimes(tx, [runtimeId])).get(runtimeId);
    const after = reportAfter(before, input, await speakableApplications(tx, key, ids), at);
    const weight = weightOf(before, after);
    if (weight === 'NOTHING') return before ?? after;
    await writeReport(tx, key, after);
    if (weight === 'TEXTS') return after;
    await record(tx, context, {
      tenantId,
      action: 'runtime.reported',
      objects: [{ kind: 'RUNTIME', id: runtimeId, name }, ...changedFailures(before, after)],
      ...differing(before && reportFacts(before), reportFacts(after)),
      touched: { runtimeIds: [runtimeId] },
      changesLandscape: false,
    });
    return after;
  });
}

function changedFailures(before: RuntimeReport | undefined, after: RuntimeReport): ActivityObject[] {
  const was = before?.failures ?? [];
  const ids = (list: typeof was) => new Set(list.map(({ applicationId }) => applicationId));
  const [then, now] = [ids(was), ids(after.failures)];
  const changed = [
    ...after.failures.filter(({ applicationId }) => !then.has(applicationId)),
    ...was.filter(({ applicationId }) => !now.has(applicationId)),
  ];
  return changed
    .slice(0, mostNamed)
    .map(({ applicationId, applicationName }) => ({ kind: 'APPLICATION', id: applicationId, name: applicationName }));
}
