import type { Resolvers } from '../graphql/director.generated.ts';
import { pageOf, toPage } from '../shared/page.ts';
import * as registration from './integrationSystem.registration.ts';
import { findIntegrationSystem, listIntegrationSystems } from './integrationSystem.store.ts';
import { authsOfIntegrationSystems } from './systemAuth.store.ts';
import { recordingTenantOf } from './tenant.store.ts';

/** Integration systems (director.md 18). */
export const integrationSystemResolvers = {
  Query: {
    integrationSystem: async (_root, { id }, { read }) => (await findIntegrationSystem(read, id)) ?? null,
    async integrationSystems(_root, args, { consumer, read }, info) {
      const page = pageOf(args, info, consumer);
      const { rows, totalCount } = await listIntegrationSystems(read, page);
      return toPage(rows, totalCount, page);
    },
  },
  Mutation: {
    registerIntegrationSystem: (_root, { in: input }, context) =>
      context.write(async (tx) =>
        registration.register(tx, context, await recordingTenantOf(tx, context.consumer), input),
      ),
    updateIntegrationSystem: (_root, { id, in: input }, context) =>
      context.write(async (tx) =>
        registration.update(tx, context, await recordingTenantOf(tx, context.consumer), id, input),
      ),
    unregisterIntegrationSystem: (_root, { id }, context) =>
      context.write(async (tx) =>
        registration.unregister(tx, context, await recordingTenantOf(tx, context.consumer), id),
      ),
  },
  IntegrationSystem: {
    auths: async ({ id }, _args, context) => (await context.load(authsOfIntegrationSystems, id)) ?? null,
  },
} satisfies Resolvers;
