import { changesInWords } from '../../landscape/changesInWords.ts';
import { tenantOf } from '../graphql/context.ts';
import type { ActivityEntry, Resolvers, ActivityFilter as Wire } from '../graphql/director.generated.ts';
import { pageOf, toPage } from '../shared/page.ts';
import { type ActivityRow, listActivity, revisionOf } from './activity.store.ts';
import type { ActivityFilter } from './activityFilter.store.ts';
import { landscapeHistory } from './history.ts';

export const onWire = ({ actorType, actorId, actorName, correlationId, ...row }: ActivityRow): ActivityEntry => ({
  sequence: row.sequence,
  at: row.at,
  actor: { type: actorType, id: actorId, name: actorName },
  action: row.action,
  objects: row.objects,
  summary: changesInWords(row),
  before: row.before,
  after: row.after,
  impact: row.impact,
  correlationID: correlationId,
});

const filterFrom = (input: Wire): ActivityFilter => ({
  conditions: (input.conditions ?? []).map(({ key, value, negated }) => ({ key, value, negated: negated ?? false })),
  since: input.since ?? null,
  until: input.until ?? null,
  afterSequence: input.afterSequence ?? null,
  untilSequence: input.untilSequence ?? null,
});

export const activityResolvers = {
  Query: {
    revision: (_parent, { objectID }, { read, consumer }) => revisionOf(read, tenantOf(consumer), objectID ?? null),
    async activity(_parent, args, { read, consumer }, info) {
      const page = pageOf(args, info, consumer);
      const query = {
        tenantId: tenantOf(consumer),
        objectId: args.objectID ?? null,
        actions: args.actions ?? null,
        changesLandscape: args.changesLandscape ?? null,
        filter: args.filter ? filterFrom(args.filter) : null,
      };
      const { rows, totalCount } = await listActivity(read, query, page);
      return toPage(rows.map(onWire), totalCount, page);
    },
    landscapeHistory: (_parent, { from, to, stretches }, { read, clock, consumer }) =>
      landscapeHistory(read, clock, tenantOf(consumer), {
        from: from ?? null,
        to: to ?? null,
        stretches: stretches ?? 160,
      }),
  },
} satisfies Resolvers;
