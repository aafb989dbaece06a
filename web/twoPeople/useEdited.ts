import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { actorName } from '../activity/activityWords.ts';
import { LastChangeDocument } from '../graphql.generated.ts';
import { useSession } from '../session/session.ts';
import { createEdit, type EditSource } from './edit.ts';
import type { Values } from './merge.ts';

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

/** `createEdit` in a dialog. */
export function useEdited<V extends Values>(source: EditSource<V>) {
  const { objectID } = source;
  const client = useApolloClient();
  const { can } = useSession();
  const latest = useRef(source);
  latest.current = source;
  const [edit] = useState(() =>
    createEdit<V>(client, {
      objectID,
      read: () => latest.current.read(),
      write: (values, since) => latest.current.write(values, since),
    }),
  );
  const [initial, setInitial] = useState<V | null>(null);
  const [problem, setProblem] = useState<unknown>(undefined);
  const [conflict, setConflict] = useState<Conflict<V> | null>(null);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    edit.begin().then(setInitial, setProblem);
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
    const against = await edit.save(yours);
    if (against) setConflict({ ...against, yours, by: await lastChange() });
    return against === null;
  }

  return {
    /** Null until it is loaded. */
    initial,
    problem,
    conflict,
    save,
    settle: () => setConflict(null),
  };
}
