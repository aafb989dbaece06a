import { tenantOf } from '../graphql/context.ts';
import type { ActivityEntry, Resolvers } from '../graphql/director.generated.ts';
import { pageOf, toPage } from '../shared/page.ts';
import { type ActivityRow, listActivity, revisionOf } from './activity.store.ts';

const onWire = ({ actorType, actorId, actorName, correlationId, ...row }: ActivityRow): ActivityEntry => ({
  sequence: row.sequence,
  at: row.at,
  actor: { type: actorType, id: actorId, name: actorName },
  action: row.action,
  objects: row.objects,
  before: row.before,
  after: row.after,
  impact: row.impact,
  correlationID: correlationId,
});

export const activityResolvers = {
  Query: {
    revision: (_parent, { objectID }, { read, consumer }) => revisionOf(read, tenantOf(consumer), objectID),
    async activity(_parent, args, { read, consumer }, info) {
      const page = pageOf(args, info, consumer);
      const filter = {
        tenantId: tenantOf(consumer),
        objectId: args.objectID ?? null,
        actions: args.actions ?? null,
        changesLandscape: args.changesLandscape ?? null,
      };
      const { rows, totalCount } = await listActivity(read, filter, page);
      return toPage(rows.map(onWire), totalCount, page);
    },
  },
} satisfies Resolvers;
