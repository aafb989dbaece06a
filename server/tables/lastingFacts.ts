import type { Read } from '../db/database.ts';
import type { Feed } from '../events/feed.ts';
import { type LastingRows, loadLasting } from '../landscape/landscape.ts';
import type { TableFacts } from './rows.ts';
import { byName } from './table.ts';
import { contentsByApplication, labelsByObject, lastChanged, ruleCounts } from './tableFacts.store.ts';

interface Lasting {
  sequence: number;
  loaded: Promise<{
    objects: LastingRows;
    facts: Pick<TableFacts, 'labels' | 'contents' | 'ruleCounts' | 'changedAt'>;
  }>;
}

const lastingBy = new WeakMap<Feed, Map<string, Lasting>>();

/** After this long without a question it is given up. In milliseconds. */
const longestIdle = 60_000;

/**
 * What no event changes without an entry: contacts of Runtimes come all the time, and entries seldom. Asked for by the
 * number of the last entry, which is read from the database, so that it holds for every instance.
 */
export function lastingFacts(read: Read, feed: Feed, tenantId: string, sequence: number): Lasting['loaded'] {
  const ofFeed = lastingBy.get(feed) ?? new Map<string, Lasting>();
  lastingBy.set(feed, ofFeed);
  const known = ofFeed.get(tenantId);
  if (known?.sequence === sequence) return known.loaded;
  const lasting: Lasting = { sequence, loaded: loadLastingFacts(read, tenantId) };
  ofFeed.set(tenantId, lasting);
  const forget = () => {
    if (ofFeed.get(tenantId) === lasting) ofFeed.delete(tenantId);
  };
  lasting.loaded.then(() => setTimeout(forget, longestIdle).unref(), forget);
  return lasting.loaded;
}

async function loadLastingFacts(read: Read, tenantId: string) {
  const objects = await loadLasting(read, tenantId, null);
  objects.applications.sort(byName);
  return {
    objects,
    facts: {
      labels: await labelsByObject(read, tenantId),
      contents: await contentsByApplication(read, tenantId),
      ruleCounts: await ruleCounts(read, tenantId),
      changedAt: await lastChanged(read, tenantId),
    },
  };
}
