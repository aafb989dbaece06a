import { useEffect, useState } from 'react';
import type { SpecSource } from './readSpec.ts';
import type { SpecAnswer } from './specWorker.ts';

const mostMs = 5000;

/** What there is to show of a specification, read apart from the page; null until it is known. */
export function useSpecOutline({ type, format, data }: SpecSource): SpecAnswer | null {
  const [answer, setAnswer] = useState<SpecAnswer | null>(null);
  useEffect(() => {
    setAnswer(null);
    const worker = new Worker(new URL('./specWorker.ts', import.meta.url), { type: 'module' });
    const finish = (found: SpecAnswer) => {
      clearTimeout(timer);
      worker.terminate();
      setAnswer(found);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    worker.onmessage = ({ data: said }: MessageEvent<'ready' | SpecAnswer>) => {
      if (said !== 'ready') finish(said);
      else timer = setTimeout(() => finish({ problem: 'takes too long to read' }), mostMs);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      finish({ problem: event.message || 'cannot be read' });
    };
    worker.postMessage({ type, format, data } satisfies SpecSource);
    return () => {
      clearTimeout(timer);
      worker.terminate();
    };
  }, [type, format, data]);
  return answer;
}
