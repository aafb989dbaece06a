import type { Family } from '../map/words.ts';
import { type Facet, FacetChips } from '../ui/FacetChips.tsx';
import { type FilterQuery, type Matchers, matchesFilter, toggleToken, withoutKey } from '../ui/filterTokens.ts';
import type { ApplicationRow, RuntimeRow } from './rows.ts';

interface StateFacetsProps<Row> {
  rows: readonly Row[];
  query: FilterQuery;
  matchers: Matchers<Row>;
  onQuery: (query: FilterQuery) => void;
}

const families: { value: Family; label: string }[] = [
  { value: 'failed', label: 'Failed' },
  { value: 'attention', label: 'Attention' },
  { value: 'pending', label: 'Pending' },
  { value: 'connected', label: 'Connected' },
  { value: 'idle', label: 'Idle' },
];

/** State families with their counts under the rest of the filter, worst first. */
export function StateFacets<Row extends ApplicationRow | RuntimeRow>(props: StateFacetsProps<Row>) {
  const { rows, query, matchers, onQuery } = props;
  const others = withoutKey(query, 'state');
  const counts = new Map<Family, number>();
  for (const row of rows) {
    if (matchesFilter(row, others, matchers)) counts.set(row.finding.family, (counts.get(row.finding.family) ?? 0) + 1);
  }
  const facets = families.map((one): Facet => ({ ...one, family: one.value, count: counts.get(one.value) ?? 0 }));
  return (
    <FacetChips
      label="State"
      facets={facets}
      active={query.tokens.filter(({ key, negated }) => key === 'state' && !negated).map(({ value }) => value)}
      onToggle={(value) => onQuery(toggleToken(query, { key: 'state', value, negated: false }))}
    />
  );
}
