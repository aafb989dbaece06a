import { randomBytes } from 'node:crypto';
import { record } from '../../events/activity.ts';
import { type RequestContext, tenantOf } from '../../graphql/context.ts';
import type { Resolvers } from '../../graphql/director.generated.ts';
import { CompassError } from '../../shared/errors.ts';
import { sha256 } from '../../shared/ids.ts';
import { calendarOf, putCalendar, removeCalendar } from './calendar.store.ts';

const secretBytes = 32;

const objectOf = ({ consumer }: RequestContext) => ({ kind: 'CALENDAR', id: consumer.id, name: consumer.name });

/** The secret address under which a person's calendar fetches the ends of certificates of a tenant. */
export const calendarResolvers = {
  Query: {
    async expiryCalendar(_parent, _args, { read, consumer }) {
      const row = await calendarOf(read, tenantOf(consumer), consumer.id);
      return row ? { createdAt: row.createdAt, url: null } : null;
    },
  },
  Mutation: {
    async createExpiryCalendar(_parent, _args, context) {
      const { consumer, clock, settings } = context;
      if (consumer.type !== 'USER') throw new CompassError('InvalidOperation', 'only people have a calendar');
      const tenantId = tenantOf(consumer);
      const secret = randomBytes(secretBytes).toString('base64url');
      const createdAt = clock();
      await context.write(async (tx) => {
        await putCalendar(tx, { hash: sha256(secret), tenantId, userId: consumer.id, createdAt });
        const objects = [objectOf(context)];
        await record(tx, context, {
          tenantId,
          action: 'calendar.created',
          objects,
          after: {},
          changesLandscape: false,
        });
      });
      return { createdAt, url: `${settings.consoleURL}/calendar/${secret}.ics` };
    },
    async deleteExpiryCalendar(_parent, _args, context) {
      const tenantId = tenantOf(context.consumer);
      const row = await context.write(async (tx) => {
        const removed = await removeCalendar(tx, tenantId, context.consumer.id);
        if (!removed) return undefined;
        const before = { createdAt: removed.createdAt };
        const objects = [objectOf(context)];
        await record(tx, context, { tenantId, action: 'calendar.deleted', objects, before, changesLandscape: false });
        return removed;
      });
      return row ? { createdAt: row.createdAt, url: null } : null;
    },
  },
} satisfies Resolvers;
