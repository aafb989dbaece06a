import { Fragment } from 'react';
import { classes } from '../../ui/classes.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { CutName } from '../CutName.tsx';
import styles from './Matrix.module.css';
import type { ShownColumn } from './MatrixRow.tsx';

interface MatrixHeadProps {
  columns: readonly ShownColumn[];
  after: number;
  /** How many columns are out of sight, and what shows the next of them; null if all are seen. */
  more: { count: number; onNext: () => void } | null;
  /** What the rows are; null where it is no choice. */
  kind: 'applications' | 'runtimes' | null;
  onKind: (kind: 'applications' | 'runtimes') => void;
  allSelected: boolean;
  onSelectAll: () => void;
  currentColumn: number;
  isCurrent: boolean;
}

/** Names and counts of the columns; a press explains one. */
export function MatrixHead(props: MatrixHeadProps) {
  const { columns, after, more, kind, onKind, allSelected, onSelectAll, currentColumn, isCurrent } = props;
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" aria-colindex={1} className={styles.corner}>
          <span className={styles.head}>
            <input
              type="checkbox"
              className={styles.check}
              checked={allSelected}
              aria-label="Select the rows in view"
              onChange={onSelectAll}
            />
            {kind ? (
              <Segmented
                label="Rows"
                value={kind}
                onChange={onKind}
                options={[
                  { value: 'applications', label: 'Applications' },
                  { value: 'runtimes', label: 'Runtimes' },
                ]}
              />
            ) : (
              <span>Applications, worst first</span>
            )}
          </span>
        </th>
        {columns.map(({ card, at, gap }) => (
          <Fragment key={card.id}>
            {gap > 0 && <td aria-hidden="true" className={styles.gap} />}
            <th
              scope="col"
              aria-colindex={at + 2}
              className={classes(currentColumn === at && styles.cross)}
              title={card.name}
            >
              <button
                type="button"
                tabIndex={isCurrent && currentColumn === at ? 0 : -1}
                data-row={-1}
                data-column={at}
                aria-label={`${card.name}, ${card.kind === 'SCENARIO' ? card.detail : card.word}`}
              >
                <span className={styles.columnName}>
                  <CutName name={card.name} />
                </span>
                <span className={styles.columnMeta}>
                  {card.degree.toLocaleString('en')}
                  {(card.kind === 'RUNTIME' || card.problems > 0) && (
                    <StateGlyph family={card.family} word={card.word} glyphOnly />
                  )}
                </span>
              </button>
            </th>
          </Fragment>
        ))}
        {after > 0 && <td aria-hidden="true" className={styles.gap} />}
        {more && (
          <th scope="col" className={styles.more}>
            <button
              type="button"
              tabIndex={-1}
              aria-label={`${more.count.toLocaleString('en')} more columns: show the next`}
              onClick={more.onNext}
            >
              <span className={styles.columnName}>{more.count.toLocaleString('en')}</span>
              <span className={styles.columnMeta}>more</span>
            </button>
          </th>
        )}
      </tr>
    </thead>
  );
}
