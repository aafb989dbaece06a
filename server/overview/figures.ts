import type { PendingFigures, Trend } from '../graphql/director.generated.ts';
import { connectionFindingOf, findingOf, type JudgedRuntime } from './attention.ts';

const trend = (moments: readonly number[], values: number[]): Trend => ({ from: moments[0] ?? 0, values });

export function runtimeFigures(runtimes: readonly JudgedRuntime[], moments: readonly number[], values: number[]) {
  const counts = { live: 0, failed: 0, attention: 0, neverConnected: 0 };
  for (const runtime of runtimes) counts[findingOf(runtime)] += 1;
  return { ...counts, total: runtimes.length, trend: trend(moments, values) };
}

export function connectionFigures(
  runtimes: readonly JudgedRuntime[],
  moments: readonly number[],
  values: number[] | null,
) {
  const counts = { failed: 0, attention: 0, connected: 0 };
  for (const runtime of runtimes) counts[connectionFindingOf(runtime)] += runtime.connections;
  const live = counts.failed + counts.attention + counts.connected;
  return { ...counts, live, trend: values && trend(moments, values) };
}

export function certificateFigures(
  ends: readonly { notAfter: number; late: boolean }[],
  issued: { values: number[]; renewedInLastDay: number },
  { moments, now }: { moments: readonly number[]; now: number },
) {
  const expired = ends.filter(({ notAfter }) => notAfter <= now).length;
  const notRenewing = ends.filter(({ late, notAfter }) => late && notAfter > now).length;
  return {
    issued: ends.length,
    expired,
    notRenewing,
    renewing: ends.length - expired - notRenewing,
    renewedInLastDay: issued.renewedInLastDay,
    trend: trend(moments, issued.values),
  };
}

type Unseen = readonly { runtimeId: string; count: number; since: number }[];

export function pendingFigures(
  { begun, ended }: { begun: Unseen; ended: Unseen },
  runtimes: readonly JudgedRuntime[],
): PendingFigures {
  const inContact = new Set(runtimes.filter(({ state }) => state === 'CONNECTED').map(({ id }) => id));
  const all = [...begun, ...ended];
  const sum = (some: Unseen) => some.reduce((total, { count }) => total + count, 0);
  const underWay = sum(all.filter(({ runtimeId }) => inContact.has(runtimeId)));
  const total = sum(all);
  return {
    total,
    runtimes: new Set(all.map(({ runtimeId }) => runtimeId)).size,
    silent: total - underWay,
    underWay,
    removals: sum(ended),
    oldestSince: all.length === 0 ? null : Math.min(...all.map(({ since }) => since)),
  };
}
