import { useMutation, useQuery } from '@apollo/client/react';
import { useCallback, useContext, useSyncExternalStore } from 'react';
import { openedClients } from '../apollo.ts';
import { describeError } from '../errors.ts';
import { PreferencesDocument, SetPreferenceDocument } from '../graphql.generated.ts';
import { SessionContext } from '../session/session.ts';
import { notify } from '../ui/notify.ts';
import { readLocal, subscribeLocal, writeLocal } from './localPreferences.ts';
import { defaultOf, isForPerson, type PreferenceKey, type Preferences } from './preferences.ts';

/**
 * One preference of the person on screen, and how to set it; null takes it back. It arrives with the session and changes at
 * once; what the server refuses is taken back and said. Without a person, this browser keeps it.
 */
export function usePreference<Key extends PreferenceKey>(
  key: Key,
): [Preferences[Key], (value: Preferences[Key] | null) => void] {
  const isPerson = Boolean(useContext(SessionContext)?.user);
  const local = useSyncExternalStore(subscribeLocal, () => readLocal(key));
  const { data } = useQuery(PreferencesDocument, { fetchPolicy: 'cache-only', skip: !isPerson });
  const [mutate] = useMutation(SetPreferenceDocument);
  const kept = isPerson ? data?.preferences.find((each) => each.key === key)?.value : local;

  const set = useCallback(
    (value: Preferences[Key] | null) => {
      if (!isPerson) return writeLocal(key, value);
      const preference = { __typename: 'Preference' as const, key, value };
      mutate({
        variables: { key, value },
        optimisticResponse: { setPreference: preference },
        update: (cache, { data: answer }) => {
          if (!answer) return;
          const caches = isForPerson(key)
            ? new Set([cache, ...openedClients().map((client) => client.cache)])
            : [cache];
          for (const each of caches) keep(each, answer.setPreference);
        },
      }).catch((error: unknown) =>
        notify({ family: 'failed', title: 'Your preference was not kept', detail: describeError(error).message }),
      );
    },
    [isPerson, key, mutate],
  );
  return [(kept as Preferences[Key] | null | undefined) ?? defaultOf(key), set];
}

type Cache = ReturnType<typeof openedClients>[number]['cache'];

function keep(cache: Cache, preference: { key: string; value: unknown }): void {
  const named = { __typename: 'Preference' as const, ...preference };
  cache.updateQuery(
    { query: PreferencesDocument },
    (before) => before && { preferences: [...before.preferences.filter(({ key }) => key !== preference.key), named] },
  );
}
