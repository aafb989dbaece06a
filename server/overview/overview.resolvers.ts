import { onWire } from '../events/activity.resolvers.ts';
import { listActivity } from '../events/activity.store.ts';
import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { day } from '../shared/clock.ts';
import { invalidData } from '../shared/errors.ts';
import { burstsOf } from './bursts.ts';
import { entriesSince } from './overview.store.ts';
import { loadAttention, loadOverview, loadScenarios } from './overview.ts';

/** So many entries are looked through for what belongs together. */
const mostEntries = 300;

/** @throws InvalidData unless it is from 1 to `most`. */
function within(first: number | null | undefined, most: number, field: string): number {
  if (typeof first !== 'number' || first < 1 || first > most) {
    throw invalidData(`${field}: first must be from 1 to ${most}`);
  }
  return first;
}

/** Whether anything is about to break, and what changed (console.md 1.1). */
export const overviewResolvers = {
  Query: {
    overview: (_root, _args, { read, consumer, clock, settings }) =>
      loadOverview(read, { tenantId: tenantOf(consumer), now: clock(), staleAfterMs: settings.staleAfterMs }),
  },
  Overview: {
    attention: (overview, { first }, { read, consumer }) =>
      loadAttention(read, tenantOf(consumer), overview, within(first, 500, 'attention')),
    scenarios: (overview, { first }, { read, consumer }) =>
      loadScenarios(read, tenantOf(consumer), overview, within(first, 50, 'scenarios')),
    async activity(_overview, { first }, { read, consumer }) {
      const most = within(first, 100, 'activity');
      const filter = {
        tenantId: tenantOf(consumer),
        objectId: null,
        actions: null,
        changesLandscape: null,
        filter: null,
      };
      const { rows } = await listActivity(read, filter, { offset: 0, limit: mostEntries });
      return burstsOf(rows)
        .slice(0, most)
        .map(({ last, ...burst }) => ({ ...burst, last: onWire(last) }));
    },
    activityInLastDay: ({ at }, _args, { read, consumer }) => entriesSince(read, tenantOf(consumer), at - day),
  },
} satisfies Resolvers;
