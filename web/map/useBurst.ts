import { useEffect, useRef, useState } from 'react';
import { burstWords } from './burst.ts';
import type { MapModel } from './model.ts';

/** What happens within this is told together, and nothing is told sooner after the last (console.md 1.1). */
const together = 1000;
const apart = 10_000;

/** Tells what happens to connections while the map is open; nothing while another moment is shown. */
export function useBurst(model: MapModel, isPast: boolean): string {
  const [words, setWords] = useState('');
  const told = useRef<{ model: MapModel; at: number } | null>(null);
  const latest = useRef(model);
  latest.current = model;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (isPast) {
      told.current = null;
      clearTimeout(timer.current);
      timer.current = undefined;
      return setWords('');
    }
    told.current ??= { model, at: 0 };
    if (timer.current !== undefined || burstWords(told.current.model, model) === '') return;
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        if (!told.current) return;
        setWords(burstWords(told.current.model, latest.current));
        told.current = { model: latest.current, at: Date.now() };
      },
      Math.max(together, told.current.at + apart - Date.now()),
    );
  }, [model, isPast]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return words;
}
