import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { addContent, removeContent, updateDefinition } from './content.changes.ts';
import { textsOf } from './content.store.ts';
import { type ApiSpecRecord, type DocumentRecord, type EventSpecRecord, type InputOf, specOf } from './content.ts';
import type { Vocabulary } from './package.ts';

type Texted = ApiSpecRecord | EventSpecRecord | DocumentRecord;

/** The text of a specification or document, loaded only if it is not at hand. */
const textOf = async ({ id, data }: Texted, context: RequestContext) =>
  data === undefined ? ((await context.load(textsOf, id)) ?? null) : data;

const addTo =
  <K extends keyof InputOf>(kind: K, vocabulary: Vocabulary) =>
  (context: RequestContext, packageId: string, input: InputOf[K]) =>
    context.write((tx) =>
      addContent(tx, context, kind, { tenantId: tenantOf(context.consumer), vocabulary, packageId }, input),
    );

const update = <K extends 'API' | 'EVENT'>(kind: K, context: RequestContext, id: string, input: InputOf[K]) =>
  context.write((tx) => updateDefinition(tx, context, { kind, tenantId: tenantOf(context.consumer), id }, input));

const remove = <K extends keyof InputOf>(kind: K, context: RequestContext, id: string) =>
  context.write((tx) => removeContent(tx, context, { kind, tenantId: tenantOf(context.consumer), id }));

/** API definitions, event definitions and documents (director.md 13). */
export const contentResolvers = {
  Mutation: {
    addAPIDefinitionToPackage: (_root, args, context) => addTo('API', 'Package')(context, args.packageID, args.in),
    addAPIDefinitionToBundle: (_root, args, context) => addTo('API', 'Bundle')(context, args.bundleID, args.in),
    updateAPIDefinition: (_root, args, context) => update('API', context, args.id, args.in),
    deleteAPIDefinition: (_root, { id }, context) => remove('API', context, id),
    addEventDefinitionToPackage: (_root, args, context) => addTo('EVENT', 'Package')(context, args.packageID, args.in),
    addEventDefinitionToBundle: (_root, args, context) => addTo('EVENT', 'Bundle')(context, args.bundleID, args.in),
    updateEventDefinition: (_root, args, context) => update('EVENT', context, args.id, args.in),
    deleteEventDefinition: (_root, { id }, context) => remove('EVENT', context, id),
    addDocumentToPackage: (_root, args, context) => addTo('DOCUMENT', 'Package')(context, args.packageID, args.in),
    addDocumentToBundle: (_root, args, context) => addTo('DOCUMENT', 'Bundle')(context, args.bundleID, args.in),
    deleteDocument: (_root, { id }, context) => remove('DOCUMENT', context, id),
  },
  APIDefinition: {
    applicationID: ({ applicationId }) => applicationId,
    spec: (own) => specOf(own),
  },
  APISpec: { data: (own, _args, context) => textOf(own, context) },
  EventDefinition: {
    applicationID: ({ applicationId }) => applicationId,
    spec: (own) => specOf(own),
  },
  EventSpec: { data: (own, _args, context) => textOf(own, context) },
  Document: {
    applicationID: ({ applicationId }) => applicationId,
    data: (own, _args, context) => textOf(own, context),
  },
} satisfies Resolvers;
