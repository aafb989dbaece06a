import { Fragment, memo } from 'react';
import type { Index } from '../../../landscape/impact.ts';
import { classes } from '../../ui/classes.ts';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { CutName } from '../CutName.tsx';
import type { MapCard, MapLine } from '../model.ts';
import type { Overlay } from '../overlay.ts';
import { Box } from './Box.tsx';
import styles from './Matrix.module.css';
import { cellOf } from './matrixModel.ts';

export interface ShownColumn {
  card: MapCard;
  /** Counts from 0. */
  at: number;
  /** Pixels of columns left out before it. */
  gap: number;
}

interface MatrixRowProps {
  index: Index;
  lines: ReadonlyMap<string, MapLine>;
  overlay: Overlay | null;
  row: MapCard;
  order: number;
  /** Those in the document, in order. */
  columns: readonly ShownColumn[];
  after: number;
  isSelected: boolean;
  /** The cell in the tab order is in this row. */
  isCurrent: boolean;
  /** Of the cell in the tab order; -1 is the head of the row. */
  currentColumn: number;
}

/** One Application or Runtime and its cells. Presses are handled by the grid. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { index, lines, overlay, row, order, columns, after, isSelected, isCurrent, currentColumn } = props;
  return (
    <tr
      aria-rowindex={order + 2}
      aria-selected={isSelected}
      className={classes(isCurrent && styles.cross, isSelected && styles.chosen)}
    >
      <th scope="row" aria-colindex={1}>
        <span className={styles.head}>
          <input
            type="checkbox"
            className={styles.check}
            tabIndex={-1}
            checked={isSelected}
            aria-label={`Select ${row.name}`}
            data-select={row.id}
            readOnly
          />
          <button
            type="button"
            className={styles.name}
            tabIndex={isCurrent && currentColumn === -1 ? 0 : -1}
            data-row={order}
            data-column={-1}
            title={row.name}
            aria-label={row.name}
          >
            <CutName name={row.name} />
          </button>
          <StateGlyph family={row.family} word={row.word} className={styles.state} />
        </span>
      </th>
      {columns.map(({ card, at, gap }) => {
        const { look, words } = cellOf(index, row, card, lines, overlay);
        return (
          <Fragment key={card.id}>
            {gap > 0 && <td aria-hidden="true" className={styles.gap} />}
            <td
              aria-colindex={at + 2}
              className={classes(
                isCurrent && currentColumn === at && styles.current,
                currentColumn === at && styles.cross,
              )}
            >
              <button
                type="button"
                tabIndex={isCurrent && currentColumn === at ? 0 : -1}
                data-row={order}
                data-column={at}
                aria-label={`${row.name} ${card.kind === 'SCENARIO' ? 'in' : 'to'} ${card.name}: ${words}`}
              >
                <Box look={look} />
              </button>
            </td>
          </Fragment>
        );
      })}
      {after > 0 && <td aria-hidden="true" className={styles.gap} />}
    </tr>
  );
});
