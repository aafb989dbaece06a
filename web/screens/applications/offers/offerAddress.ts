export type OfferKind = 'API' | 'EVENT' | 'DOCUMENT';

interface Address {
  kind: OfferKind;
  packageID: string;
  id: string;
}

/** The address of a definition within the page: `api.<package>.<id>`. */
export const openKey = ({ kind, packageID, id }: Address): string => `${kind.toLowerCase()}.${packageID}.${id}`;

/** What `openKey` said; null for anything else. */
export function openedBy(key: unknown): Address | null {
  const [, kind, packageID, id] =
    /^(api|event|document)\.([^.]+)\.([^.]+)$/.exec(typeof key === 'string' ? key : '') ?? [];
  if (kind === undefined || packageID === undefined || id === undefined) return null;
  return { kind: kind.toUpperCase() as OfferKind, packageID, id };
}
