import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
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
  /** Presses add to the selection or take out of it; null where rows have boxes for that. */
  isSelecting: boolean | null;
  onSelecting: (isSelecting: boolean) => void;
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
  const { mode, onMode, isTable, onTable, isDraft, children, draftTools, isSelecting, onSelecting } = props;
  const { onLookBack, end } = props;
  const otherForm = isTable ? 'As map' : 'As table';
  const drawn = modes.find(({ value }) => value === mode)?.label;
  return (
    <div className={styles.frame}>
      <div
        className={classes(styles.tools, isDraft && styles.drafting)}
        role="toolbar"
        aria-label={isDraft ? 'Draft' : drawn}
      >
        <h1 className="visually-hidden">{isDraft ? 'Map, draft' : 'Map'}</h1>
        <span className={styles.lines}>
          <Segmented label="View" value={mode} onChange={onMode} options={modes} />
        </span>
        {isDraft && <span className={styles.draft}>Draft, nothing is changed yet</span>}
        {children}
        <span className={styles.end}>
          {isDraft && draftTools}
          {isSelecting !== null && (
            <Button
              icon="i-check"
              className={classes(styles.short, styles.toggle)}
              aria-pressed={isSelecting}
              title="Select several, one press each"
              onClick={() => onSelecting(!isSelecting)}
            >
              <span>Select</span>
            </Button>
          )}
          {onLookBack && (
            <Button icon="i-clock" className={styles.short ?? ''} title="Look back" onClick={onLookBack}>
              <span>Look back</span>
            </Button>
          )}
          {mode !== 'matrix' && (
            <Button
              icon={isTable ? 'i-map' : 'i-table'}
              className={styles.short ?? ''}
              title={otherForm}
              onClick={() => onTable(!isTable)}
            >
              <span>{otherForm}</span>
            </Button>
          )}
          {end}
        </span>
      </div>
    </div>
  );
}
