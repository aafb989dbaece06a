import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import styles from './MapToolbar.module.css';
import type { MapMode } from './useMapSearch.ts';

interface MapToolbarProps {
  mode: MapMode;
  onMode: (mode: MapMode) => void;
  isTable: boolean;
  onTable: (table: boolean) => void;
  isDraft: boolean;
  /** What only this mode offers. */
  children: ReactNode;
  /** What a draft offers. */
  draftTools: ReactNode;
  /** Null while the past is shown already. */
  onLookBack: (() => void) | null;
  /** At the end of the line. */
  end: ReactNode;
}

const modes = [
  { value: 'map', label: 'Map' },
  { value: 'focus', label: 'Focus' },
  { value: 'matrix', label: 'Matrix' },
] as const satisfies readonly { value: MapMode; label: string }[];

export function MapToolbar(props: MapToolbarProps) {
  const { mode, onMode, isTable, onTable, isDraft, children, draftTools, onLookBack, end } = props;
  const drawn = modes.find(({ value }) => value === mode)?.label;
  return (
    <div className={styles.tools} role="toolbar" aria-label={isDraft ? 'Draft' : drawn}>
      <h1 className="visually-hidden">{isDraft ? 'Map, draft' : 'Map'}</h1>
      <span className={styles.lines}>
        <Segmented label="View" value={mode} onChange={onMode} options={modes} />
      </span>
      {isDraft && <span className={styles.draft}>Draft, nothing is changed yet</span>}
      {children}
      <span className={styles.grow} />
      {isDraft && draftTools}
      {onLookBack && (
        <Button icon="i-clock" onClick={onLookBack}>
          Look back
        </Button>
      )}
      {mode !== 'matrix' && (
        <Button icon={isTable ? 'i-map' : 'i-table'} onClick={() => onTable(!isTable)}>
          {isTable ? 'As map' : 'As table'}
        </Button>
      )}
      {end}
    </div>
  );
}
