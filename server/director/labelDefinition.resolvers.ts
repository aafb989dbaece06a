import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { scenarioNames } from '../landscape/membership.ts';
import { create, definitionOf, remove, update } from './labelDefinition.changes.ts';
import { listDefinitions } from './labelDefinition.store.ts';
import { scenariosDefinition, toLabelDefinition } from './labelDefinition.ts';
import { previewRestoration, restore } from './labelRestoration.ts';
import { labelKeyUses, labelProblem, previewDefinition, previewDeletion } from './labelUse.ts';

/** Label definitions (director.md 7.2); that of `scenarios` is a view of the scenarios there are. */
export const labelDefinitionResolvers = {
  Query: {
    labelDefinition: async (_root, { key }, { consumer, read }) =>
      (await definitionOf(read, tenantOf(consumer), key)) ?? null,
    async labelDefinitions(_root, _args, { consumer, read }) {
      const tenantId = tenantOf(consumer);
      const stored = await listDefinitions(read, tenantId);
      return [...stored, scenariosDefinition(await scenarioNames(read, tenantId))];
    },
    labelKeys: (_root, _args, { consumer, read }) => labelKeyUses(read, tenantOf(consumer)),
    labelProblem: (_root, label, { consumer, read }) => labelProblem(read, tenantOf(consumer), label),
    previewLabelDefinition(_root, { in: input }, { consumer, read, settings }) {
      return previewDefinition(read, tenantOf(consumer), toLabelDefinition(input, settings.defaultScenario));
    },
    previewLabelDefinitionDeletion: (_root, { key }, context) =>
      previewDeletion(context.read, context, tenantOf(context.consumer), key),
    previewLabelDefinitionRestoration: (_root, { entry }, context) =>
      previewRestoration(context.read, context, tenantOf(context.consumer), entry),
  },
  Mutation: {
    restoreLabelDefinition: (_root, { entry }, context) =>
      context.write((tx) => restore(tx, context, tenantOf(context.consumer), entry)),
    createLabelDefinition(_root, { in: input }, context) {
      const definition = toLabelDefinition(input, context.settings.defaultScenario);
      return context.write((tx) => create(tx, context, tenantOf(context.consumer), definition));
    },
    updateLabelDefinition(_root, { in: input }, context) {
      const definition = toLabelDefinition(input, context.settings.defaultScenario);
      return context.write((tx) => update(tx, context, tenantOf(context.consumer), definition));
    },
    deleteLabelDefinition: (_root, { key, deleteRelatedLabels }, context) =>
      context.write((tx) => remove(tx, context, tenantOf(context.consumer), key, deleteRelatedLabels ?? false)),
  },
} satisfies Resolvers;
