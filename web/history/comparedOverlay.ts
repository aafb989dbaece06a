import { lineId } from '../map/model.ts';
import type { Overlay } from '../map/overlay.ts';
import type { Compared } from './useTimeTravel.ts';

/** More lines than this say no more; the panel has the number. */
const drawnPairs = 60;

/** A comparison in the picture: the same marks as the what-if, nothing else dimmed. */
export function comparedOverlay({ comparison, words }: Compared): Overlay {
  const { onlyInA, joins, leaves, begun, ended } = comparison;
  const memberOf = (key: string) => key.slice(0, key.lastIndexOf('@'));
  const pairs = begun.slice(0, drawnPairs);
  const labels = new Map([
    ...ended.map((pair): [string, string] => [lineId(pair.applicationID, pair.runtimeID), words.ended]),
    ...pairs.map((pair): [string, string] => [lineId(pair.applicationID, pair.runtimeID), words.began(pair.since)]),
  ]);
  return {
    breaks: new Set(ended.map((pair) => lineId(pair.applicationID, pair.runtimeID))),
    freezes: new Set(),
    appears: pairs.map(({ applicationID, runtimeID }) => ({ applicationID, runtimeID, begins: true })),
    // What goes as a whole is marked once, on its card.
    joins,
    leaves: new Set([...leaves].filter((key) => !onlyInA.has(memberOf(key)))),
    // It is about everything: the view stays where it is.
    touched: new Set(),
    dimsRest: false,
    labels,
  };
}
