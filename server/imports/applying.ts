import { setImmediate as turn } from 'node:timers/promises';
import type { Tx } from '../db/database.ts';
import { verdicts } from '../director/content.ts';
import { judgeSpecs } from '../director/specVerdict.ts';
import type { RequestContext } from '../graphql/context.ts';
import { apply } from '../landscape/changes.ts';
import { lockLandscape, readTenant } from '../landscape/facts.store.ts';
import { second } from '../shared/clock.ts';
import { CompassError } from '../shared/errors.ts';
import { done, type PlannedItem, withoutMemberships } from './importPlan.ts';
import { membershipsOf } from './planImpact.ts';
import { countsOf, digestOf, type Plan, replan } from './planning.ts';
import { remember } from './recentPlans.ts';
import { byName, change, create } from './writing.ts';

/** Items of one transaction: others that write wait for about a second. */
const mostInTransaction = 100;
/** Begins no further transaction after this long, so that whoever waits hears of it. */
const longestMs = 8 * second;

export interface Applied {
  creates: number;
  changes: number;
  /** Items that are still to be done. */
  left: number;
  /** Of what is left then. */
  digest: string;
}

const rank = ({ kind, action }: PlannedItem): number => {
  if (kind === 'SCENARIO') return 0;
  if (action === 'CHANGE') return kind === 'RUNTIME' ? 1 : 2;
  return 3;
};

const outdated = () =>
  new CompassError('ConcurrentUpdate', 'what is here has changed since the import was planned: plan it anew');

/**
 * Carries the plan out: scenarios first, then the memberships of what is here all at once, so that nothing stops in
 * between, then item by item. Each transaction makes sure that the rest of the plan is still the one that was looked at.
 * @throws ConcurrentUpdate once it is another one; what was committed before stays.
 */
export async function applyPlan(
  context: RequestContext,
  tenantId: string,
  plan: Plan,
  digest: string,
): Promise<Applied> {
  if (digestOf(plan.items, plan.text) !== digest) throw outdated();
  // Definitions that keep the specification they have here are written whole.
  const definitions = plan.items.flatMap(({ difference }) => difference?.definitions ?? []);
  const inputs = definitions.map(({ input }) => input);
  await judgeSpecs(
    context.specs,
    inputs.filter(({ spec }) => spec && !verdicts.has(spec)),
  );
  const until = performance.now() + longestMs;
  const planned = countsOf(plan.items);
  let current = plan;
  do current = await context.write((tx) => nextBatch(tx, context, tenantId, current));
  while (isWork(current) && performance.now() < until);
  if (isWork(current)) remember(tenantId, current);
  const left = countsOf(current.items);
  return {
    creates: planned.creates - left.creates,
    changes: planned.changes - left.changes,
    left: left.creates + left.changes,
    digest: digestOf(current.items, current.text),
  };
}

const isOpen = ({ action }: PlannedItem) => action === 'CREATE' || action === 'CHANGE';
const isWork = ({ items }: Plan) => items.some(isOpen);

/** @returns the plan as it is afterwards. */
async function nextBatch(tx: Tx, context: RequestContext, tenantId: string, plan: Plan): Promise<Plan> {
  const { sequence } = await lockLandscape(tx, tenantId);
  if (sequence !== plan.sequence) {
    const now = await replan(tx, context, tenantId, plan);
    if (digestOf(now.items, now.text) !== digestOf(plan.items, plan.text)) throw outdated();
  }
  const wanted = byName(plan.document);
  const items = [...plan.items];
  const batch = [...items.keys()]
    .filter((at) => isOpen(items[at] as PlannedItem))
    .sort((a, b) => rank(items[a] as PlannedItem) - rank(items[b] as PlannedItem))
    .slice(0, mostInTransaction);
  const memberships = membershipsOf(items);
  for (const at of batch) {
    const item = items[at] as PlannedItem;
    if (rank(item) > 0 && memberships.length > 0) {
      const options = { action: 'landscape.changed', expectedVersion: null };
      await apply(tx, context, tenantId, memberships.splice(0), options);
      for (const [position, each] of items.entries()) items[position] = withoutMemberships(each);
    }
    if (item.action === 'CREATE') items[at] = done(item, await create(tx, context, tenantId, item, wanted));
    else {
      await change(tx, context, tenantId, item);
      items[at] = done(item);
    }
    // Reads of others have their turn in between.
    await turn();
  }
  return { ...plan, items, sequence: (await readTenant(tx, tenantId)).sequence };
}
