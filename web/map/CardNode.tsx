import type { Node, NodeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { classes } from '../ui/classes.ts';
import { Icon } from '../ui/Icon.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useCardActions } from './cardActions.ts';
import { linesOfName } from './chips.ts';
import styles from './MapCard.module.css';
import { MapCardFace, spokenCard } from './MapCardView.tsx';
import type { MapCard } from './model.ts';
import { Stack } from './Stack.tsx';

export interface CardData extends Record<string, unknown> {
  card: MapCard;
  /** `2 of 226`. */
  position: string;
  isSelected: boolean;
  isActive: boolean;
  isDimmed: boolean;
  isTarget: boolean;
  isOrigin: boolean;
  /** Members of a scenario that are not drawn: `+412 (3 failed)`; empty if all are. */
  more: string;
  isStackActive: boolean;
  /** Too far out to read: state only. */
  isBlock: boolean;
}

export type CardNodeType = Node<CardData, 'card'>;

/** One card on the canvas. It never reads the viewport, so that panning renders nothing. */
export const CardNode = memo(function CardNode({ data }: NodeProps<CardNodeType>) {
  const { card, position, isSelected, isActive, isDimmed, isTarget, isOrigin, more, isStackActive, isBlock } = data;
  const actions = useCardActions();
  // 300 menus at once would cost every selection some 30 ms; a card gets its own when somebody comes near.
  const [hasMenu, setHasMenu] = useState(false);
  const face = (
    <button
      type="button"
      className={classes(styles.face, isBlock && styles.block)}
      data-map-item={card.id}
      tabIndex={isActive ? 0 : -1}
      aria-pressed={isSelected}
      aria-label={spokenCard(card, position, more)}
      onPointerDown={(event) => actions.press(event, card)}
      onClick={(event) => actions.choose(event, card)}
      onPointerEnter={() => {
        setHasMenu(true);
        actions.pointed(card.id);
      }}
      onPointerLeave={() => actions.pointed(null)}
      onFocus={(event) => {
        setHasMenu(true);
        actions.focused(card.id);
        if (event.currentTarget.matches(':focus-visible')) actions.pointed(card.id);
      }}
      onBlur={() => actions.pointed(null)}
    >
      {isBlock ? (
        <StateGlyph family={card.family} word={card.word || card.name} glyphOnly />
      ) : (
        <MapCardFace card={card} />
      )}
    </button>
  );
  return (
    <div
      className={classes(
        styles.card,
        card.kind === 'SCENARIO' && styles.scenario,
        isSelected && styles.selected,
        isDimmed && styles.dim,
        isTarget && styles.target,
        isOrigin && styles.origin,
        card.mark && styles[card.mark],
        'nopan',
      )}
    >
      {linesOfName(card) === 'more' ? <Tooltip label={card.name}>{face}</Tooltip> : face}
      {!isBlock && card.mark !== 'appears' && (hasMenu || isSelected) && (
        <ActionMenu
          trigger={
            <button
              type="button"
              className={styles.menu}
              tabIndex={-1}
              aria-label={`Actions for ${card.name}`}
              data-item-menu={card.id}
            >
              <Icon name="i-more" />
            </button>
          }
          actions={actions.menuOf(card)}
        />
      )}
      {more && !isBlock && <Stack card={card} more={more} isActive={isStackActive} />}
    </div>
  );
});
