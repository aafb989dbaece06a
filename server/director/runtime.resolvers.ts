import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { scenariosOf } from '../landscape/membership.ts';
import { pageOf, toPage } from '../shared/page.ts';
import { labelsOfRuntimes } from './label.store.ts';
import { narrowLabels } from './label.ts';
import { parseLabelFilters } from './labelFilter.ts';
import { withScenarios } from './labelling.ts';
import { readReach } from './ownership.ts';
import * as registration from './runtime.registration.ts';
import { findRuntime, listRuntimes } from './runtime.store.ts';
import { announcedEventsUrl } from './runtime.ts';
import { systemAuthsOf } from './systemAuth.store.ts';

/** Runtime: queries, mutations and the fields that are not columns (director.md 10.2). */
export const runtimeResolvers = {
  Query: {
    runtime: async (_root, { id }, { consumer, read }) =>
      (await findRuntime(read, readReach(consumer, tenantOf(consumer)), id)) ?? null,
    async runtimes(_root, args, { consumer, read }, info) {
      const page = pageOf(args, info, consumer);
      const reach = readReach(consumer, tenantOf(consumer));
      const { rows, totalCount } = await listRuntimes(read, reach, parseLabelFilters(args.filter), page);
      return toPage(rows, totalCount, page);
    },
  },
  Mutation: {
    registerRuntime: (_root, { in: input }, context) =>
      context.write((tx) => registration.register(tx, context, tenantOf(context.consumer), input)),
    updateRuntime: (_root, { id, in: input }, context) =>
      context.write((tx) => registration.update(tx, context, tenantOf(context.consumer), id, input)),
    unregisterRuntime: (_root, { id }, context) =>
      context.write((tx) => registration.unregister(tx, context, tenantOf(context.consumer), id)),
    setRuntimeLabel: (_root, args, context) =>
      context.write((tx) => registration.setRuntimeLabel(tx, context, tenantOf(context.consumer), args)),
    deleteRuntimeLabel: (_root, args, context) =>
      context.write((tx) => registration.deleteRuntimeLabel(tx, context, tenantOf(context.consumer), args)),
  },
  Runtime: {
    status: ({ statusCondition, statusAt }) => ({ condition: statusCondition, timestamp: statusAt }),
    metadata: ({ createdAt }) => ({ creationTimestamp: createdAt }),
    /** Null for a Runtime that was unregistered in this operation (director.md 4). */
    async labels({ id }, { key }, context) {
      const [stored, scenarios] = await Promise.all([
        context.load(labelsOfRuntimes, id),
        context.load(scenariosOf, id),
      ]);
      return stored ? narrowLabels(withScenarios('RUNTIME', stored, scenarios), key) : null;
    },
    auths: async ({ id }, _args, context) => (await context.load(systemAuthsOf, id)) ?? null,
    eventingConfiguration: async ({ id }, _args, context) => ({
      defaultURL: announcedEventsUrl((await context.load(labelsOfRuntimes, id)) ?? {}),
    }),
  },
} satisfies Resolvers;
