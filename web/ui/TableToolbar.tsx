import type { ReactNode } from 'react';
import { ActionMenu } from './ActionMenu.tsx';
import { Button } from './Button.tsx';
import { FilterField } from './FilterField.tsx';
import type { FilterQuery } from './filterTokens.ts';
import styles from './TableToolbar.module.css';

type Density = 'compact' | 'default' | 'comfortable';

const densities: { value: Density; label: string }[] = [
  { value: 'compact', label: 'Compact' },
  { value: 'default', label: 'Default' },
  { value: 'comfortable', label: 'Comfortable' },
];
interface TableToolbarProps {
  label: string;
  placeholder: string;
  keys: readonly string[];
  query: FilterQuery;
  onQuery: (query: FilterQuery) => void;
  density: Density;
  onDensity: (density: Density) => void;
  /** Between filter and density. */
  more?: ReactNode;
  /** Facets, on a line of their own. */
  facets: ReactNode;
}

/** Filter field, density and facets above a table. */
export function TableToolbar(props: TableToolbarProps) {
  const current = densities.find(({ value }) => value === props.density)?.label;
  return (
    <div className={styles.toolbar}>
      <div className={styles.line}>
        <FilterField
          label={props.label}
          placeholder={props.placeholder}
          keys={props.keys}
          query={props.query}
          onChange={props.onQuery}
        />
        {props.more}
        <ActionMenu
          trigger={
            <Button icon="i-density" aria-label={`Row height: ${current}`} className={styles.density}>
              Row height
            </Button>
          }
          actions={densities.map(({ value, label }) => ({
            label,
            key: value,
            ...(value === props.density ? { icon: 'i-check' as const } : {}),
            run: () => props.onDensity(value),
          }))}
        />
      </div>
      {props.facets}
    </div>
  );
}
