import type { Layout, Place } from './layout.ts';
import { cardHeight, cardWidth, channelClearance, channelPitch, columns } from './measures.ts';

export interface Point {
  x: number;
  y: number;
}

export interface RoutedLine {
  path: string;
  /** Where the badge stands. */
  middle: Point;
  /** On the border of the Runtime's card. */
  end: Point;
}

interface ConnectionEnds {
  id: string;
  applicationID: string;
  runtimeID: string;
  /** How far before the card the wire ends, in px: room for its end mark. */
  gap?: number;
}

interface MembershipEnds {
  id: string;
  memberID: string;
  scenarioID: string;
  kind: 'APPLICATION' | 'RUNTIME';
}

export interface Geometry {
  connections: ReadonlyMap<string, RoutedLine>;
  memberships: ReadonlyMap<string, RoutedLine>;
}

const leftEdge = columns.applications + cardWidth;
const scenarioLeft = columns.scenarios;
const scenarioRight = columns.scenarios + cardWidth;
const rightEdge = columns.runtimes;

/** Where connections meet a card: from 28 px down, 12 px apart; from the fourth on they share the last port. */
export function connectionPorts(count: number): number[] {
  const free = count <= 1 ? [44] : count === 2 ? [38, 50] : [30, 43, 56];
  return Array.from({ length: count }, (_, index) => free[Math.min(index, free.length - 1)]!);
}

/** Where memberships meet an Application or Runtime: 20 px down, or spread between 12 and 24. */
function memberPorts(count: number): number[] {
  if (count <= 1) return [20];
  if (count === 2) return [16, 24];
  return Array.from({ length: count }, (_, index) => 12 + (12 * index) / (count - 1));
}

/** Where memberships meet a scenario: around the middle of the card, at most 8 px apart. */
function scenarioPorts(count: number): number[] {
  const pitch = Math.min(8, 44 / Math.max(1, count - 1));
  return Array.from({ length: count }, (_, index) => cardHeight / 2 + (index - (count - 1) / 2) * pitch);
}

function curve(from: Point, to: Point): string {
  if (from.y === to.y) return `H${to.x}`;
  const middle = (from.x + to.x) / 2;
  return `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}

/** Hands out the ports of one side of one card in the order of where the lines go, so that they do not cross there. */
function assignPorts<T>(
  lines: readonly T[],
  keyOf: (line: T) => string,
  goesTo: (line: T) => number,
  ports: (count: number) => number[],
  placeOf: (key: string) => Place | undefined,
): Map<T, number> {
  const sides = new Map<string, T[]>();
  for (const line of lines) {
    const side = sides.get(keyOf(line));
    if (side) side.push(line);
    else sides.set(keyOf(line), [line]);
  }
  const assigned = new Map<T, number>();
  for (const [key, side] of sides) {
    const place = placeOf(key);
    if (!place) continue;
    const offsets = ports(side.length);
    const ordered = side.map((line) => ({ line, to: goesTo(line) })).sort((a, b) => a.to - b.to);
    for (const [index, { line }] of ordered.entries()) assigned.set(line, place.y + offsets[index]!);
  }
  return assigned;
}

/**
 * A free height between the scenario cards for a line without a channel of its own (allowed pairs, drafts): as near to
 * `wish` as the cards and the channels already there permit.
 */
function freeChannel(wish: number, cards: readonly number[], taken: readonly number[]): number {
  const clear = (y: number, pitch: number) =>
    y >= 56 &&
    cards.every((centre) => Math.abs(centre - y) >= channelClearance) &&
    taken.every((other) => Math.abs(other - y) >= pitch);
  const around = [...cards, ...taken].flatMap((centre) => [centre - channelClearance, centre + channelClearance]);
  for (const pitch of [channelPitch, channelPitch / 2, 0]) {
    const beside = taken.flatMap((centre) => [centre - pitch, centre + pitch]);
    const fit = [wish, ...around, ...beside]
      .sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish))
      .find((y) => clear(y, pitch));
    if (fit !== undefined && (Math.abs(fit - wish) < 400 || pitch === 0)) return fit;
  }
  return wish;
}

/** Paths of all lines between cards that have a place; lines to other cards are left out. */
export function routeLines(
  layout: Layout,
  connections: readonly ConnectionEnds[],
  memberships: readonly MembershipEnds[],
): Geometry {
  const placeOf = (id: string) => layout.cards.get(id);
  const drawn = connections.filter((line) => placeOf(line.applicationID) && placeOf(line.runtimeID));
  const scenarioCentres = [...layout.cards.values()]
    .filter(({ x }) => x === columns.scenarios)
    .map(({ y }) => y + cardHeight / 2);
  const channels = new Map<ConnectionEnds, number>();
  const taken = [...layout.channels.values()];
  for (const line of drawn) {
    const own = layout.channels.get(line.id);
    if (own !== undefined) channels.set(line, own);
  }
  for (const line of drawn) {
    if (channels.has(line)) continue;
    const wish = (placeOf(line.applicationID)!.y + placeOf(line.runtimeID)!.y) / 2 + 44;
    const channel = freeChannel(wish, scenarioCentres, taken);
    channels.set(line, channel);
    taken.push(channel);
  }

  const channelOf = (line: ConnectionEnds) => channels.get(line) ?? 0;
  const starts = assignPorts(drawn, (line) => line.applicationID, channelOf, connectionPorts, placeOf);
  const ends = assignPorts(drawn, (line) => line.runtimeID, channelOf, connectionPorts, placeOf);
  const routed = new Map<string, RoutedLine>();
  for (const line of drawn) {
    const start = { x: leftEdge, y: starts.get(line)! };
    const channel = channelOf(line);
    const end = { x: rightEdge, y: ends.get(line)! };
    const bend = curve(start, { x: scenarioLeft, y: channel });
    // The tip of an arrow touches the border; the wire itself ends before it.
    const arrival = curve({ x: scenarioRight, y: channel }, { x: rightEdge - (line.gap ?? 7), y: end.y });
    const middle = { x: (scenarioLeft + scenarioRight) / 2, y: channel };
    routed.set(line.id, { path: `M${start.x} ${start.y}${bend}H${scenarioRight}${arrival}`, middle, end });
  }

  const joined = memberships.filter((line) => placeOf(line.memberID) && placeOf(line.scenarioID));
  const centre = (id: string) => placeOf(id)!.y;
  const side = (line: MembershipEnds) => `${line.scenarioID} ${line.kind}`;
  const scenarioOf = (key: string) => placeOf(key.slice(0, key.lastIndexOf(' ')));
  const atMember = assignPorts(
    joined,
    (line) => line.memberID,
    (line) => centre(line.scenarioID),
    memberPorts,
    placeOf,
  );
  const atScenario = assignPorts(joined, side, (line) => centre(line.memberID), scenarioPorts, scenarioOf);
  const membershipPaths = new Map<string, RoutedLine>();
  for (const line of joined) {
    const application = line.kind === 'APPLICATION';
    const member = { x: application ? leftEdge : rightEdge, y: atMember.get(line)! };
    const scenario = { x: application ? scenarioLeft : scenarioRight, y: atScenario.get(line)! };
    const [from, to] = application ? [member, scenario] : [scenario, member];
    membershipPaths.set(line.id, {
      path: `M${from.x} ${from.y}${curve(from, to)}`,
      middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
      end: to,
    });
  }
  return { connections: routed, memberships: membershipPaths };
}
