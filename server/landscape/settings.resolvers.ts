import { policyImpact } from '../../landscape/policy.ts';
import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { loadFacts, readTenant } from './facts.store.ts';
import { applicationsById, runtimesById } from './landscape.store.ts';
import { setPolicy } from './policy.ts';

/** What administrators of a tenant decide for all of it. */
export const settingsResolvers = {
  Query: {
    tenantSettings: (_root, _args, { consumer, read }) => readTenant(read, tenantOf(consumer)),
    async previewConnectionPolicy(_root, { policy }, context) {
      const { consumer, read, settings } = context;
      const tenant = await readTenant(read, tenantOf(consumer));
      const { facts } = await loadFacts(read, tenant, settings.defaultScenario);
      return policyImpact(facts, policy);
    },
  },
  Mutation: {
    async setConnectionPolicy(_root, { policy }, context) {
      const tenantId = tenantOf(context.consumer);
      await context.write((tx) => setPolicy(tx, context, tenantId, policy));
      return readTenant(context.read, tenantId);
    },
  },
  PolicyConflict: {
    async application({ applicationID }, _args, context) {
      const found = await context.load(applicationsById, applicationID);
      if (!found) throw new Error(`the Application ${applicationID} is gone`);
      return found;
    },
    async runtimes({ runtimeIDs }, _args, context) {
      const found = await Promise.all(runtimeIDs.map((id) => context.load(runtimesById, id)));
      return found.filter((runtime) => runtime !== undefined);
    },
  },
} satisfies Resolvers;
