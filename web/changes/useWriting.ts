import { useCallback, useMemo, useRef, useState } from 'react';
import type { Change, Impact } from '../../landscape/model.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { unseenOf, type Written, withWritten } from './ahead.ts';
import type { Committed } from './commit.ts';
import { useCommit } from './useCommit.ts';

/** Writes what was agreed to. Rejects if it cannot be written; not done if it would do something else by now. */
export type Write = (changes: readonly Change[], agreed: Impact) => Promise<Committed>;

/** The landscape as it is shown while changes are on their way, and the two ways to write them. */
export function useWriting(live: LiveLandscape | null) {
  const [written, setWritten] = useState<readonly Written[]>([]);
  const landscape = useMemo(() => live && withWritten(live, written), [live, written]);
  const newest = useRef(live);
  newest.current = live;
  const commit = useCommit();

  const queue = useRef<{ waiting: number; last: Promise<unknown> }>({ waiting: 0, last: Promise.resolve() }).current;
  /** One after the other: what is agreed to supposes what was written before. */
  const inTurn = useCallback(
    (changes: readonly Change[], agreed: Impact): Promise<Committed> => {
      const isBehind = queue.waiting > 0;
      queue.waiting += 1;
      const done = queue.last
        .then(() => commit(changes, agreed, isBehind))
        .finally(() => {
          queue.waiting -= 1;
        });
      queue.last = done.catch(() => undefined);
      return done;
    },
    [commit, queue],
  );
  /** Shown at once; taken back if it cannot be written. */
  const ahead = useCallback(
    async (changes: readonly Change[], agreed: Impact): Promise<Committed> => {
      const entry: Written = { changes, version: null };
      const others = (list: readonly Written[]) => unseenOf(newest.current, list).filter((each) => each !== entry);
      setWritten((list) => [...others(list), entry]);
      try {
        const result = await inTurn(changes, agreed);
        const version = result.done ? result.version : null;
        setWritten((list) => (version === null ? others(list) : [...others(list), { changes, version }]));
        return result;
      } catch (error) {
        setWritten(others);
        throw error;
      }
    },
    [inTurn],
  );

  return { landscape, inTurn, ahead };
}
