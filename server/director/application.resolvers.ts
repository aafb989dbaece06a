import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { scenariosOf } from '../landscape/membership.ts';
import { pageOf, toPage } from '../shared/page.ts';
import * as registration from './application.registration.ts';
import { findApplication, listApplications } from './application.store.ts';
import { fetchWhatIsNew } from './fetchRequest.resolvers.ts';
import { labelsOfApplications } from './label.store.ts';
import { narrowLabels } from './label.ts';
import { parseLabelFilters } from './labelFilter.ts';
import { withScenarios } from './labelling.ts';
import { readReach } from './ownership.ts';
import { definitionsIn, judgeSpecs, packagesIn } from './specVerdict.ts';
import { systemAuthsOf } from './systemAuth.store.ts';

/** Application: queries, mutations and the fields that are not columns (director.md 10.1). */
export const applicationResolvers = {
  Query: {
    application: async (_root, { id }, { consumer, read }) =>
      (await findApplication(read, readReach(consumer, tenantOf(consumer)), id)) ?? null,
    async applications(_root, args, { consumer, read }, info) {
      const page = pageOf(args, info, consumer);
      const reach = readReach(consumer, tenantOf(consumer));
      const { rows, totalCount } = await listApplications(read, reach, parseLabelFilters(args.filter), page);
      return toPage(rows, totalCount, page);
    },
  },
  Mutation: {
    async registerApplication(_root, { in: input }, context) {
      await judgeSpecs(context.specs, definitionsIn(packagesIn(input)));
      const registered = await context.write((tx) =>
        registration.register(tx, context, tenantOf(context.consumer), input),
      );
      await fetchWhatIsNew(context, { applicationId: registered.id });
      return registered;
    },
    updateApplication: (_root, { id, in: input }, context) =>
      context.write((tx) => registration.update(tx, context, tenantOf(context.consumer), id, input)),
    unregisterApplication: (_root, { id }, context) =>
      context.write((tx) => registration.unregister(tx, context, tenantOf(context.consumer), id)),
    setApplicationLabel: (_root, args, context) =>
      context.write((tx) => registration.setApplicationLabel(tx, context, tenantOf(context.consumer), args)),
    deleteApplicationLabel: (_root, args, context) =>
      context.write((tx) => registration.deleteApplicationLabel(tx, context, tenantOf(context.consumer), args)),
  },
  Application: {
    status: ({ statusCondition, statusAt }) => ({ condition: statusCondition, timestamp: statusAt }),
    /** Null for an Application that was unregistered in this operation (director.md 4). */
    async labels({ id }, { key }, context) {
      const [stored, scenarios] = await Promise.all([
        context.load(labelsOfApplications, id),
        context.load(scenariosOf, id),
      ]);
      return stored ? narrowLabels(withScenarios('APPLICATION', stored, scenarios), key) : null;
    },
    auths: async ({ id }, _args, context) => (await context.load(systemAuthsOf, id)) ?? null,
  },
} satisfies Resolvers;
