import { indexFacts } from '../../landscape/impact.ts';
import type { Change } from '../../landscape/model.ts';
import { listPairs } from '../../landscape/pairs.ts';
import type { Read, Tx } from '../db/database.ts';
import { getApplication } from '../director/application.store.ts';
import { readReach } from '../director/ownership.ts';
import { getRuntime } from '../director/runtime.store.ts';
import { type RequestContext, tenantOf } from '../graphql/context.ts';
import { invalidOperation } from '../shared/errors.ts';
import { apply } from './changes.ts';
import { connectionsOf } from './connection.store.ts';
import type { PairRecord } from './connection.ts';
import { loadFacts, loadFactsAround, readTenant } from './facts.store.ts';
import { scenariosOf } from './membership.store.ts';

interface Pair {
  applicationID: string;
  runtimeID: string;
}

/** @throws NotFound in the words of director.md 6 unless the tenant has both. */
export async function requirePair(read: Read, { consumer }: Pick<RequestContext, 'consumer'>, pair: Pair) {
  const reach = readReach(consumer, tenantOf(consumer));
  const application = await getApplication(read, reach, pair.applicationID);
  const runtime = await getRuntime(read, reach, pair.runtimeID);
  return { application, runtime };
}

/**
 * Connects a pair; with `replace` it takes the place of the connection the Application has (product.md 4).
 * @throws InvalidOperation `Application "X" is connected to Runtime "Y"`, or if the two share no scenario.
 */
export async function connect(
  tx: Tx,
  context: RequestContext,
  pair: Pair,
  options: { replace: boolean },
): Promise<PairRecord> {
  const tenantId = tenantOf(context.consumer);
  await requirePair(tx, context, pair);
  const change: Change = options.replace ? { switch: pair } : { connect: pair };
  const action = options.replace ? 'connection.switched' : 'connection.connected';
  await apply(tx, context, tenantId, [change], { action, expectedVersion: null });
  return describeConnection(tx, pair);
}

/**
 * Ends the connection of the pair, or the only one of the Application.
 * @returns the connection as it was; null if there was none, and then nothing is written.
 */
export async function disconnect(
  tx: Tx,
  context: RequestContext,
  { applicationID, runtimeID }: { applicationID: string; runtimeID: string | null },
): Promise<PairRecord | null> {
  const { consumer } = context;
  const tenantId = tenantOf(consumer);
  const application = await getApplication(tx, readReach(consumer, tenantId), applicationID);
  if (runtimeID !== null) await getRuntime(tx, readReach(consumer, tenantId), runtimeID);
  const present = (await connectionsOf(tx, [applicationID])).get(applicationID) ?? [];
  const [ended, ...others] = present.filter(({ runtimeId }) => runtimeID === null || runtimeId === runtimeID);
  if (!ended) return null;
  if (others.length > 0) {
    const number = others.length + 1;
    throw invalidOperation(`Application "${application.name}" is connected to ${number} Runtimes: say from which`);
  }
  const pair = { applicationID, runtimeID: ended.runtimeId };
  const before = await describeConnection(tx, pair);
  await apply(tx, context, tenantId, [{ disconnect: pair }], {
    action: 'connection.disconnected',
    expectedVersion: null,
  });
  return before;
}

async function describeConnection(read: Read, pair: Pair): Promise<PairRecord> {
  const { applicationID: applicationId, runtimeID: runtimeId } = pair;
  const scenarios = await scenariosOf(read, [applicationId, runtimeId]);
  const theirs = new Set(scenarios.get(runtimeId));
  const connections = (await connectionsOf(read, [applicationId])).get(applicationId) ?? [];
  return {
    applicationId,
    runtimeId,
    state: 'CONNECTED',
    scenarios: (scenarios.get(applicationId) ?? []).filter((name) => theirs.has(name)),
    since: connections.find((each) => each.runtimeId === runtimeId)?.since ?? null,
  };
}

/** One page of the pairs that share a scenario; of one Application or Runtime if given. */
export async function pagePairs(
  { read, settings }: Pick<RequestContext, 'read' | 'settings'>,
  tenantId: string,
  filter: Parameters<typeof listPairs>[1],
  page: { offset: number; limit: number },
): Promise<{ rows: PairRecord[]; totalCount: number }> {
  const tenant = await readTenant(read, tenantId);
  const objectIds = [filter.applicationID, filter.runtimeID].filter((id) => id !== null);
  const { facts } =
    objectIds.length > 0
      ? await loadFactsAround(read, tenant, settings.defaultScenario, { objectIds, scenarios: [] })
      : await loadFacts(read, tenant, settings.defaultScenario);
  const { pairs, total } = listPairs(indexFacts(facts), filter, page);
  const rows = pairs.map(({ application, runtime, ...pair }) => ({
    applicationId: application.id,
    runtimeId: runtime.id,
    ...pair,
  }));
  return { rows, totalCount: total };
}
