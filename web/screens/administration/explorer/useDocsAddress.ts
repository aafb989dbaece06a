import { useNavigate, useSearch } from '@tanstack/react-router';

export interface DocsAddress {
  /** `''` for the beginning, `Type` or `Type.field`; null while the documentation is closed. */
  place: string | null;
  open: (place: string) => void;
  close: () => void;
}

/** What the documentation shows, in the address: the browser's Back leads to what was read before. */
export function useDocsAddress(): DocsAddress {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (docs: string | undefined) => void navigate({ to: '.', search: { docs } as never });
  return {
    place: search['docs'] === undefined ? null : String(search['docs']),
    open: (place) => go(place),
    close: () => go(undefined),
  };
}
