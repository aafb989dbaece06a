import { cardHeight, channelPitch, columns, firstRow, rowPitch, scenarioPitch } from './measures.ts';
import { type Packed, pack } from './pack.ts';

export interface LayoutNode {
  id: string;
  name: string;
}

export interface LayoutInput {
  applications: readonly LayoutNode[];
  scenarios: readonly LayoutNode[];
  runtimes: readonly LayoutNode[];
  memberships: readonly { memberID: string; scenarioID: string }[];
  connections: readonly { id: string; applicationID: string; runtimeID: string }[];
}

export interface Place {
  x: number;
  y: number;
}

export interface Layout {
  /** Top left corners. */
  cards: ReadonlyMap<string, Place>;
  /** By connection: height of its straight stretch between the scenario cards. */
  channels: ReadonlyMap<string, number>;
  height: number;
}

type Column = 'applications' | 'runtimes';
type Neighbours = ReadonlyMap<string, readonly string[]>;

const rowTop = (row: number) => firstRow + row * rowPitch;
const rowOf = (y: number) => Math.round((y - firstRow) / rowPitch);

function neighboursOf(input: LayoutInput): Neighbours {
  const neighbours = new Map<string, string[]>();
  const link = (a: string, b: string) => {
    const known = neighbours.get(a);
    if (known) known.push(b);
    else neighbours.set(a, [b]);
  };
  const known = new Set([...input.applications, ...input.scenarios, ...input.runtimes].map(({ id }) => id));
  for (const { memberID, scenarioID } of input.memberships) {
    if (!known.has(memberID) || !known.has(scenarioID)) continue;
    link(memberID, scenarioID);
    link(scenarioID, memberID);
  }
  for (const { applicationID, runtimeID } of input.connections) {
    if (!known.has(applicationID) || !known.has(runtimeID)) continue;
    link(applicationID, runtimeID);
    link(runtimeID, applicationID);
  }
  return neighbours;
}

function byName(nodes: readonly LayoutNode[]): LayoutNode[] {
  return [...nodes].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
}

/** Mean row of what a card is linked to, as far as it already has a row; without any, `fallback`. */
function barycentre(id: string, rows: ReadonlyMap<string, number>, neighbours: Neighbours, fallback: number): number {
  let sum = 0;
  let count = 0;
  for (const neighbour of neighbours.get(id) ?? []) {
    const row = rows.get(neighbour);
    if (row === undefined) continue;
    sum += row;
    count += 1;
  }
  return count === 0 ? fallback : sum / count;
}

/** Sets the rows to the keys and sorts by them, ties in the order given, which began by name. */
function sweep(
  nodes: readonly LayoutNode[],
  rows: Map<string, number>,
  neighbours: Neighbours,
  fallback: number,
): LayoutNode[] {
  const keyed = nodes.map((node) => ({ node, key: barycentre(node.id, rows, neighbours, fallback) }));
  keyed.sort((a, b) => a.key - b.key);
  for (const { node, key } of keyed) rows.set(node.id, key);
  return keyed.map(({ node }) => node);
}

function freshRows(input: LayoutInput, neighbours: Neighbours): Map<string, number> {
  const rows = new Map<string, number>();
  const dense: Column = input.applications.length >= input.runtimes.length ? 'applications' : 'runtimes';
  const sparse: Column = dense === 'applications' ? 'runtimes' : 'applications';
  let outer = byName(input[dense]);
  let middle = byName(input.scenarios);
  let other = byName(input[sparse]);
  const stretch = outer.length / Math.max(1, middle.length);
  for (const [index, { id }] of middle.entries()) rows.set(id, (index + 0.5) * stretch);
  for (let round = 0; round < 3; round += 1) {
    outer = sweep(outer, rows, neighbours, outer.length);
    for (const [index, { id }] of outer.entries()) rows.set(id, index);
    other = sweep(other, rows, neighbours, outer.length);
    middle = sweep(middle, rows, neighbours, outer.length);
  }
  const wishes: Packed[] = other.map(({ id }) => ({ ideal: Math.min(rows.get(id)!, outer.length - 1), weight: 1 }));
  for (const [index, row] of pack(wishes, () => 1, 0).entries()) rows.set(other[index]!.id, row);
  return rows;
}

