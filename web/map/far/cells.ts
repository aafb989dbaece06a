import type { Layout } from '../layout.ts';
import { cardHeight, cardWidth, columns } from '../measures.ts';
import type { MapCard, MapModel } from '../model.ts';
import type { Family } from '../words.ts';

/** A card too far away to be read: where it is and how it is. */
export interface Cell {
  card: MapCard;
  /** Top left, as in the layout. */
  x: number;
  y: number;
}

/** From the layout to the picture; the two directions may differ, as on the minimap. */
export interface Projection {
  x: number;
  y: number;
  scaleX: number;
  scaleY: number;
}

/** Worst first within each column, as the lists of the model are. */
export function cellsOf(model: MapModel, layout: Layout): Cell[] {
  const cells: Cell[] = [];
  const drawn = new Set<string>();
  const add = (card: MapCard) => {
    const place = layout.cards.get(card.id);
    if (!place || drawn.has(card.id)) return;
    drawn.add(card.id);
    cells.push({ card, x: place.x, y: place.y });
  };
  for (const list of [model.applications, model.scenarios, model.runtimes]) for (const card of list) add(card);
  // Groups of the Focus mode stand in no list.
  for (const id of layout.cards.keys()) {
    const card = drawn.has(id) ? undefined : model.cards.get(id);
    if (card) add(card);
  }
  return cells;
}

/** How much of a cell is filled: the worse, the more, so that it can be read without colours. */
export const filled: Readonly<Record<Family, number>> = {
  failed: 1,
  attention: 0.7,
  pending: 0.5,
  connected: 0.3,
  idle: 0.12,
  unknown: 0.12,
};

/** Nobody hits a cell of 3 px: the nearest one within this distance is meant. */
const reach = 12;

/** The cell at a point of the picture. */
export function cellAt(cells: readonly Cell[], { x, y, scaleX, scaleY }: Projection, at: { x: number; y: number }) {
  let best: Cell | null = null;
  let least = reach;
  for (const cell of cells) {
    const left = cell.x * scaleX + x;
    const top = cell.y * scaleY + y;
    const dx = Math.max(left - at.x, 0, at.x - left - cardWidth * scaleX);
    const dy = Math.max(top - at.y, 0, at.y - top - cardHeight * scaleY);
    const distance = Math.hypot(dx, dy);
    if (distance > least || (distance === least && best)) continue;
    best = cell;
    least = distance;
  }
  return best;
}

export interface CellName {
  cell: Cell;
  /** Where the text ends (beside Applications) or begins (beside Runtimes), and its middle. */
  x: number;
  y: number;
  side: 'left' | 'right';
}

const linePitch = 16;
const aside = 10;

/** Names that fit beside the outer columns within the picture: those selected first, then as the cells come, worst first. */
export function namesThatFit(
  cells: readonly Cell[],
  { x, y, scaleX, scaleY }: Projection,
  height: number,
  selected: ReadonlySet<string>,
): CellName[] {
  const taken = { left: [] as number[], right: [] as number[] };
  const names: CellName[] = [];
  const ordered = [
    ...cells.filter(({ card }) => selected.has(card.id)),
    ...cells.filter(({ card }) => !selected.has(card.id)),
  ];
  for (const cell of ordered) {
    if (cell.x === columns.scenarios) continue;
    const side = cell.x < columns.scenarios ? 'left' : 'right';
    const middle = (cell.y + cardHeight / 2) * scaleY + y;
    if (middle < linePitch || middle > height - linePitch) continue;
    if (taken[side].some((other) => Math.abs(other - middle) < linePitch)) continue;
    taken[side].push(middle);
    const edge = side === 'left' ? cell.x * scaleX + x - aside : (cell.x + cardWidth) * scaleX + x + aside;
    names.push({ cell, x: edge, y: middle, side });
  }
  return names;
}
