import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { describeError } from '../errors.ts';
import { RevisionDocument } from '../graphql.generated.ts';
import { changedByOthers, type Values } from './merge.ts';

/** What an edit starts from. */
export interface Edited<V> {
  revision: number;
  values: V;
}

export interface Conflict<V> {
  base: V;
  theirs: V;
  yours: V;
}

export interface EditOptions<V> {
  objectID: string;
  /** Reads the values as they are stored; null if the object is gone. */
  read: () => Promise<V | null>;
  /** Writes them with `@ifUnchanged(object: $objectID, since: $since)`. */
  write: (values: V, since: number) => Promise<unknown>;
}

/**
 * One edit that never overwrites what its author has not seen: the server compares, and when someone else was faster the
 * edit goes on from what they stored. Changes elsewhere in the object are taken in without a word.
 */
export function useEdited<V extends Values>({ objectID, read, write }: EditOptions<V>) {
  const client = useApolloClient();
  const [start, setStart] = useState<Edited<V> | null>(null);
  const [problem, setProblem] = useState<unknown>(undefined);
  const [conflict, setConflict] = useState<Conflict<V> | null>(null);
  const begun = useRef(false);

  async function load(): Promise<Edited<V>> {
    // First the number, then the values: what comes between is noticed when they are written.
    const { data } = await client.query({
      query: RevisionDocument,
      variables: { objectID },
      fetchPolicy: 'network-only',
    });
    const values = await read();
    if (values === null || !data) throw new Error('It no longer exists: someone else removed it.');
    return { revision: data.revision, values };
  }

  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    load().then(setStart, setProblem);
  });

  /** Answers whether the values are stored; if not, `conflict` holds what stands against them. */
  async function save(yours: V): Promise<boolean> {
    let from = start;
    while (from) {
      try {
        await write(yours, from.revision);
        return true;
      } catch (error) {
        if (describeError(error).code !== 'ConcurrentUpdate') throw error;
      }
      const now = await load();
      setStart(now);
      if (changedByOthers(from.values, now.values)) {
        setConflict({ base: from.values, theirs: now.values, yours });
        return false;
      }
      from = now;
    }
    return false;
  }

  return {
    /** Null until it is loaded. */
    initial: start?.values ?? null,
    problem,
    conflict,
    save,
    settle: () => setConflict(null),
  };
}
