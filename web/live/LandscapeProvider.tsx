import { useApolloClient } from '@apollo/client/react';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { createLandscapeSource } from './landscapeSource.ts';
import { createLandscapeStore, type LandscapeStore } from './landscapeStore.ts';

const LandscapeContext = createContext<LandscapeStore | null>(null);

/** A tab out of sight for longer than this closes its stream and catches up when it is seen again. */
const hiddenGraceMs = 10_000;

/** One store, thus one stream, for the tenant on screen. Give it `key={tenant}`. */
export function LandscapeProvider({ tenant, children }: { tenant: string; children: ReactNode }) {
  const apollo = useApolloClient();
  const [store] = useState(() => createLandscapeStore(createLandscapeSource(apollo, tenant)));
  useEffect(() => {
    let hiding: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      clearTimeout(hiding);
      if (document.hidden) hiding = setTimeout(() => store.stop(), hiddenGraceMs);
      else store.start();
    };
    const goOn = () => {
      if (!store.isStopped()) void store.refresh();
    };
    store.start();
    document.addEventListener('visibilitychange', follow);
    window.addEventListener('offline', store.cut);
    window.addEventListener('online', goOn);
    return () => {
      clearTimeout(hiding);
      document.removeEventListener('visibilitychange', follow);
      window.removeEventListener('offline', store.cut);
      window.removeEventListener('online', goOn);
      store.stop();
    };
  }, [store]);
  return <LandscapeContext value={store}>{children}</LandscapeContext>;
}

export function useLandscapeStore(): LandscapeStore {
  const store = useContext(LandscapeContext);
  if (!store) throw new Error('There is no landscape outside of a tenant');
  return store;
}
