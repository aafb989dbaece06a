import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { addContent, removeContent, updateDefinition } from './content.changes.ts';
import { findContent, textsOf } from './content.store.ts';
import {
  type ApiSpecRecord,
  type DocumentRecord,
  type EventSpecRecord,
  fetchRequestOf,
  type InputOf,
  type RecordOf,
  withText,
} from './content.ts';
import { fetchWhatIsNew } from './fetchRequest.resolvers.ts';
import { fetchRequestsOf } from './fetchRequest.store.ts';
import type { Vocabulary } from './package.ts';
import { judgeSpecs } from './specVerdict.ts';

type Texted = ApiSpecRecord | EventSpecRecord | DocumentRecord;

/** The text of a specification or document, loaded only if it is not at hand. */
const textOf = async ({ id, data }: Texted, context: RequestContext) =>
  data === undefined ? ((await context.load(textsOf, id)) ?? null) : data;

/** The record as it is once its text is fetched, if it asks for that. */
async function withFetched<K extends keyof InputOf>(
  context: RequestContext,
  kind: K,
  input: InputOf[K],
  written: RecordOf[K],
): Promise<RecordOf[K]> {
  if (fetchRequestOf(input) === null) return written;
  await fetchWhatIsNew(context, { contentId: written.id });
  return (await findContent(context.read, tenantOf(context.consumer), kind, written.id)) ?? written;
}

const addTo =
  <K extends keyof InputOf>(kind: K, vocabulary: Vocabulary) =>
  async (context: RequestContext, packageId: string, input: InputOf[K]) => {
    if (!('title' in input)) await judgeSpecs(context.specs, [input]);
    const target = { tenantId: tenantOf(context.consumer), vocabulary, packageId };
    const added = await context.write((tx) => addContent(tx, context, kind, target, input));
    return withFetched(context, kind, input, added);
  };

async function update<K extends 'API' | 'EVENT'>(kind: K, context: RequestContext, id: string, input: InputOf[K]) {
  await judgeSpecs(context.specs, [input]);
  const place = { kind, tenantId: tenantOf(context.consumer), id };
  const updated = await context.write((tx) => updateDefinition(tx, context, place, input));
  return withFetched(context, kind, input, updated);
}

const remove = <K extends keyof InputOf>(kind: K, context: RequestContext, id: string) =>
  context.write((tx) => removeContent(tx, context, { kind, tenantId: tenantOf(context.consumer), id }));

/** Of specifications and of documents alike. */
const specFields = {
  data: (own: Texted, _args: unknown, context: RequestContext) => textOf(own, context),
  fetchRequest: async ({ id }: Texted, _args: unknown, context: RequestContext) =>
    (await context.load(fetchRequestsOf, id)) ?? null,
};

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
    spec: (own) => own.spec && withText(own.spec, own),
  },
  APISpec: specFields,
  EventDefinition: {
    applicationID: ({ applicationId }) => applicationId,
    spec: (own) => own.spec && withText(own.spec, own),
  },
  EventSpec: specFields,
  Document: {
    applicationID: ({ applicationId }) => applicationId,
    ...specFields,
  },
} satisfies Resolvers;
