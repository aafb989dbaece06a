import { cardWidth } from './measures.ts';
import type { MapCard } from './model.ts';

/** Pixels on the second row of a card (MapCard.module.css): padding and border, state glyph, gaps, frame of a chip. */
const outside = 24;
const glyph = 22;
const gap = 4;
const frame = 10;
const ruleIcon = 14;

const widths = new Map<string, number>();
const pencil = document.createElement('canvas').getContext('2d');

function widthOf(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  if (pencil) pencil.font = '12px Inter, system-ui, sans-serif';
  const width = Math.ceil(pencil?.measureText(text).width ?? text.length * 6.5);
  widths.set(text, width);
  return width;
}

/** How many scenarios are named beside the state word; 0 if not even one can be read, then they are counted. */
export function chipsThatFit({ word, chips }: MapCard): number {
  const room = cardWidth - outside - glyph - widthOf(word) - gap;
  for (let named = Math.min(3, chips.length); named > 0; named -= 1) {
    const shown = chips.slice(0, named);
    const rest = chips.length - named;
    const taken = shown.reduce(
      (sum, { name, origin }) => sum + widthOf(name) + frame + gap + (origin === 'rule' ? ruleIcon : 0),
      rest > 0 ? widthOf(`+${rest}`) + frame : -gap,
    );
    if (taken <= room) return named;
  }
  return chips.length === 1 ? 1 : 0;
}
