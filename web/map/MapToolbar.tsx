import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import styles from './MapToolbar.module.css';
import type { LinesMode } from './scene.ts';

interface MapToolbarProps {
  find: string;
  onFind: (text: string) => void;
  /** Null if nothing is looked for. */
  matches: number | null;
  hidesOthers: boolean;
  onHideOthers: (hide: boolean) => void;
  lines: LinesMode;
  onLines: (mode: LinesMode) => void;
  isTable: boolean;
  onTable: (table: boolean) => void;
  isDraft: boolean;
  /** Null while the past is shown already. */
  onLookBack: (() => void) | null;
  /** At the end of the line. */
  children: ReactNode;
}

export function MapToolbar(props: MapToolbarProps) {
  const {
    find,
    onFind,
    matches,
    hidesOthers,
    onHideOthers,
    lines,
    onLines,
    isTable,
    onTable,
    isDraft,
    onLookBack,
    children,
  } = props;
  return (
    <div className={styles.tools} role="toolbar" aria-label={isDraft ? 'Draft' : 'Map'}>
      <h1 className="visually-hidden">{isDraft ? 'Map, draft' : 'Map'}</h1>
      {isDraft && <span className={styles.draft}>Draft, nothing is changed yet</span>}
      <SearchField
        className={styles.find}
        label="Find or hide"
        placeholder="Find or hide: state:failed"
        value={find}
        onChange={onFind}
        data-map-find
      />
      {matches !== null && (
        <>
          <Button tone="quiet" aria-pressed={hidesOthers} icon="i-eye" onClick={() => onHideOthers(!hidesOthers)}>
            {hidesOthers ? 'Show others' : 'Hide others'}
          </Button>
          <span className="meta" role="status">
            {matches.toLocaleString('en')} found
          </span>
        </>
      )}
      {!isTable && !isDraft && (
        <span className={styles.lines}>
          <Segmented
            label="Lines"
            value={lines}
            onChange={onLines}
            options={[
              { value: 'all', label: 'All lines' },
              { value: 'unhealthy', label: 'Unhealthy only' },
            ]}
          />
        </span>
      )}
      <span className={styles.grow} />
      {onLookBack && (
        <Button icon="i-clock" onClick={onLookBack}>
          Look back
        </Button>
      )}
      <Button icon={isTable ? 'i-map' : 'i-table'} onClick={() => onTable(!isTable)}>
        {isTable ? 'As map' : 'As table'}
      </Button>
      {children}
    </div>
  );
}
