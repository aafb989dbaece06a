import { renewalDueAt } from '../../landscape/certificateState.ts';
import { attentionByScenario, troubleOf } from '../../landscape/scenarioAttention.ts';
import { certificateEnds } from '../connector/certificates/certificateList.store.ts';
import { thresholdsOf } from '../connector/certificates/thresholds.store.ts';
import type { Read } from '../db/database.ts';
import type { Attention, OverviewScenarios } from '../graphql/director.generated.ts';
import { hour } from '../shared/clock.ts';
import {
  attentionOf,
  attentionOfApplication,
  attentionOfDefault,
  attentionOfToken,
  type JudgedRuntime,
  ranked,
} from './attention.ts';
import { certificateFigures, connectionFigures, pendingFigures, runtimeFigures } from './figures.ts';
import { judgedRuntimes } from './judged.ts';
import {
  applicationsIn,
  countedScenarios,
  onlyInDefault,
  scenariosOfObjects,
  unseenChanges,
  unusedTokens,
} from './overview.store.ts';
import { sharedApplications, worstFirst } from './scenarios.ts';
import { connectionTrend, issueTrend, runtimeTrend, trendMoments } from './trends.store.ts';

/** An Application that was just registered is still being set up. */
const settlingMs = hour;

interface Asked {
  tenantId: string;
  now: number;
  staleAfterMs: number;
}

/** What the fields of an overview are derived from; a mapper of codegen.ts names it. */
export type OverviewRecord = Awaited<ReturnType<typeof loadOverview>>;

/** A number of statements that does not depend on how many objects there are. */
export async function loadOverview(read: Read, { tenantId, now, staleAfterMs }: Asked) {
  const thresholds = await thresholdsOf(read, tenantId);
  const runtimes = await judgedRuntimes(read, { tenantId, now, staleAfterMs, thresholds });
  const ends = await certificateEnds(read, tenantId, now);
  const moments = trendMoments(now);
  const live = runtimes.reduce((sum, { connections }) => sum + connections, 0);
  const issued = await issueTrend(read, tenantId, moments);
  return {
    at: now,
    judged: runtimes,
    ends,
    thresholds,
    connections: connectionFigures(runtimes, moments, await connectionTrend(read, tenantId, { live, moments })),
    runtimes: runtimeFigures(runtimes, moments, await runtimeTrend(read, tenantId, moments)),
    certificates: certificateFigures(ends, issued, { moments, now }),
    pending: pendingFigures(await unseenChanges(read, tenantId), runtimes),
  };
}

export async function loadAttention(
  read: Read,
  tenantId: string,
  { at, judged, ends, thresholds }: OverviewRecord,
  most: number,
): Promise<Attention> {
  const lateApplications = ends
    .filter(({ late, ownerKind }) => late && ownerKind === 'APPLICATION')
    .map((end) => attentionOfApplication({ ...end, renewalDueAt: renewalDueAt(end, thresholds) }, at));
  const items = [
    ...judged.map(attentionOf),
    ...lateApplications,
    ...(await unusedTokens(read, tenantId, at)).map(attentionOfToken),
    attentionOfDefault(await onlyInDefault(read, tenantId, at - settlingMs)),
  ].filter((item) => item !== null);
  return { items: ranked(items).slice(0, most), totalCount: items.length };
}

/** By id of the scenario. */
async function problemsByScenario(read: Read, tenantId: string, judged: readonly JudgedRuntime[]) {
  const ids = judged.filter((runtime) => troubleOf(runtime) !== null).map(({ id }) => id);
  const rows = Map.groupBy(await scenariosOfObjects(read, tenantId, ids), ({ objectId }) => objectId);
  return attentionByScenario(
    judged.map(({ id, state, certificate }) => {
      const memberships = (rows.get(id) ?? []).map(({ scenarioId }) => ({ scenario: scenarioId }));
      return { state, certificate, memberships };
    }),
  );
}

export async function loadScenarios(
  read: Read,
  tenantId: string,
  { judged }: OverviewRecord,
  most: number,
): Promise<OverviewScenarios> {
  const problems = await problemsByScenario(read, tenantId, judged);
  const all = (await countedScenarios(read, tenantId)).map((scenario) => ({
    ...scenario,
    ...(problems.get(scenario.id) ?? { failed: 0, attention: 0 }),
  }));
  const items = worstFirst(all).slice(0, most);
  const ids = items.map(({ id }) => id);
  return {
    items,
    totalCount: all.length,
    shared: ids.length > 1 ? sharedApplications(items, await applicationsIn(read, ids)) : [],
  };
}
