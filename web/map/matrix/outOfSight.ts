import type { MapCard, MapLine } from '../model.ts';
import type { Matrix } from './matrixModel.ts';

/** Positions of the first and the last column whose boxes are seen whole; none are if the last is before the first. */
export interface Sight {
  from: number;
  to: number;
}

/** Pixels of a column, and from its edges to its box. */
export const columnWidth = 72;
const aside = 28;

/** What of the columns `room` pixels show, that begin `offset` pixels into them. */
export function sightOf(offset: number, room: number, columns: number): Sight {
  const from = Math.max(0, Math.ceil((offset - aside) / columnWidth));
  const to = Math.min(columns - 1, Math.floor((offset + room - columnWidth + aside) / columnWidth));
  return { from, to };
}

/** By row: positions of the columns it is a member of, or connected to, in order. */
export type HeldColumns = (row: MapCard) => readonly number[];

export function heldColumns({ columns }: Matrix, lines: Iterable<MapLine>): HeldColumns {
  const places = new Map(columns.map(({ kind, id, name }, at) => [kind === 'SCENARIO' ? name : id, at]));
  const runtimes = Map.groupBy(lines, ({ applicationID }) => applicationID);
  const isByScenario = columns[0]?.kind === 'SCENARIO';
  return ({ id, chips }) => {
    const keys = isByScenario ? chips.map(({ name }) => name) : (runtimes.get(id) ?? []).map((line) => line.runtimeID);
    return keys.flatMap((key) => places.get(key) ?? []).sort((a, b) => a - b);
  };
}

/** Those not in sight: first what follows, then what is before it. */
export function outOfSight(held: readonly number[], { from, to }: Sight): number[] {
  return [...held.filter((at) => at > to), ...held.filter((at) => at < from)];
}

/** The next one in a direction; null if there is none. */
export function nextHeld(held: readonly number[], at: number, by: 1 | -1): number | null {
  return (by > 0 ? held.find((other) => other > at) : held.findLast((other) => other < at)) ?? null;
}
