import { useEffect, useRef } from 'react';

/** Asks again when the live feed shows that the object changed: `mark` is what the feed knows of it. */
export function useRefetchOnChange(mark: unknown, refetch: () => unknown): void {
  const text = JSON.stringify(mark);
  const last = useRef(text);
  useEffect(() => {
    if (last.current === text) return;
    last.current = text;
    void refetch();
  }, [text, refetch]);
}
