import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { invalidData } from '../shared/errors.ts';
import { readDirector } from './directorSource.ts';
import { asYaml, readDocument } from './importDocument.ts';
import { applyPlan, impactOf, planOf } from './importing.ts';
import type { PlannedItem } from './importPlan.ts';
import { documentOf, loadPresent } from './present.ts';

function counted(items: readonly PlannedItem[]) {
  const count = (wanted: PlannedItem['action']) => items.filter(({ action }) => action === wanted).length;
  return {
    creates: count('CREATE'),
    changes: count('CHANGE'),
    keeps: count('KEEP'),
    conflicts: count('CONFLICT'),
  };
}

/** Landscapes from elsewhere, and the way there. */
export const importResolvers = {
  Query: {
    async exportLandscape(_parent, _args, { read, consumer, settings }) {
      return asYaml(documentOf(await loadPresent(read, tenantOf(consumer), settings.defaultScenario)));
    },
  },
  Mutation: {
    async planImport(_parent, { source }, context) {
      const tenantId = tenantOf(context.consumer);
      const { document: given, director } = source;
      const document =
        typeof given === 'string'
          ? readDocument(given)
          : director
            ? await readDirector(context.outgoing, director)
            : null;
      if (!document) throw invalidData('source: exactly one member has to be given');
      const plan = await planOf(context, tenantId, document);
      const items = plan.items.map(({ kind, name, action, details }) => ({ kind, name, action, details }));
      return {
        items,
        ...counted(plan.items),
        impact: await impactOf(context, tenantId, plan),
        document: plan.document,
        digest: plan.digest,
      };
    },
    applyImport: async (_parent, { document, digest }, context) =>
      counted(await applyPlan(context, tenantOf(context.consumer), readDocument(document), digest)),
  },
} satisfies Resolvers;
