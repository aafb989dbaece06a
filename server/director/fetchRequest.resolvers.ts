import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { notFound } from '../shared/errors.ts';
import { unseal } from './auth.ts';
import { reachContent } from './content.changes.ts';
import { findContent } from './content.store.ts';
import { type RecordOf, withText } from './content.ts';
import { contentWords } from './content.words.ts';
import { type FetchPlace, fetchRequestsOf, unfetched } from './fetchRequest.store.ts';
import { fetchAuthPurpose } from './fetchRequest.ts';
import { addressFor, readsSecretsOfApplication } from './secrets.ts';

/** Fetches what the committed transaction asked for; what is loaded afterwards is the state it leads to. */
export async function fetchWhatIsNew(context: RequestContext, place: FetchPlace): Promise<void> {
  await context.fetches.run(context, await unfetched(context.read, tenantOf(context.consumer), place));
}

/** Fetches the text of a specification again. @throws NotFound, also if the definition has no specification. */
async function refetch<K extends 'API' | 'EVENT'>(
  context: RequestContext,
  kind: K,
  id: string,
): Promise<[NonNullable<RecordOf[K]['spec']>, RecordOf[K]]> {
  const place = { kind, tenantId: tenantOf(context.consumer), id };
  const missing = () => notFound(`while getting spec of ${contentWords[kind].singular}: Object was not found`);
  const { content } = await reachContent(context.read, context.consumer, place);
  if (content.spec === null) throw missing();
  const request = (await fetchRequestsOf(context.read, [id])).get(id);
  if (request) await context.fetches.run(context, [request]);
  const now = await findContent(context.read, place.tenantId, kind, id);
  if (!now?.spec) throw missing();
  return [now.spec, now];
}

/** Texts that live elsewhere (director.md 13). */
export const fetchRequestResolvers = {
  Mutation: {
    refetchAPISpec: async (_root, { apiID }, context) => withText(...(await refetch(context, 'API', apiID))),
    refetchEventDefinitionSpec: async (_root, { eventID }, context) =>
      withText(...(await refetch(context, 'EVENT', eventID))),
  },
  FetchRequest: {
    url: ({ url, applicationId }, _args, context) => addressFor(context, applicationId, url),
    auth: async ({ id, applicationId, sealedAuth }, _args, context) =>
      sealedAuth !== null && (await readsSecretsOfApplication(context, applicationId))
        ? unseal(context.cipher, sealedAuth, fetchAuthPurpose(id))
        : null,
    status: ({ condition, statusAt, message }) => ({ condition, timestamp: statusAt, message }),
  },
} satisfies Resolvers;
