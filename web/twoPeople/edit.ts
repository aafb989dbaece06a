import type { ApolloClient } from '@apollo/client';
import { describeError } from '../errors.ts';
import { RevisionDocument } from '../graphql.generated.ts';
import { changedByOthers, differencesOf, type Values } from './merge.ts';

export type Querying = Pick<ApolloClient, 'query'>;

/** What is read and written of one object. */
export interface EditSource<V> {
  objectID: string;
  /** Reads the values as they are stored; null if the object is gone. */
  read: () => Promise<V | null>;
  /** Writes them with `@ifUnchanged(object: $objectID, since: $since)`. */
  write: (values: V, since: number) => Promise<unknown>;
}

export const isConcurrentUpdate = (error: unknown): boolean => describeError(error).code === 'ConcurrentUpdate';

/** The number of the last change to an object, or to anything in the tenant. */
export async function readRevision(client: Querying, objectID: string | null): Promise<number> {
  const variables = objectID === null ? {} : { objectID };
  const { data } = await client.query({ query: RevisionDocument, variables, fetchPolicy: 'network-only' });
  if (!data) throw new Error('The server answered without data');
  return data.revision;
}

/**
 * One edit that never overwrites what its author has not seen: the server compares, and when someone else was faster the
 * edit goes on from what they stored. Changes elsewhere in the object are taken in without a word.
 */
export function createEdit<V extends Values>(client: Querying, { objectID, read, write }: EditSource<V>) {
  let from: { revision: number; values: V } | null = null;

  async function load() {
    // First the number, then the values: what comes between is noticed when they are written.
    const revision = await readRevision(client, objectID);
    const values = await read();
    if (values === null) throw new Error('It no longer exists: someone else removed it.');
    return { revision, values };
  }

  return {
    async begin(): Promise<V> {
      from = await load();
      return from.values;
    },
    /** Null once the values are stored, by whomever; else what they were made from, and what others have stored since. */
    async save(yours: V): Promise<{ base: V; theirs: V } | null> {
      if (!from) throw new Error('an edit has to begin before it is saved');
      for (;;) {
        try {
          await write(yours, from.revision);
          return null;
        } catch (error) {
          if (!isConcurrentUpdate(error)) throw error;
        }
        const base: V = from.values;
        from = await load();
        const theirs = from.values;
        if (Object.keys(differencesOf(base, theirs, yours)).length === 0) return null;
        if (changedByOthers(base, theirs)) return { base, theirs };
      }
    },
  };
}
