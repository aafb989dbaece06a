import styles from './FacetChips.module.css';
import { Icon } from './Icon.tsx';
import glyph from './StateGlyph.module.css';
import type { StateFamily } from './StateGlyph.tsx';

export interface Facet {
  value: string;
  label: string;
  count: number;
  family?: StateFamily;
}

interface FacetChipsProps {
  /** Spoken name of the group, for example "State". */
  label: string;
  facets: readonly Facet[];
  active: readonly string[];
  onToggle: (value: string) => void;
}

/** Values of one column with their counts under the present filter; pressing one filters by it. */
export function FacetChips({ label, facets, active, onToggle }: FacetChipsProps) {
  return (
    <fieldset className={styles.facets} aria-label={label}>
      {facets.map((facet) => (
        <button
          key={facet.value}
          type="button"
          aria-pressed={active.includes(facet.value)}
          onClick={() => onToggle(facet.value)}
        >
          {facet.family && <Icon name={`g-${facet.family}`} className={glyph[facet.family]} />}
          {facet.label}
          <span className={styles.count}>{facet.count.toLocaleString('en')}</span>
        </button>
      ))}
    </fieldset>
  );
}
