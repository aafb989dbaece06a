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
  /** Names of columns out of sight that it has more than a dot in, the one to go to first; null if all are seen. */
  more: string | null;
  isSelected: boolean;
  /** The cell in the tab order is in this row. */
  isCurrent: boolean;
  /** Of the cell in the tab order; -1 is the head of the row. */
  currentColumn: number;
}

/** Joins names to one text, which stays the same one for a memoised row. */
export const separator = '\n';
const named = 6;

/** How much of a row is out of sight; a press goes to the nearest. The keyboard has Ctrl and the arrows. */
function MoreCell({ row, order, names }: { row: MapCard; order: number; names: readonly string[] }) {
  const rest = names.length - named;
  const list = `${names.slice(0, named).join(', ')}${rest > 0 ? ` and ${rest.toLocaleString('en')} more` : ''}`;
  return (
    <td className={styles.more}>
      {names.length > 0 && (
        <button
          type="button"
          tabIndex={-1}
          data-more={order}
          title={list}
          aria-label={`${row.name}, ${names.length} more out of sight: ${list}. Go to ${names[0]}`}
        >
          <span>+{names.length.toLocaleString('en')}</span>
        </button>
      )}
    </td>
  );
}

/** One Application or Runtime and its cells. Presses are handled by the grid. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { index, lines, overlay, row, order, columns, after, more, isSelected, isCurrent, currentColumn } = props;
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
              title={`${row.name} ${card.kind === 'SCENARIO' ? 'in' : 'to'} ${card.name}: ${words}`}
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
      {more !== null && <MoreCell row={row} order={order} names={more === '' ? [] : more.split(separator)} />}
    </tr>
  );
});
