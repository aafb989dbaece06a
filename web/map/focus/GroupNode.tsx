import { useVirtualizer } from '@tanstack/react-virtual';
import type { Node, NodeProps } from '@xyflow/react';
import { type KeyboardEvent, memo, useRef } from 'react';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import { CutName } from '../CutName.tsx';
import { useCardActions } from '../cardActions.ts';
import type { EgoGroup } from './ego.ts';
import styles from './Focus.module.css';
import { groupRow, rowsShown } from './focusLayout.ts';

export interface GroupData extends Record<string, unknown> {
  group: EgoGroup;
  isOpen: boolean;
  isActive: boolean;
  selection: readonly string[];
  onToggle: (id: string) => void;
}

export type GroupNodeType = Node<GroupData, 'rows'>;

/** Entities by name and state, in rows that scroll. Enter on the head leads into the rows, Escape back. */
export const GroupNode = memo(function GroupNode({ data }: NodeProps<GroupNodeType>) {
  const { group, isOpen, isActive, selection, onToggle } = data;
  const actions = useCardActions();
  const scroller = useRef<HTMLUListElement>(null);
  const head = useRef<HTMLButtonElement>(null);
  const visible = rowsShown(group, isOpen);
  const virtual = useVirtualizer({
    count: group.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => groupRow,
    initialRect: { width: 218, height: visible * groupRow },
    overscan: 4,
  });
  const focusRow = (at: number) => {
    if (at < 0 || at >= group.rows.length) return;
    virtual.scrollToIndex(at);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus());
  };
  const onRowKey = (event: KeyboardEvent, at: number) => {
    const to: Record<string, () => void> = {
      ArrowDown: () => focusRow(at + 1),
      ArrowUp: () => (at === 0 ? head.current?.focus() : focusRow(at - 1)),
      Escape: () => head.current?.focus(),
    };
    const run = to[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  const hidden = group.rows.length - visible;
  return (
    <section className={classes(styles.group, 'nopan')} aria-label={`${group.title}, ${group.rows.length}`}>
      <button
        ref={head}
        type="button"
        className={styles.head}
        data-map-item={group.id}
        tabIndex={isActive ? 0 : -1}
        aria-label={`${group.title}, ${group.rows.length.toLocaleString('en')}: to the rows`}
        onClick={() => focusRow(0)}
        onFocus={() => actions.focused(group.id)}
      >
        <span title={group.title}>{group.title}</span>
        <span className="meta num">{group.rows.length.toLocaleString('en')}</span>
      </button>
      <ul ref={scroller} className={classes(styles.rows, 'nowheel')} style={{ height: visible * groupRow }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const card = group.rows[index];
          if (!card) return null;
          const note = group.notes?.get(card.id) ?? (card.word || card.detail);
          return (
            <li key={card.id} style={{ top: start }}>
              <button
                type="button"
                data-at={index}
                data-map-item={card.id}
                tabIndex={-1}
                aria-pressed={selection.includes(card.id)}
                className={styles.row}
                aria-label={`${card.name}, ${note}`}
                onPointerDown={(event) => actions.press(event, card)}
                onClick={(event) => actions.choose(event, card)}
                onKeyDown={(event) => onRowKey(event, index)}
              >
                <StateGlyph family={card.family} word={card.word || card.detail} glyphOnly />
                <span className={styles.rowName} title={card.name}>
                  <CutName name={card.name} />
                </span>
                <span className={styles.note}>{note}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {(hidden > 0 || isOpen) && (
        <button type="button" className={styles.more} tabIndex={-1} onClick={() => onToggle(group.id)}>
          <Icon name={isOpen ? 'i-minus' : 'i-down'} />
          {isOpen ? 'Fewer rows' : `${hidden.toLocaleString('en')} more`}
        </button>
      )}
    </section>
  );
});
