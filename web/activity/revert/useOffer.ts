import { useCallback, useEffect, useRef, useState } from 'react';
import { useLandscape } from '../../live/landscape.ts';
import type { Asking, Offer, Step } from './step.ts';

interface Read {
  /** Null until it has been read. */
  offer: Offer | null;
  problem: unknown;
}

/** What taking back would do now, read again whenever anything is entered in the log. */
export function useOffer(client: Asking, step: Step): Read & { again: () => Promise<void> } {
  const { landscape } = useLandscape();
  const [state, setState] = useState<Read>({ offer: null, problem: undefined });
  const latest = useRef(landscape);
  latest.current = landscape;
  const asked = useRef(0);
  const again = useCallback(async () => {
    asked.current += 1;
    const own = asked.current;
    const read = await step.read(client, latest.current).then(
      (offer) => ({ offer, problem: undefined }),
      (problem: unknown) => ({ offer: null, problem }),
    );
    // A later question has a later answer.
    if (own === asked.current) setState(read);
  }, [client, step]);
  const { sequence } = landscape;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry is the reason to read again
  useEffect(() => void again(), [again, sequence]);
  return { ...state, again };
}
