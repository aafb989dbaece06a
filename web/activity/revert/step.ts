import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { RevisionDocument } from '../../graphql.generated.ts';
import type { LiveLandscape } from '../../live/liveLandscape.ts';

export type Asking = Pick<ApolloClient, 'query' | 'mutate'>;

/** What taking an entry back would do now, or why nothing can. */
export type Offer =
  | {
      words: string;
      /** What stays, or changes beside it; one sentence each. */
      beside?: readonly string[];
      /** A name to be typed first, where live connections stop. */
      typed?: { name: string; to: string } | null;
      run: () => Promise<unknown>;
    }
  | { why: string };

/** An entry that one operation takes back. */
export interface Step {
  /** All that are needed. */
  rights: readonly string[];
  title: string;
  read: (client: Asking, landscape: LiveLandscape) => Promise<Offer>;
}

export const leftNothing: Extract<Offer, { why: string }> = { why: 'Nothing of it is left to take back.' };

export async function ask<T, V extends OperationVariables>(
  client: Asking,
  query: TypedDocumentNode<T, V>,
  variables: V,
): Promise<T> {
  const { data } = await client.query({ query, variables, fetchPolicy: 'network-only' });
  if (!data) throw new Error('The server answered without data');
  return data as T;
}

/** Number of the last entry about an object. Read it before the values: what comes between is noticed when they are written. */
export const revisionOf = async (client: Asking, objectID: string): Promise<number> =>
  (await ask(client, RevisionDocument, { objectID })).revision;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
