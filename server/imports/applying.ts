import { setImmediate as turn } from 'node:timers/promises';
import type { Tx } from '../db/database.ts';
import { verdicts } from '../director/content.ts';
import { judgeSpecs } from '../director/specVerdict.ts';
import { lockLandscape, readTenant } from '../landscape/facts.store.ts';
import { second } from '../shared/clock.ts';
import { CompassError } from '../shared/errors.ts';
import { isConcerned } from './concerned.ts';
import { done, isOpen, type PlannedItem, withoutMemberships } from './importPlan.ts';
import { membershipsOf } from './planImpact.ts';
import { countsOf, digestOf, type Plan, replan, shortOf } from './planning.ts';
import type { Importing } from './present.ts';
import { remember } from './recentPlans.ts';
import { type ByName, byName, change, changeAll, create, createAll, govern } from './writing.ts';

/** Begins nothing further in a transaction after this long: others that write wait for its end. */
const longestTransactionMs = 60;
const mostInTransaction = 100;
/** Objects of one kind that are written together, before reads of others have their turn. */
const mostTogether = 10;
/** Begins no further transaction after this long, so that whoever waits hears of it. */
const longestMs = 3 * second;

export interface Applied {
  creates: number;
  changes: number;
  /** Items that are still to be done. */
  left: number;
  /** Of what is left then. */
  digest: string;
}

const order: readonly PlannedItem['kind'][] = [
  'SCENARIO',
  'LABEL_DEFINITION',
  'TEMPLATE',
  'RULE',
  'RUNTIME',
  'APPLICATION',
];
const isObject = ({ kind }: PlannedItem) => kind === 'RUNTIME' || kind === 'APPLICATION';
const rank = (item: PlannedItem): number =>
  order.indexOf(item.kind) + (isObject(item) && item.action === 'CREATE' ? order.length : 0);

const firstGoverned = order.indexOf('RULE');
const governed = (item: PlannedItem): PlannedItem => (item.kind === 'RULE' ? done(item) : withoutMemberships(item));

const outdated = () =>
  new CompassError('ConcurrentUpdate', 'what is here has changed since the import was planned: plan it anew');

const keyOf = ({ kind, name }: PlannedItem) => `${kind} ${name}`;

/** @throws ConcurrentUpdate unless all that is still to be done would be planned the same now. */
function requireSame(before: Plan, now: Plan): void {
  const items = new Map(now.items.map((item) => [keyOf(item), item]));
  for (const item of before.items) {
    if (!isOpen(item.action)) continue;
    const same = items.get(keyOf(item));
    if (!same || shortOf(same) !== shortOf(item)) throw outdated();
  }
}

/** The positions of what is to be done, in the order in which it is. */
const queueOf = (items: readonly PlannedItem[]): number[] =>
  [...items.entries()]
    .flatMap(([at, item]) => (isOpen(item.action) ? [{ at, rank: rank(item) }] : []))
    .sort((a, b) => a.rank - b.rank)
    .map(({ at }) => at);

/**
 * Carries the plan out: scenarios, label definitions and templates first, then the memberships of what is here and the rules,
 * all at once, so that nothing stops in between, then item by item. Each transaction makes sure that what is left is
 * still what was looked at.
 * @throws ConcurrentUpdate once it is not; what was committed before stays.
 */
export async function applyPlan(env: Importing, tenantId: string, plan: Plan, digest: string): Promise<Applied> {
  if (digestOf(plan) !== digest) throw outdated();
  // Definitions that keep the specification they have here are written whole.
  const definitions = plan.items.flatMap(({ difference }) => difference?.definitions ?? []);
  const inputs = definitions.map(({ input }) => input);
  await judgeSpecs(
    env.specs,
    inputs.filter(({ spec }) => spec && !verdicts.has(spec)),
  );
  const until = performance.now() + longestMs;
  const planned = countsOf(plan.items);
  const wanted = byName(plan.document);
  let current = plan;
  let queue = queueOf(plan.items);
  try {
    do {
      // Waiting for the disk after each would take longer than all the rest.
      const progress = { plan: current, queue, wanted };
      const step = await env.database.write((tx) => nextBatch(tx, env, tenantId, progress), 'MEMORY');
      if (step) ({ plan: current, queue } = step);
      else {
        const now = await replan(env.read, env, tenantId, current);
        requireSame(current, now);
        current = { ...current, sequence: now.sequence };
      }
    } while (queue.length > 0 && performance.now() < until);
  } finally {
    // With this one, all before it are on the disk: what is answered outlives a power failure.
    await env.write((tx) => lockLandscape(tx, tenantId));
  }
  if (queue.length > 0) remember(tenantId, current);
  const left = countsOf(current.items);
  return {
    creates: planned.creates - left.creates,
    changes: planned.changes - left.changes,
    left: left.creates + left.changes,
    digest: digestOf(current),
  };
}

interface Progress {
  plan: Plan;
  queue: readonly number[];
  wanted: ByName;
}

/** @returns the plan as it is afterwards, and what is left; null if others may have made it another one. */
async function nextBatch(
  tx: Tx,
  env: Importing,
  tenantId: string,
  { plan, queue, wanted }: Progress,
): Promise<{ plan: Plan; queue: number[] } | null> {
  const { sequence } = await lockLandscape(tx, tenantId);
  if (sequence !== plan.sequence && (await isConcerned(tx, tenantId, plan))) return null;
  const until = performance.now() + longestTransactionMs;
  const items = [...plan.items];
  const itemAt = (position: number | undefined) => items[position ?? -1] as PlannedItem;
  let isToGovern = items.some((item) => item.kind === 'RULE' && isOpen(item.action)) || membershipsOf(items).length > 0;
  let next = 0;
  while (next < Math.min(queue.length, mostInTransaction) && (next === 0 || performance.now() < until)) {
    const at = queue[next] as number;
    const item = itemAt(at);
    const { kind, action } = item;
    if (isToGovern && rank(item) >= firstGoverned) {
      await govern(tx, env, tenantId, { ...plan, items });
      for (const [position, each] of items.entries()) items[position] = governed(each);
      isToGovern = false;
    } else if (!isOpen(action)) next += 1;
    else if (kind === 'RUNTIME' || kind === 'APPLICATION') {
      const alike = ({ kind: other, action: its }: PlannedItem) => other === kind && its === action;
      const some = queue.slice(next, next + mostTogether).filter((each) => alike(itemAt(each)));
      const those = { kind, items: some.map(itemAt) };
      const ids = action === 'CREATE' ? await createAll(tx, env, tenantId, those, wanted) : [];
      if (action === 'CHANGE') await changeAll(tx, env, tenantId, those, wanted);
      for (const [index, each] of some.entries()) items[each] = done(itemAt(each), ids[index]);
      next += some.length;
    } else {
      await (action === 'CREATE' ? create : change)(tx, env, tenantId, item, wanted);
      items[at] = done(item);
      next += 1;
    }
    // Reads of others have their turn in between.
    await turn();
  }
  const left = queue.slice(next);
  return { plan: { ...plan, items, sequence: (await readTenant(tx, tenantId)).sequence }, queue: left };
}
