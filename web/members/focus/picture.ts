import { countsOf, type Ego } from '../../map/focus/ego.ts';
import type { MapCard, MapLine } from '../../map/model.ts';

/** Heights in px; across, a picture is 1,000 units wide and stretches. */
const cardHeight = 32;
const pitch = 52;
const padding = 20;
/** Edges of the cards of the three columns. */
const edges = { left: 270, scenarios: [365, 635], right: 730 } as const;
/** Rows of one column; what is more is counted in the last. */
const rows = 4;
/** Between a line and the middle of a scenario card it passes. */
const clearance = pitch / 2;
const ports = { membership: -5, connection: 6 };

interface Placed {
  card: MapCard;
  top: number;
}

export interface PictureColumn {
  cards: Placed[];
  /** How many have no card, and where that stands; null if all have one. */
  more: { count: number; top: number } | null;
}

interface Wire {
  line: MapLine;
  path: string;
  /** Heights of its badge and of its end at the Runtime. */
  middle: number;
  end: number;
}

/** A few cards around one, in the columns of the map, with their lines. */
export interface FocusPicture {
  height: number;
  columns: Record<'applications' | 'scenarios' | 'runtimes', PictureColumn>;
  memberships: { id: string; path: string }[];
  wires: Wire[];
}

function column(cards: readonly MapCard[], total: number, middle: number): PictureColumn {
  const isWhole = total <= rows;
  const shown = cards.slice(0, isWhole ? rows : rows - 1);
  const count = shown.length + (isWhole ? 0 : 1);
  const top = (row: number) => middle + (row - (count - 1) / 2) * pitch - cardHeight / 2;
  return {
    cards: shown.map((card, row) => ({ card, top: top(row) })),
    more: isWhole ? null : { count: total - shown.length, top: top(shown.length) },
  };
}

const rowsOf = (total: number) => Math.min(rows, total);

/** The height nearest to the wish at which a line passes between scenario cards, apart from the lines there already. */
function channel(wish: number, cards: readonly number[], taken: readonly number[], height: number): number {
  const around = cards.flatMap((middle) => [middle - clearance, middle + clearance]);
  for (const apart of [20, 10]) {
    const beside = taken.flatMap((other) => [other - apart, other + apart]);
    const free = [wish, ...around, ...beside].filter(
      (y) =>
        y >= 8 &&
        y <= height - 8 &&
        cards.every((middle) => Math.abs(middle - y) >= clearance) &&
        taken.every((other) => Math.abs(other - y) >= apart),
    );
    const [nearest] = free.sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish));
    if (nearest !== undefined) return nearest;
  }
  return wish;
}

function curve(from: readonly [number, number], to: readonly [number, number]): string {
  const bend = (from[0] + to[0]) / 2;
  return `C${bend} ${from[1]} ${bend} ${to[1]} ${to[0]} ${to[1]}`;
}

export function pictureOf(ego: Ego): FocusPicture {
  const totals = countsOf(ego);
  const tallest = Math.max(rowsOf(totals.APPLICATION), rowsOf(totals.SCENARIO), rowsOf(totals.RUNTIME));
  const height = tallest * pitch - (pitch - cardHeight) + 2 * padding;
  const columns = {
    applications: column(ego.applications, totals.APPLICATION, height / 2),
    scenarios: column(ego.scenarios, totals.SCENARIO, height / 2),
    runtimes: column(ego.runtimes, totals.RUNTIME, height / 2),
  };
  const middles = new Map(
    Object.values(columns).flatMap(({ cards }) => cards.map(({ card, top }) => [card.id, top + cardHeight / 2])),
  );
  const memberships = ego.memberships.flatMap(({ id, memberID, scenarioID, kind }) => {
    const [member, scenario] = [middles.get(memberID), middles.get(scenarioID)];
    if (member === undefined || scenario === undefined) return [];
    const [x, to] = kind === 'APPLICATION' ? [edges.left, edges.scenarios[0]] : [edges.right, edges.scenarios[1]];
    const from = member + ports.membership;
    return [{ id, path: `M${x} ${from}${curve([x, from], [to, scenario])}` }];
  });
  const passed = [...columns.scenarios.cards, ...(columns.scenarios.more ? [columns.scenarios.more] : [])].map(
    ({ top }) => top + cardHeight / 2,
  );
  const drawn = ego.lines
    .flatMap((line) => {
      const [application, runtime] = [middles.get(line.applicationID), middles.get(line.runtimeID)];
      if (application === undefined || runtime === undefined) return [];
      return [{ line, start: application + ports.connection, end: runtime + ports.connection }];
    })
    .sort((a, b) => a.start + a.end - (b.start + b.end));
  const channels: number[] = [];
  for (const { start, end } of drawn) channels.push(channel((start + end) / 2, passed, channels, height));
  // From top to bottom as they begin, so that they do not cross on the way.
  channels.sort((a, b) => a - b);
  const [arrives, leaves] = edges.scenarios;
  const wires = drawn.map(({ line, start, end }, at): Wire => {
    const middle = channels[at] ?? 0;
    const there = curve([edges.left, start], [arrives, middle]);
    const path = `M${edges.left} ${start}${there}H${leaves}${curve([leaves, middle], [edges.right - 8, end])}`;
    return { line, path, middle, end };
  });
  return { height, columns, memberships, wires };
}
