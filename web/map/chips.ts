import type { Member } from '../../landscape/model.ts';
import { cardWidth } from './measures.ts';
import type { CardChip, MapCard } from './model.ts';

/** By member, which stays the same object until something about it changes. */
const chipsBy = new WeakMap<Member, CardChip[]>();

export function chipsOf(member: Member): CardChip[] {
  const known = chipsBy.get(member);
  if (known) return known;
  const chips = member.memberships.map(
    ({ scenario, manual, rule }): CardChip => ({
      name: scenario,
      origin: manual ? 'manual' : rule ? 'rule' : 'itself',
    }),
  );
  chipsBy.set(member, chips);
  return chips;
}

/** Pixels on the second row of a card (MapCard.module.css): padding and border, state glyph, gaps, frame of a chip. */
const outside = 24;
const glyph = 22;
const gap = 4;
const frame = 10;
const ruleIcon = 14;

/**
 * Pixels of a text in Inter at 12 px, to about 3 %. Not measured in the page: cards are drawn before the font has come,
 * and nothing draws them again for it.
 */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    if ("ijl.,:'|".includes(letter)) width += 2.9;
    else if ('tfr -()1'.includes(letter)) width += 4.4;
    else if ('mwMW'.includes(letter)) width += 10;
    else width += letter >= 'A' && letter <= 'Z' ? 8.3 : 6.9;
  }
  return width;
}

const strong = 1.2;
const kindIcon = 24;
const ring = 28;
const pin = 24;
const count = 44;

/** Lines are not filled to the end: names break at their hyphens. */
const filled = 0.8;

/**
 * Lines the name of a card needs, in 14 px and semibold beside what else stands there: one, two, or more than the two
 * there are.
 */
export function linesOfName(card: Pick<MapCard, 'name' | 'ring' | 'isPinned' | 'problems'>): 1 | 2 | 'more' {
  const beside = (card.ring ? ring : 0) + (card.isPinned ? pin : 0) + (card.problems > 0 ? count : 0);
  const room = cardWidth - outside - kindIcon - beside;
  const width = widthOf(card.name) * strong;
  return width <= room ? 1 : width <= 2 * room * filled ? 2 : 'more';
}

/** How many scenarios are named beside the state word; 0 if not even one can be read, then they are counted. */
export function chipsThatFit({ word, chips }: Pick<MapCard, 'word' | 'chips'>): number {
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
