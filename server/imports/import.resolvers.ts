import type { GraphQLSchema } from 'graphql';
import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { invalidData } from '../shared/errors.ts';
import { isUuid } from '../shared/ids.ts';
import { applyPlan } from './applying.ts';
import { readDirector } from './directorSource.ts';
import { asYaml, readDocument } from './documentText.ts';
import { impactOf } from './planImpact.ts';
import { countsOf, digestOf, planOf, worstFirst } from './planning.ts';
import { type Importing, loadDocument, withoutSpecifications } from './present.ts';
import { recall, remember } from './recentPlans.ts';
import { templateInputs } from './templateInputs.ts';

const importing = (context: RequestContext, schema: GraphQLSchema): Importing => ({
  ...context,
  templates: templateInputs(schema),
});

/** Landscapes from elsewhere, and the way there. */
export const importResolvers = {
  Query: {
    async exportLandscape(_parent, { specifications }, context, { schema }) {
      const document = await loadDocument(context.read, tenantOf(context.consumer), importing(context, schema));
      return asYaml((specifications ?? true) ? document : withoutSpecifications(document));
    },
  },
  ImportPlan: {
    items: ({ items }, { first }) =>
      first === null || first === undefined ? items : items.slice(0, Math.max(0, first)),
  },
  Mutation: {
    async planImport(_parent, { source }, context, { schema }) {
      const env = importing(context, schema);
      const tenantId = tenantOf(context.consumer);
      const { document: given, director } = source;
      const { document, leftOut } =
        typeof given === 'string'
          ? { document: await readDocument(context.specs, given), leftOut: [] }
          : director
            ? await readDirector(context.outgoing, director)
            : { document: null, leftOut: [] };
      if (!document) throw invalidData('source: exactly one member has to be given');
      const plan = await planOf(env, tenantId, document);
      remember(tenantId, plan);
      const { items, text } = plan;
      return {
        items: worstFirst(items).map(({ kind, name, action, details }) => ({ kind, name, action, details })),
        ...countsOf(items),
        impact: await impactOf(context, tenantId, plan),
        leftOut,
        document: text,
        digest: digestOf(plan),
      };
    },
    async applyImport(_parent, { document: text, digest, continues }, context, { schema }) {
      const env = importing(context, schema);
      const tenantId = tenantOf(context.consumer);
      const plan =
        recall(tenantId, digest, text) ?? (await planOf(env, tenantId, await readDocument(context.specs, text)));
      if (typeof continues === 'string' && !isUuid(continues)) throw invalidData('continues: is no correlation id');
      const correlationId = continues ?? context.correlationId;
      const applied = await applyPlan({ ...env, correlationId }, tenantId, plan, digest);
      return { ...applied, correlationID: correlationId };
    },
  },
} satisfies Resolvers;
