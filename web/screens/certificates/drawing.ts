import type { Blast, FrozenRuntime } from './blast.ts';

/** In sixteenths of a rem, so that the picture grows with the text: a card, the gap below it, the way between the sides. */
const cardHeight = 48;
const pitch = cardHeight + 12;
export const wayWidth = 76;
const most = 4;

/** A card on one side; `rest` stands for those that have none of their own. */
export interface DrawnSide<Item> {
  shown: readonly Item[];
  rest: readonly Item[];
}

export interface Wire {
  key: string;
  path: string;
  /** Where its badge stands, and where its arrow points. */
  middle: { x: number; y: number };
  end: { x: number; y: number };
}

interface Drawing {
  scenarios: DrawnSide<Blast['scenarios'][number]>;
  runtimes: DrawnSide<FrozenRuntime>;
  wires: readonly Wire[];
  height: number;
}

function side<Item>(items: readonly Item[]): DrawnSide<Item> {
  return { shown: items.slice(0, most), rest: items.slice(most) };
}

const cardCount = ({ shown, rest }: DrawnSide<unknown>) => shown.length + (rest.length > 0 ? 1 : 0);

/** Scenarios on the left, Runtimes on the right, at most four of each and the rest as one card; a line where they meet. */
export function drawBlast({ scenarios, runtimes }: Pick<Blast, 'scenarios' | 'runtimes'>): Drawing {
  const [left, right] = [side(scenarios), side(runtimes)];
  const height = Math.max(cardCount(left), cardCount(right)) * pitch - (pitch - cardHeight);
  const middleOf = (cards: DrawnSide<unknown>, at: number) =>
    (height - (cardCount(cards) * pitch - (pitch - cardHeight))) / 2 + at * pitch + cardHeight / 2;
  const placeOf = <Item>(cards: DrawnSide<Item>, item: Item) => {
    const at = cards.shown.indexOf(item);
    return at === -1 ? cards.shown.length : at;
  };
  const met = new Map<string, [number, number]>();
  for (const runtime of runtimes) {
    const through = new Set(runtime.partners.flatMap((partner) => partner.through));
    for (const scenario of scenarios) {
      if (!through.has(scenario.name)) continue;
      const pair: [number, number] = [placeOf(left, scenario), placeOf(right, runtime)];
      met.set(pair.join(' '), pair);
    }
  }
  const pairs = [...met.values()].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const wires = pairs.map(([from, to]): Wire => {
    const arriving = pairs.filter((pair) => pair[1] === to);
    const spread = Math.min(16, (cardHeight - 16) / arriving.length);
    const offset = arriving.findIndex((pair) => pair[0] === from) - (arriving.length - 1) / 2;
    const [y1, y2] = [middleOf(left, from), middleOf(right, to) + offset * spread];
    const x2 = wayWidth - 7;
    const half = x2 / 2;
    const path = `M0 ${y1}C${half} ${y1} ${half} ${y2} ${x2} ${y2}`;
    return { key: `${from} ${to}`, path, middle: { x: half, y: (y1 + y2) / 2 }, end: { x: wayWidth, y: y2 } };
  });
  return { scenarios: left, runtimes: right, wires, height };
}
