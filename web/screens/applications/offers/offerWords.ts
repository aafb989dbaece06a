import type { OfferedFetchFragment, OfferedPackageFragment } from '../../../graphql.generated.ts';
import type { StateFamily } from '../../../ui/StateGlyph.tsx';
import type { OfferKind } from './offerAddress.ts';

/** One line of the table below its package. */
export interface Offer {
  kind: OfferKind;
  id: string;
  packageID: string;
  name: string;
  /** `OpenAPI, YAML`. */
  format: string;
  version: string | null;
  /** Where an API is called, or the group of an event. */
  place: string | null;
  fetch: OfferedFetchFragment | null;
}

export const kindWords: Readonly<Record<OfferKind, string>> = { API: 'API', EVENT: 'Event', DOCUMENT: 'Document' };

export const typeWords = { OPEN_API: 'OpenAPI', ODATA: 'OData', ASYNC_API: 'AsyncAPI' } as const;

const specWords = (spec: { type: keyof typeof typeWords; format: string } | null) =>
  spec === null ? 'None' : `${typeWords[spec.type]}, ${spec.format}`;

/** APIs, then events, then documents of a package, each by name. */
export function offersOf({ id: packageID, ...content }: OfferedPackageFragment): Offer[] {
  const byName = (one: Offer, other: Offer) => one.name.localeCompare(other.name, 'en');
  const apis = (content.apiDefinitions?.data ?? []).map(
    (api): Offer => ({
      kind: 'API',
      id: api.id,
      packageID,
      name: api.name,
      format: specWords(api.spec),
      version: api.version?.value ?? null,
      place: api.targetURL,
      fetch: api.spec?.fetchRequest ?? null,
    }),
  );
  const events = (content.eventDefinitions?.data ?? []).map(
    (event): Offer => ({
      kind: 'EVENT',
      id: event.id,
      packageID,
      name: event.name,
      format: specWords(event.spec),
      version: event.version?.value ?? null,
      place: event.group,
      fetch: event.spec?.fetchRequest ?? null,
    }),
  );
  const documents = (content.documents?.data ?? []).map(
    (document): Offer => ({
      kind: 'DOCUMENT',
      id: document.id,
      packageID,
      name: document.title,
      format: 'Markdown',
      version: null,
      place: document.kind,
      fetch: document.fetchRequest,
    }),
  );
  return [...apis.sort(byName), ...events.sort(byName), ...documents.sort(byName)];
}

/** What there is beyond what was loaded; 0 if nothing. */
export function unloadedOf({ apiDefinitions, eventDefinitions, documents }: OfferedPackageFragment): number {
  return [apiDefinitions, eventDefinitions, documents].reduce(
    (sum, page) => sum + (page ? page.totalCount - page.data.length : 0),
    0,
  );
}

/** What became of the last attempt to fetch a text. */
export function fetchFinding({ status }: OfferedFetchFragment): { family: StateFamily; word: string } {
  switch (status.condition) {
    case 'SUCCEEDED':
      return { family: 'connected', word: 'Fetched' };
    case 'FAILED':
      return { family: 'failed', word: 'Not fetched' };
    default:
      return { family: 'pending', word: 'Being fetched' };
  }
}

/** What Runtimes have asked for, in words. */
export function credentialsInWords({ instanceAuths, instanceAuthRequestInputSchema }: OfferedPackageFragment): string {
  const used = instanceAuths.filter(({ status }) => status.condition === 'SUCCEEDED').length;
  const waiting = instanceAuths.filter(({ status }) => status.condition === 'PENDING').length;
  const parts = [
    used > 0 && `${used} ${used === 1 ? 'credential' : 'credentials'} in use`,
    waiting > 0 && `${waiting} ${waiting === 1 ? 'waits' : 'wait'} to be provided`,
    instanceAuths.length === 0 && 'no credential requested',
    instanceAuthRequestInputSchema !== null && 'asks for parameters',
  ];
  return parts.filter(Boolean).join(', ');
}
