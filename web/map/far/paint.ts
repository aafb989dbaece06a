import type { Ink } from '../../export/mapSvg.ts';
import { cardHeight, cardWidth } from '../measures.ts';
import { type Cell, type CellName, filled, type Projection } from './cells.ts';

interface CellPaint {
  cells: readonly Cell[];
  selected: ReadonlySet<string>;
  /** Ids that are not dimmed; null dims none. */
  kept: ReadonlySet<string> | null;
}

type Context = CanvasRenderingContext2D;

/** Sharp on any screen; answers null for a canvas without room. */
export function contextOf(canvas: HTMLCanvasElement, width: number, height: number): Context | null {
  const ratio = window.devicePixelRatio;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (w === 0 || h === 0) return null;
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

/** Every card as a bar: the place it takes, filled by how bad it is. */
export function paintCells(context: Context, { cells, selected, kept }: CellPaint, ink: Ink, at: Projection): void {
  const width = cardWidth * at.scaleX;
  const height = Math.max(1.5, cardHeight * at.scaleY);
  for (const { card, x, y } of cells) {
    const [left, top] = [x * at.scaleX + at.x, y * at.scaleY + at.y];
    context.globalAlpha = kept === null || kept.has(card.id) ? 1 : 0.3;
    context.fillStyle = ink.border;
    context.fillRect(left, top, width, height);
    context.fillStyle = ink.states[card.family];
    context.fillRect(left, top, Math.max(2, width * filled[card.family]), height);
    if (!selected.has(card.id)) continue;
    context.globalAlpha = 1;
    context.strokeStyle = ink.ink;
    context.lineWidth = 2;
    context.strokeRect(left - 2, top - 2, width + 4, height + 4);
  }
  context.globalAlpha = 1;
}

/** Connections as they run between cards, worse ones above the others. */
export function paintLines(context: Context, lines: readonly { path: string; colour: string }[], at: Projection): void {
  context.save();
  context.translate(at.x, at.y);
  context.scale(at.scaleX, at.scaleY);
  context.lineWidth = 1 / at.scaleX;
  for (const { path, colour } of lines) {
    context.strokeStyle = colour;
    context.stroke(new Path2D(path));
  }
  context.restore();
}

export function paintNames(
  context: Context,
  names: readonly CellName[],
  selected: ReadonlySet<string>,
  ink: Ink,
): void {
  const { fontFamily } = getComputedStyle(document.body);
  context.textBaseline = 'middle';
  for (const { cell, x, y, side } of names) {
    const isSelected = selected.has(cell.card.id);
    context.font = `${isSelected ? 600 : 400} 12px ${fontFamily}`;
    context.fillStyle = isSelected ? ink.ink : ink.muted;
    context.textAlign = side === 'left' ? 'right' : 'left';
    context.fillText(cell.card.name, x, y, 220);
  }
}
