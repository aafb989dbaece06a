import type { Resolvers } from '../graphql/director.generated.ts';
import { worksAnywhere } from '../shared/consumer.ts';
import { CompassError } from '../shared/errors.ts';
import { listTenants } from './tenant.store.ts';

/** Tenants and who is asking (director.md 20). */
export const tenantResolvers = {
  Query: {
    async tenants(_root, _args, { consumer, read }) {
      const userId = worksAnywhere(consumer) ? null : consumer.id;
      const rows = await listTenants(read, { userId, tenantId: consumer.tenantId });
      return rows.map(({ id, externalId, name }) => ({ id: externalId, internalID: id, name }));
    },
    viewer(_root, _args, { consumer: { id, type } }) {
      if (type === 'ANONYMOUS') throw new CompassError('Unauthorized', 'viewer does not exist');
      return { id, type: type === 'AUTOMATION' ? 'USER' : type };
    },
  },
} satisfies Resolvers;
