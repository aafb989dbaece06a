import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLandscape } from '../../live/landscape.ts';
import { type Present, readPresent } from './present.ts';
import type { Owner } from './told.ts';

export interface PresentRead {
  /** Null until it has been read. */
  present: Present | null;
  problem: unknown;
  /** Reads it anew. */
  again: () => Promise<void>;
}

/** The object as it is now, read again whenever anything is entered in the log. */
export function usePresent(owner: Owner): PresentRead {
  const client = useApolloClient();
  const { landscape } = useLandscape();
  const [state, setState] = useState<{ present: Present | null; problem: unknown }>({
    present: null,
    problem: undefined,
  });
  const latest = useRef(landscape);
  latest.current = landscape;
  const asked = useRef(0);
  const { kind, id, name } = owner;
  const again = useCallback(async () => {
    asked.current += 1;
    const own = asked.current;
    const read = await readPresent(client, { kind, id, name }, latest.current).then(
      (present) => ({ present, problem: undefined }),
      (problem: unknown) => ({ present: null, problem }),
    );
    // A later question has a later answer.
    if (own === asked.current) setState(read);
  }, [client, kind, id, name]);
  const { sequence } = landscape;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry is the reason to read again
  useEffect(() => void again(), [again, sequence]);
  return { ...state, again };
}
