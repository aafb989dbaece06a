import { useEffect, useRef, useState } from 'react';
import { burstWords, type Families, familiesOf } from './burst.ts';
import type { MapModel } from './model.ts';

/** What happens within this is told together, and nothing is told sooner after the last (console.md 1.1). */
const together = 1000;
const apart = 10_000;

interface Telling {
  latest: Families;
  told: { families: Families; at: number } | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** No closure: what waits for its time would hold the map it was planned in. */
function tell(telling: Telling, say: (words: string) => void): void {
  telling.timer = undefined;
  if (!telling.told) return;
  say(burstWords(telling.told.families, telling.latest));
  telling.told = { families: telling.latest, at: Date.now() };
}

/** Tells what happens to connections while the map is open; nothing while another moment is shown. */
export function useBurst(model: MapModel, isPast: boolean): string {
  const [words, setWords] = useState('');
  const telling = useRef<Telling>({ latest: new Map(), told: null, timer: undefined }).current;
  useEffect(() => {
    if (isPast) {
      telling.told = null;
      clearTimeout(telling.timer);
      telling.timer = undefined;
      return setWords('');
    }
    telling.latest = familiesOf(model);
    telling.told ??= { families: telling.latest, at: 0 };
    const { told, latest, timer } = telling;
    if (timer !== undefined) return;
    if (burstWords(told.families, latest) === '') {
      told.families = latest;
      return;
    }
    telling.timer = setTimeout(tell, Math.max(together, told.at + apart - Date.now()), telling, setWords);
  }, [model, isPast, telling]);
  useEffect(() => () => clearTimeout(telling.timer), [telling]);
  return words;
}
