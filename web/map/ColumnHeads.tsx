import { memo } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import type { Budgeted } from './budget.ts';
import styles from './ColumnHeads.module.css';
import { headCount } from './headCounts.ts';
import { columns } from './measures.ts';
import type { CardKind, MapModel } from './model.ts';

interface ColumnHeadsProps {
  model: MapModel;
  budgeted: Budgeted;
  height: number;
  onMore: () => void;
  /** In place of how many are drawn of how many. */
  counts?: ((kind: CardKind) => string) | undefined;
  /** Null where nothing can be changed. */
  onCreate: (() => void) | null;
}

const number = (value: number) => value.toLocaleString('en');

/** Names and counts above the columns; what is not drawn below them. */
export const ColumnHeads = memo(function ColumnHeads(props: ColumnHeadsProps) {
  const { model, budgeted, height, onMore, counts, onCreate } = props;
  const isDefaultAlone = !counts && model.scenarios.every(({ name }) => name === model.defaultScenario);
  const countOf = (kind: CardKind, list: 'applications' | 'scenarios' | 'runtimes') => {
    if (kind === 'SCENARIO' && isDefaultAlone) return model.scenarios.length > 0 ? 'only the default' : 'none yet';
    return counts?.(kind) ?? headCount(model[list], budgeted[list].length);
  };
  const heads = [
    { title: 'Applications', x: columns.applications, list: 'applications', kind: 'APPLICATION' },
    { title: 'Scenarios', x: columns.scenarios, list: 'scenarios', kind: 'SCENARIO' },
    { title: 'Runtimes', x: columns.runtimes, list: 'runtimes', kind: 'RUNTIME' },
  ] as const;
  return heads.map(({ title, x, list, kind }) => {
    const { hidden, failed } = budgeted.remainder[kind];
    return (
      <div key={kind}>
        <div className={styles.head} style={{ left: x }}>
          <h2>{title}</h2>
          <span className="meta num">{countOf(kind, list)}</span>
          {kind === 'SCENARIO' && isDefaultAlone && onCreate && (
            <button type="button" className="nopan" onClick={onCreate}>
              Create one…
            </button>
          )}
        </div>
        {hidden > 0 && (
          <button type="button" className={`${styles.more} nopan`} style={{ left: x, top: height }} onClick={onMore}>
            <Icon name="i-table" />
            <span>{number(hidden)} more, not drawn</span>
            {failed > 0 && (
              <span className={styles.failed}>
                <StateGlyph family="failed" word="failed" glyphOnly />
                {number(failed)}
              </span>
            )}
          </button>
        )}
      </div>
    );
  });
});
