import { Button } from '../ui/Button.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import styles from './MapToolbar.module.css';

interface FindToolsProps {
  find: string;
  onFind: (text: string) => void;
  /** Null if nothing is looked for. */
  matches: number | null;
  /** Null where only what matches is shown anyway. */
  hidesOthers: boolean | null;
  onHideOthers: (hide: boolean) => void;
}

/** The field that finds cards, and whether the others stay in sight. */
export function FindTools({ find, onFind, matches, hidesOthers, onHideOthers }: FindToolsProps) {
  return (
    <>
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
          {hidesOthers !== null && (
            <Button tone="quiet" aria-pressed={hidesOthers} icon="i-eye" onClick={() => onHideOthers(!hidesOthers)}>
              {hidesOthers ? 'Show others' : 'Hide others'}
            </Button>
          )}
          <span className="meta" role="status">
            {matches.toLocaleString('en')} found
          </span>
        </>
      )}
    </>
  );
}
