import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { invalidData } from '../shared/errors.ts';
import { isUuid } from '../shared/ids.ts';
import { applyPlan } from './applying.ts';
import { readDirector } from './directorSource.ts';
import { asYaml, readDocument } from './documentText.ts';
import { impactOf } from './planImpact.ts';
import { countsOf, digestOf, planOf, worstFirst } from './planning.ts';
import { documentOf, loadPresent, withoutSpecifications } from './present.ts';
import { recall, remember } from './recentPlans.ts';

/** Landscapes from elsewhere, and the way there. */
export const importResolvers = {
  Query: {
    async exportLandscape(_parent, { specifications }, { read, consumer, settings }) {
      const document = documentOf(await loadPresent(read, tenantOf(consumer), settings.defaultScenario));
      return asYaml((specifications ?? true) ? document : withoutSpecifications(document));
    },
  },
  ImportPlan: {
    items: ({ items }, { first }) =>
      first === null || first === undefined ? items : items.slice(0, Math.max(0, first)),
  },
  Mutation: {
    async planImport(_parent, { source }, context) {
      const tenantId = tenantOf(context.consumer);
      const { document: given, director } = source;
      const document =
        typeof given === 'string'
          ? await readDocument(context.specs, given)
          : director
            ? await readDirector(context.outgoing, director)
            : null;
      if (!document) throw invalidData('source: exactly one member has to be given');
      const plan = await planOf(context, tenantId, document);
      remember(tenantId, plan);
      const { items, text } = plan;
      return {
        items: worstFirst(items).map(({ kind, name, action, details }) => ({ kind, name, action, details })),
        ...countsOf(items),
        impact: await impactOf(context, tenantId, items),
        document: text,
        digest: digestOf(items, text),
      };
    },
    async applyImport(_parent, { document: text, digest, continues }, context) {
      const tenantId = tenantOf(context.consumer);
      const plan =
        recall(tenantId, digest, text) ?? (await planOf(context, tenantId, await readDocument(context.specs, text)));
      if (typeof continues === 'string' && !isUuid(continues)) throw invalidData('continues: is no correlation id');
      const correlationId = continues ?? context.correlationId;
      const applied = await applyPlan({ ...context, correlationId }, tenantId, plan, digest);
      return { ...applied, correlationID: correlationId };
    },
  },
} satisfies Resolvers;
