import type { Facet as TableFacet } from '../../tables/tablePages.ts';
import type { Facet } from '../../ui/FacetChips.tsx';
import { statesNamed } from './certificateFilter.ts';

const families: readonly Omit<Facet, 'count'>[] = [
  { value: 'expired', label: 'Expired', family: 'failed' },
  { value: 'not-renewing', label: 'Not renewing', family: 'attention' },
  { value: 'renewing', label: 'Renew on their own', family: 'connected' },
  { value: 'revoked', label: 'Revoked', family: 'failed' },
  { value: 'replaced', label: 'Replaced', family: 'idle' },
];

/** How many of those that match otherwise are in which family of states; without families that none is in. */
export function facetsOf(facets: readonly TableFacet[], active: readonly string[]): Facet[] {
  const counts = new Map(facets.find(({ key }) => key === 'state')?.values.map(({ value, count }) => [value, count]));
  const counted = families.map((family) => ({
    ...family,
    count: statesNamed(family.value).reduce((sum, state) => sum + (counts.get(state) ?? 0), 0),
  }));
  return counted.filter(({ value, count }) => count > 0 || active.includes(value));
}
