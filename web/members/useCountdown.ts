import { useEffect, useState } from 'react';

/** Below this, a span is told in seconds. */
const closeMs = 2 * 60_000;

/**
 * A present moment that moves every second while the next of some ends is less than two minutes away and the page is
 * seen, and otherwise with `now`.
 */
export function useCountdown(now: number, ends: readonly number[]): number {
  const [second, setSecond] = useState(now);
  const isClose = ends.some((end) => end > now && end - now < closeMs);
  useEffect(() => {
    if (!isClose) return;
    const timer = setInterval(() => {
      if (!document.hidden) setSecond(Date.now());
    }, 1000);
    return () => clearInterval(timer);
  }, [isClose]);
  return isClose ? Math.max(now, second) : now;
}
