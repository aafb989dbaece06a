import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { worksAnywhere } from '../shared/consumer.ts';
import { defaultTenantId } from '../shared/defaultTenant.ts';
import { CompassError } from '../shared/errors.ts';
import { activeTenants, membershipsOf, personById, type TenantRow } from './people.store.ts';

const onWire = ({ id, externalId, name }: TenantRow) => ({ id: externalId, internalID: id, name });

export const sessionResolvers = {
  Query: {
    async session(_parent, _args, context) {
      const { consumer, read } = context;
      const tenantId = tenantOf(consumer);
      const scopes = [...consumer.scopes].sort();
      if (consumer.type !== 'USER') {
        const tenants = await activeTenants(read);
        const tenant = tenants.find(({ id }) => id === tenantId);
        if (!tenant) throw new CompassError('TenantNotFound', 'Tenant not found');
        const reached = worksAnywhere(consumer) ? tenants : [tenant];
        return { user: null, role: null, scopes, tenant: onWire(tenant), tenants: reached.map(onWire) };
      }
      const [person, memberships] = await Promise.all([
        personById(read, consumer.id),
        membershipsOf(read, consumer.id, defaultTenantId),
      ]);
      const here = memberships.find(({ tenant }) => tenant.id === tenantId);
      if (!person || !here) throw new CompassError('TenantNotFound', 'Tenant not found');
      return {
        user: { id: person.id, name: person.name, email: person.email },
        role: here.role,
        scopes,
        tenant: onWire(here.tenant),
        tenants: memberships.map(({ tenant }) => onWire(tenant)),
      };
    },
  },
} satisfies Resolvers;
