import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { type Place, printPlace, readPlace } from './place.ts';

const restMs = 400;

export interface KeptPlace {
  /** Where the address leads, until somebody moves the map; null for its beginning. */
  inAddress: () => Place | null;
  /** Writes it into the address once the map has come to rest. */
  keep: (place: Place | null) => void;
}

/** Zoom and centre in the address, so that a link shows the same part of the map. */
export function useKeptPlace(): KeptPlace {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const latest = useRef(search);
  latest.current = search;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = useCallback(
    (place: Place | null) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const next = printPlace(place);
        const { zoom, centre } = latest.current;
        if (zoom === next.zoom && centre === next.centre) return;
        void navigate({ to: '.', search: (before: object) => ({ ...before, ...next }) as never, replace: true });
      }, restMs);
    },
    [navigate],
  );
  return useMemo(() => ({ inAddress: () => readPlace(latest.current), keep }), [keep]);
}
