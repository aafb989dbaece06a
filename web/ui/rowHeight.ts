import { useSyncExternalStore } from 'react';

const current = () => Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row-h'));

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['data-density'] });
  return () => observer.disconnect();
}

/** Height of a table row in px by the density in force (`--row-h` of tokens.css), for what is placed by computation. */
export const useRowHeight = (): number => useSyncExternalStore(subscribe, current);
