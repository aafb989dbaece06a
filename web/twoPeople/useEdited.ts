import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { actorName } from '../activity/activityWords.ts';
import { describeError } from '../errors.ts';
import { LastChangeDocument, RevisionDocument } from '../graphql.generated.ts';
import { useSession } from '../session/session.ts';
import { changedByOthers, type Values } from './merge.ts';

/** What an edit starts from. */
export interface Edited<V> {
  revision: number;
  values: V;
}

/** Who changed the object last, by the number of the entry; `at` in milliseconds since 1970. */
interface LastChange {
  name: string;
  version: number;
  at: number;
}

export interface Conflict<V> {
  base: V;
  theirs: V;
  yours: V;
  /** Null if the log cannot be read. */
  by: LastChange | null;
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
  const { can } = useSession();
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

  async function lastChange(): Promise<LastChange | null> {
    if (!can('activity:read')) return null;
    const { data } = await client.query({
      query: LastChangeDocument,
      variables: { objectID },
      fetchPolicy: 'network-only',
    });
    const [entry] = data?.activity.data ?? [];
    return entry ? { name: actorName(entry.actor), version: entry.sequence, at: Date.parse(entry.at) } : null;
  }

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
        setConflict({ base: from.values, theirs: now.values, yours, by: await lastChange() });
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