/** Rows of cards that stay where they were; a new card takes the free row nearest to what it belongs to. */
function keptRows(input: LayoutInput, neighbours: Neighbours, previous: Layout): Map<string, number> {
  const rows = new Map<string, number>();
  for (const { id } of [...input.applications, ...input.runtimes, ...input.scenarios]) {
    const place = previous.cards.get(id);
    if (place) rows.set(id, rowOf(place.y));
  }
  for (const column of ['applications', 'runtimes'] as const) {
    const taken = new Set<number>();
    for (const { id } of input[column]) if (rows.has(id)) taken.add(rows.get(id)!);
    for (const { id } of byName(input[column])) {
      if (rows.has(id)) continue;
      const wish = Math.max(0, Math.round(barycentre(id, rows, neighbours, taken.size)));
      let row = wish;
      for (let step = 0; taken.has(row) || row < 0; step += 1) {
        row = wish + (step % 2 === 0 ? Math.floor(step / 2) + 1 : -Math.floor(step / 2) - 1);
      }
      taken.add(row);
      rows.set(id, row);
    }
  }
  return rows;
}

interface MiddleItem extends Packed {
  id: string;
  card: boolean;
}

/** Scenario cards and the straight stretches of connections share the middle column and never overlap there. */
function placeMiddle(
  input: LayoutInput,
  rows: ReadonlyMap<string, number>,
  neighbours: Neighbours,
  previous: Layout | null,
): { items: MiddleItem[]; centres: number[] } {
  const centreOf = (row: number) => rowTop(row) + cardHeight / 2;
  const items: MiddleItem[] = [];
  for (const { id } of byName(input.scenarios)) {
    const before = previous?.cards.get(id);
    const members = (neighbours.get(id) ?? []).map((member) => centreOf(rows.get(member) ?? 0));
    const mean = members.reduce((sum, y) => sum + y, 0) / Math.max(1, members.length);
    const fallback = centreOf(Math.max(input.applications.length, input.runtimes.length));
    const ideal = before ? before.y + cardHeight / 2 : members.length > 0 ? mean : fallback;
    items.push({ id, card: true, ideal, weight: before ? 1e6 : 4 });
  }
  const drawn = input.connections.filter((line) => rows.has(line.applicationID) && rows.has(line.runtimeID));
  for (const { id, applicationID, runtimeID } of drawn) {
    const before = previous?.channels.get(id);
    const from = centreOf(rows.get(applicationID)!) + 12;
    const to = centreOf(rows.get(runtimeID)!);
    items.push({ id, card: false, ideal: before ?? from * 0.6 + to * 0.4, weight: before === undefined ? 1 : 1e6 });
  }
  items.sort((a, b) => a.ideal - b.ideal || Number(a.card) - Number(b.card) || (a.id < b.id ? -1 : 1));
  const distance = (index: number) => {
    const cards = Number(items[index]!.card) + Number(items[index - 1]!.card);
    return cards === 2 ? scenarioPitch : cards === 1 ? cardHeight / 2 + 20 : channelPitch;
  };
  const first = items[0]?.card ? firstRow + cardHeight / 2 : firstRow + 16;
  return { items, centres: pack(items, distance, first) };
}

/** More than this share of unknown cards makes a new picture instead of a patched one. */
const freshShare = 0.3;

/**
 * Three columns, Applications and Runtimes on the same rows (mocks/README.md, Space). The same input gives the same
 * layout whatever its order, and with `previous` only what changed moves. Linear but for sorting.
 */
export function layOut(input: LayoutInput, previous: Layout | null = null): Layout {
  const members = [...input.applications, ...input.runtimes];
  const unknown = previous ? members.filter(({ id }) => !previous.cards.has(id)).length : members.length;
  const kept = previous !== null && unknown <= members.length * freshShare ? previous : null;
  const neighbours = neighboursOf(input);
  const rows = kept ? keptRows(input, neighbours, kept) : freshRows(input, neighbours);
  const { items, centres } = placeMiddle(input, rows, neighbours, kept);

  const cards = new Map<string, Place>();
  const channels = new Map<string, number>();
  let height = firstRow;
  for (const column of ['applications', 'runtimes'] as const) {
    for (const { id } of input[column]) {
      const y = rowTop(rows.get(id)!);
      cards.set(id, { x: columns[column], y });
      height = Math.max(height, y + rowPitch);
    }
  }
  for (const [index, { id, card }] of items.entries()) {
    const centre = centres[index]!;
    if (card) cards.set(id, { x: columns.scenarios, y: centre - cardHeight / 2 });
    else channels.set(id, centre);
    height = Math.max(height, centre + rowPitch / 2 + 8);
  }
  return { cards, channels, height };
}
