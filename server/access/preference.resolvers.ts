import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { CompassError } from '../shared/errors.ts';
import { everywhere, preferencesOf, putPreference, removePreference } from './preference.store.ts';
import { checkPreference, isPreference } from './preference.ts';

export const preferenceResolvers = {
  Query: {
    async preferences(_parent, _args, { read, consumer }) {
      if (consumer.type !== 'USER') return [];
      const all = await preferencesOf(read, consumer.id, tenantOf(consumer));
      return all.filter(({ key, value }) => isPreference(key, value));
    },
  },
  Mutation: {
    async setPreference(_parent, { key, value: given }, { consumer, clock, write }) {
      if (consumer.type !== 'USER') throw new CompassError('InvalidOperation', 'only people have preferences');
      const checked = checkPreference(key, given);
      const place = checked.place === 'tenant' ? tenantOf(consumer) : everywhere;
      const { value } = checked;
      await write((tx) =>
        value === null
          ? removePreference(tx, consumer.id, place, key)
          : putPreference(tx, { userId: consumer.id, place, key, value, updatedAt: clock() }),
      );
      return { key, value };
    },
  },
} satisfies Resolvers;
