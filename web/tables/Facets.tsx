import { FacetChips } from '../ui/FacetChips.tsx';
import { FacetMenu } from '../ui/FacetMenu.tsx';
import { toggleToken } from '../ui/filterTokens.ts';
import type { StateFamily } from '../ui/StateGlyph.tsx';
import type { TableState } from '../ui/useTableState.ts';
import styles from './Tables.module.css';
import type { Facet } from './tablePages.ts';

interface FacetsProps {
  facets: readonly Facet[];
  /** Of those in menus, by key. */
  labels: Readonly<Record<string, string>>;
  state: TableState;
}

const families: readonly { value: StateFamily; label: string }[] = [
  { value: 'failed', label: 'Failed' },
  { value: 'attention', label: 'Attention' },
  { value: 'pending', label: 'Pending' },
  { value: 'connected', label: 'Connected' },
  { value: 'idle', label: 'Idle' },
];

/** `env=prod` of the facet of all labels is the token `label.env=prod`. */
function tokenOf(key: string, value: string) {
  if (key !== 'label') return { key, value, negated: false };
  const at = value.indexOf('=');
  return { key: `label.${value.slice(0, at)}`, value: value.slice(at + 1), negated: false };
}

/** States as chips, worst first, and what else rows have in common as menus; each value with its count. */
export function Facets({ facets, labels, state }: FacetsProps) {
  const { query, setQuery } = state;
  const byKey = new Map(facets.map((facet) => [facet.key, facet]));
  const states = byKey.get('state');
  const chosen = query.tokens.filter(({ negated }) => !negated);
  const toggle = (key: string) => (value: string) => setQuery(toggleToken(query, tokenOf(key, value)));
  if (!states && Object.keys(labels).length === 0) return null;
  return (
    <div className={styles.facets}>
      {states && (
        <FacetChips
          label="State"
          facets={families.map((family) => ({
            ...family,
            family: family.value,
            count: states.values.find(({ value }) => value === family.value)?.count ?? 0,
          }))}
          active={chosen.filter(({ key }) => key === 'state').map(({ value }) => value)}
          onToggle={toggle('state')}
        />
      )}
      {states && <span className={styles.divider} />}
      {Object.entries(labels).map(([key, label]) => {
        const facet = byKey.get(key);
        const active = (facet?.values ?? []).filter(({ value }) => {
          const token = tokenOf(key, value);
          return chosen.some((each) => each.key === token.key && each.value === token.value);
        });
        return (
          <FacetMenu
            key={key}
            label={label}
            values={facet?.values ?? []}
            more={facet?.more ?? 0}
            active={active.map(({ value }) => value)}
            onToggle={toggle(key)}
          />
        );
      })}
    </div>
  );
}
