import { minute } from '../shared/clock.ts';
import { digestOf, type Plan } from './planning.ts';

const most = 2;
const keptFor = 10 * minute;

const plans = new Map<string, { plan: Plan; timer: NodeJS.Timeout }>();

function forget(key: string): void {
  clearTimeout(plans.get(key)?.timer);
  plans.delete(key);
}

/**
 * Keeps the last plans of this process for a while: a large one is carried out in many calls, and each would have to read
 * and plan all of it. Whether it is still true is for the transaction to see.
 */
export function remember(tenantId: string, plan: Plan): void {
  const key = `${tenantId} ${digestOf(plan)}`;
  forget(key);
  plans.set(key, { plan, timer: setTimeout(() => plans.delete(key), keptFor).unref() });
  for (const [oldest] of plans) if (plans.size > most) forget(oldest);
}

export function recall(tenantId: string, digest: string, text: string): Plan | undefined {
  const plan = plans.get(`${tenantId} ${digest}`)?.plan;
  return plan?.text === text ? plan : undefined;
}
