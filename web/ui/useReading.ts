import { useEffect, useState } from 'react';

/** What `useQuery` answers, as far as it matters here. */
interface Answer<Data> {
  data?: Data | undefined;
  error?: unknown;
  loading: boolean;
  refetch: () => unknown;
}

export interface Reading<Data> {
  /** What was read last; null until there is something. */
  data: Data | null;
  /** Why nothing newer could be read; null if it could. Stays while it is tried again. */
  error: unknown;
  /** When `data` was read; null if that is not known. */
  readAt: number | null;
  retry: () => unknown;
}

/** Whoever comes back to a screen finds the same objects in Apollo's cache. */
const readMoments = new WeakMap<object, number>();

/** A query as `QueryState` shows it: the last good answer with its time, and why there is none newer. */
export function useReading<Data extends object>({ data, error, loading, refetch }: Answer<Data>): Reading<Data> {
  const [lastError, setLastError] = useState<unknown>(null);
  const settled = error ?? null;
  if (!loading && lastError !== settled) setLastError(settled);
  useEffect(() => {
    if (data && !loading && error === undefined) readMoments.set(data, Date.now());
  }, [data, loading, error]);
  return {
    data: data ?? null,
    error: settled ?? lastError,
    readAt: (data && readMoments.get(data)) ?? null,
    retry: refetch,
  };
}
