import { formatPlural } from '../format/counts.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';

interface Counts {
  applications: number;
  runtimes: number;
}

/** Members by the id of their scenario. */
function membersOf({ scenarios, applications, runtimes }: LiveLandscape): ReadonlyMap<string, Counts> {
  const byName = new Map(scenarios.map(({ name }) => [name, { applications: 0, runtimes: 0 }]));
  const count = (kind: keyof Counts, members: LiveLandscape['applications'] | LiveLandscape['runtimes']) => {
    for (const { memberships } of members) {
      for (const { scenario } of memberships) {
        const counts = byName.get(scenario);
        if (counts) counts[kind] += 1;
      }
    }
  };
  count('applications', applications);
  count('runtimes', runtimes);
  return new Map(scenarios.map(({ id, name }) => [id, byName.get(name)!]));
}

const told = (before: number, after: number, one: string): string =>
  before === after ? formatPlural(after, one) : `${before.toLocaleString('en')} → ${formatPlural(after, one)}`;

/** How many members scenarios had in A and have in B, `2 → 3 applications · 1 runtime`, by id; only of those that differ. */
export function memberCounts(a: LiveLandscape, b: LiveLandscape): ReadonlyMap<string, string> {
  const [before, after] = [membersOf(a), membersOf(b)];
  const words = new Map<string, string>();
  for (const [id, then] of before) {
    const now = after.get(id);
    if (!now || (now.applications === then.applications && now.runtimes === then.runtimes)) continue;
    const applications = told(then.applications, now.applications, 'application');
    words.set(id, `${applications} · ${told(then.runtimes, now.runtimes, 'runtime')}`);
  }
  return words;
}
