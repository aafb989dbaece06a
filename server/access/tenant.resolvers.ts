import type { Resolvers } from '../graphql/director.generated.ts';
import { defaultTenantId } from '../shared/defaultTenant.ts';
import type { TenantRow } from './people.store.ts';
import { allTenants, type TenantFigures, tenantFigures } from './tenant.store.ts';
import * as tenants from './tenants.ts';

const none: TenantFigures = { people: 0, applications: 0, runtimes: 0, connections: 0 };

const onWire = ({ id, externalId, name, status, createdAt }: TenantRow, figures: TenantFigures | undefined) => ({
  id: externalId,
  internalID: id,
  name: name ?? externalId,
  status,
  isDefault: externalId === defaultTenantId,
  createdAt,
  ...(figures ?? none),
});

/** The tenants of the installation. */
export const tenantOverviewResolvers = {
  Query: {
    async tenantOverviews(_root, _args, { read }) {
      const [rows, figures] = await Promise.all([allTenants(read), tenantFigures(read)]);
      const all = rows.map((row) => onWire(row, figures.get(row.id)));
      return [...all.filter(({ isDefault }) => isDefault), ...all.filter(({ isDefault }) => !isDefault)];
    },
  },
  Mutation: {
    async createTenant(_root, { in: input }, context) {
      const tenant = await context.write((tx) => tenants.create(tx, context, input));
      return onWire(tenant, (await tenantFigures(context.read)).get(tenant.id));
    },
    async renameTenant(_root, { id, name }, context) {
      const tenant = await context.write((tx) => tenants.rename(tx, context, id, name));
      return onWire(tenant, (await tenantFigures(context.read)).get(tenant.id));
    },
    async deactivateTenant(_root, { id }, context) {
      const tenant = await context.write((tx) => tenants.setStatus(tx, context, id, 'INACTIVE'));
      return onWire(tenant, (await tenantFigures(context.read)).get(tenant.id));
    },
    async activateTenant(_root, { id }, context) {
      const tenant = await context.write((tx) => tenants.setStatus(tx, context, id, 'ACTIVE'));
      return onWire(tenant, (await tenantFigures(context.read)).get(tenant.id));
    },
    async deleteTenant(_root, { id }, context) {
      const { tenant, figures } = await context.write((tx) => tenants.remove(tx, context, id));
      return onWire(tenant, figures);
    },
  },
} satisfies Resolvers;
