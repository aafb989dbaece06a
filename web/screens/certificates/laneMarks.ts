import { placeInLane } from '../../../landscape/expiryLanes.ts';
import { formatNearDay } from '../../format/moments.ts';
import type { Timeline } from './useTimeline.ts';

type Mark = Pick<Timeline['marks'][number], 'kind' | 'at' | 'name'>;

export interface DrawnMark {
  key: string;
  /** Where it stands in its lane, 0 to 1. */
  place: number;
  label: string;
  /** The label stands left of the mark, where there is more room. */
  isFlipped: boolean;
}

/** Marks nearer to each other are one, so that no label lies over another line. */
const apart = 0.2;

/** The marks of one lane, from left to right; authorities that end close to each other are told together. */
export function laneMarks(
  marks: readonly Mark[],
  lane: { from: number | null; before: number | null },
  now: number,
): DrawnMark[] {
  const { from, before } = lane;
  const inLane = marks
    .map((mark) => ({ ...mark, moment: Date.parse(mark.at) }))
    .filter(({ moment }) => (from === null || moment >= from) && (before === null || moment < before))
    .map((mark) => ({ ...mark, place: placeInLane(lane, mark.moment) }))
    .sort((a, b) => a.moment - b.moment);
  const groups: (typeof inLane)[] = [];
  for (const mark of inLane) {
    const near = groups.find(
      ([first]) =>
        first && first.kind === mark.kind && mark.place - first.place < apart && mark.kind === 'AUTHORITY_END',
    );
    if (near) near.push(mark);
    else groups.push([mark]);
  }
  return groups.map((group) => {
    const [first] = group as [(typeof inLane)[number]];
    const ends = `from ${formatNearDay(first.moment, now)}`;
    const label =
      first.kind === 'RENEWAL'
        ? 'renewal from here'
        : group.length > 1
          ? `${group.length} authorities end ${ends}`
          : `${first.name} ends ${formatNearDay(first.moment, now)}`;
    return { key: `${first.kind} ${first.at}`, place: first.place, label, isFlipped: first.place > 0.5 };
  });
}
