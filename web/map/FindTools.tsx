import { useMemo } from 'react';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { FilterField } from '../ui/FilterField.tsx';
import { parseFilter, printFilter } from '../ui/filterTokens.ts';
import { cardKeys } from './filter.ts';
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

/** The field that finds cards, its conditions as chips, and whether the others stay in sight. */
export function FindTools({ find, onFind, matches, hidesOthers, onHideOthers }: FindToolsProps) {
  const query = useMemo(() => parseFilter(find, cardKeys), [find]);
  return (
    <>
      <span className={classes(styles.find, query.tokens.length > 0 && styles.findsMore)}>
        <FilterField
          label="Find or hide"
          placeholder="Find or hide: state:failed"
          keys={cardKeys}
          query={query}
          onChange={(next) => onFind(printFilter(next))}
        />
      </span>
      {matches !== null && hidesOthers !== null && (
        <Button tone="quiet" aria-pressed={hidesOthers} icon="i-eye" onClick={() => onHideOthers(!hidesOthers)}>
          {hidesOthers ? 'Show others' : 'Hide others'}
        </Button>
      )}
      {/* There from the start: what appears together with its words is not spoken. */}
      <span className={classes('meta', matches === null && styles.quiet)} role="status">
        {matches === null ? '' : `${matches.toLocaleString('en')} found`}
      </span>
    </>
  );
}
