import { useEffect, useMemo, useRef, useState } from 'react';
import { burstWords, familiesOf } from './burst.ts';
import type { MapModel } from './model.ts';

/** What happens within this is told together, and nothing is told sooner after the last (console.md 1.1). */
const together = 1000;
const apart = 10_000;

/** Apart, so that what waits below does not hold the model with it. */
const useFamilies = (model: MapModel) => useMemo(() => familiesOf(model), [model]);

/** Tells what happens to connections while the map is open; nothing while another moment is shown. */
export function useBurst(model: MapModel, isPast: boolean): string {
  const [words, setWords] = useState('');
  const families = useFamilies(model);
  const told = useRef<{ families: typeof families; at: number } | null>(null);
  const latest = useRef(families);
  latest.current = families;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (isPast) {
      told.current = null;
      clearTimeout(timer.current);
      timer.current = undefined;
      return setWords('');
    }
    told.current ??= { families, at: 0 };
    if (timer.current !== undefined || burstWords(told.current.families, families) === '') return;
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        if (!told.current) return;
        setWords(burstWords(told.current.families, latest.current));
        told.current = { families: latest.current, at: Date.now() };
      },
      Math.max(together, told.current.at + apart - Date.now()),
    );
  }, [families, isPast]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return words;
}
