import type { Touched } from '../db/tables/tenant.tables.ts';

export type { Touched } from '../db/tables/tenant.tables.ts';

/** Ids beyond this number are not listed: a signal has to fit into a PostgreSQL notification. */
const mostIds = 120;

const nothing: Touched = { applicationIds: [], runtimeIds: [], scenarioIds: [], everything: false };
const everything: Touched = { ...nothing, everything: true };

/** Completes what a mutation names, or gives up listing when it is too much. */
export function touchedOf(given: Partial<Touched> = {}): Touched {
  return bounded({ ...nothing, ...given }, mostIds);
}

function bounded(touched: Touched, most: number): Touched {
  const { applicationIds, runtimeIds, scenarioIds } = touched;
  const many = applicationIds.length + runtimeIds.length + scenarioIds.length > most;
  return touched.everything || many ? everything : touched;
}

/** Both together, each id once; everything if that is more than `most` ids. */
export function joinTouched(a: Touched, b: Touched, most = 500): Touched {
  const both = (key: 'applicationIds' | 'runtimeIds' | 'scenarioIds') => [...new Set([...a[key], ...b[key]])];
  const joined = {
    applicationIds: both('applicationIds'),
    runtimeIds: both('runtimeIds'),
    scenarioIds: both('scenarioIds'),
    everything: a.everything || b.everything,
  };
  return bounded(joined, most);
}
