import type { Read } from '../db/database.ts';
import type { Feed } from '../events/feed.ts';
import { readTenant } from '../landscape/facts.store.ts';
import { type LandscapeEnv, objectsNow } from '../landscape/landscape.ts';
import { lastingFacts } from './lastingFacts.ts';
import { type TableRows, tableRows } from './rows.ts';
import { agentVersions } from './tableFacts.store.ts';

type Env = LandscapeEnv & { read: Read; feed: Feed };

interface Kept {
  sequence: number;
  /** When loading began; once it has ended, when it did, so that a load that takes long is still shared. */
  at: number;
  rows: Promise<TableRows>;
  /** Something happened after loading began. */
  outdated: boolean;
}

/** States move with time: rows are derived anew after this long. In milliseconds. */
const longestKept = 2000;

/** By feed, which there is one of in each process; then by tenant. */
const keptBy = new WeakMap<Feed, Map<string, Kept>>();

/**
 * All rows of a tenant's tables as they are now. Pages, counts and exports that follow each other share one load: it is
 * given up with the first event of the tenant, with a new activity entry, and after two seconds.
 */
export async function currentRows(env: Env, tenantId: string): Promise<TableRows> {
  const { sequence } = await readTenant(env.read, tenantId);
  const ofFeed = keptBy.get(env.feed) ?? new Map<string, Kept>();
  keptBy.set(env.feed, ofFeed);
  const at = env.clock();
  const known = ofFeed.get(tenantId);
  if (known && !known.outdated && known.sequence === sequence && Math.abs(at - known.at) <= longestKept) {
    return known.rows;
  }
  const kept: Kept = { sequence, at, outdated: false, rows: load(env, tenantId, at, sequence) };
  ofFeed.set(tenantId, kept);
  const stop = env.feed.listen(tenantId, () => {
    kept.outdated = true;
  });
  const forget = () => {
    stop();
    if (ofFeed.get(tenantId) === kept) ofFeed.delete(tenantId);
  };
  kept.rows.then(() => {
    kept.at = env.clock();
    setTimeout(forget, longestKept).unref();
  }, forget);
  return kept.rows;
}

async function load(env: Env, tenantId: string, at: number, sequence: number): Promise<TableRows> {
  const { read } = env;
  const { objects: lasting, facts } = await lastingFacts(read, env.feed, tenantId, sequence);
  const objects = await objectsNow(read, { ...env, clock: () => at }, tenantId, null, lasting);
  return tableRows(
    {
      ...objects,
      ...facts,
      defaultScenario: env.settings.defaultScenario,
      agentVersions: await agentVersions(read, tenantId),
    },
    at,
  );
}
