import { useMemo, useRef } from 'react';
import type { Budgeted, Remainder } from './budget.ts';
import type { CardData, CardNodeType } from './CardNode.tsx';
import { stackItem } from './cardActions.ts';
import type { Carried, Target } from './carry.ts';
import type { Layout } from './layout.ts';
import { cardHeight, cardWidth } from './measures.ts';
import type { MapCard, MapModel } from './model.ts';
import type { Overlay } from './overlay.ts';

interface CardNodesInput {
  model: MapModel;
  budgeted: Budgeted;
  layout: Layout;
  overlay: Overlay | null;
  selection: readonly string[];
  matching: ReadonlySet<string> | null;
  active: string | null;
  carried: Carried | null;
  target: Target | null;
  isBlock: boolean;
}

// The wrapper React Flow draws is layout only; the button inside speaks for the card.
export const wrapper = { domAttributes: { 'aria-roledescription': undefined } as object };

function moreOf(rest: Remainder | undefined): string {
  if (!rest) return '';
  const failed = rest.failed > 0 ? ` (${rest.failed.toLocaleString('en')} failed)` : '';
  return `+${rest.hidden.toLocaleString('en')}${failed}`;
}

function isSame(a: CardData, b: CardData): boolean {
  return Object.keys(a).every((key) => a[key] === b[key]);
}

/** Cards in reading order (scenarios, Applications, Runtimes, worst first); unchanged ones keep their objects. */
export function useCardNodes(input: CardNodesInput): CardNodeType[] {
  const known = useRef(new Map<string, CardNodeType>());
  const { model, budgeted, layout, overlay, selection, matching, active, carried, target, isBlock } = input;
  return useMemo(() => {
    const chosen = new Set(selection);
    const inHand = new Set(carried?.what === 'cards' ? carried.ids : []);
    const isTarget = (card: MapCard) =>
      target?.kind === 'join'
        ? card.kind === 'SCENARIO' && card.name === target.scenario
        : target?.kind === 'runtime' && card.id === target.runtimeID;
    const next = new Map<string, CardNodeType>();
    for (const [drawn, all] of [
      [budgeted.scenarios, model.scenarios.length],
      [budgeted.applications, model.applications.length],
      [budgeted.runtimes, model.runtimes.length],
    ] as const) {
      for (const [order, card] of drawn.entries()) {
        const place = layout.cards.get(card.id);
        if (!place) continue;
        const dimmedByDraft = overlay?.dimsRest === true && !overlay.touched.has(card.id) && !isTarget(card);
        const data: CardData = {
          card,
          position: `${order + 1} of ${all}`,
          isSelected: chosen.has(card.id),
          isActive: active === card.id,
          isDimmed: dimmedByDraft || (matching !== null && !matching.has(card.id)),
          isTarget: isTarget(card),
          isOrigin: inHand.has(card.id),
          more: moreOf(budgeted.perScenario.get(card.id)),
          isStackActive: active === stackItem(card.id),
          isBlock,
        };
        const old = known.current.get(card.id);
        const isStill = old && old.position.x === place.x && old.position.y === place.y && isSame(old.data, data);
        const node: CardNodeType = isStill
          ? old
          : { id: card.id, type: 'card', position: place, data, width: cardWidth, height: cardHeight, ...wrapper };
        next.set(card.id, node);
      }
    }
    known.current = next;
    return [...next.values()];
  }, [model, budgeted, layout, overlay, selection, matching, active, carried, target, isBlock]);
}
