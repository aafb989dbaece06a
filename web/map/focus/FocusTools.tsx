import { Button } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { kindIcon } from '../MapCardView.tsx';
import type { MapCard } from '../model.ts';
import type { ChangeSearch, MapSearch } from '../useMapSearch.ts';
import styles from './Focus.module.css';

interface FocusToolsProps {
  subject: MapCard;
  search: MapSearch;
  change: ChangeSearch;
  onChoose: () => void;
}

/** Whom it is about, how far it looks, and which lines there are. */
export function FocusTools({ subject, search, change, onChoose }: FocusToolsProps) {
  return (
    <>
      <Button className={styles.subject ?? ''} icon={kindIcon[subject.kind]} onClick={onChoose} data-map-find>
        <span>
          <span className="visually-hidden">Focus on another than </span>
          {subject.name}
        </span>
      </Button>
      <span className={styles.steps}>
        <span className="meta" aria-hidden="true">
          Steps
        </span>
        <Segmented
          label="Steps"
          value={search.steps === 1 ? '1' : '2'}
          onChange={(steps) => change({ steps: steps === '1' ? 1 : 2 })}
          options={[
            { value: '1', label: '1' },
            { value: '2', label: '2' },
          ]}
        />
      </span>
      {subject.kind !== 'SCENARIO' && (
        <Segmented
          label="Lines"
          value={search.pairs}
          onChange={(pairs) => change({ pairs })}
          options={[
            { value: 'connected', label: 'Connected' },
            { value: 'allowed', label: 'Allowed too' },
          ]}
        />
      )}
    </>
  );
}
