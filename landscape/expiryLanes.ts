/** When one certificate ends, and whether its agent takes care of that. Moments in milliseconds. */
export interface CertificateEnd {
  notAfter: number;
  /** Its renewal is late or refused, or it has ended. */
  late: boolean;
}

export type LaneKey = 'OVERDUE' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'LATER';

interface Stretch {
  /** Null: since ever. */
  from: number | null;
  /** Null: for ever. */
  before: number | null;
}

interface Counted {
  count: number;
  notRenewingCount: number;
}

export type Lane = Stretch & Counted & { key: LaneKey };
export type Week = Counted & { from: number; before: number };

const day = 24 * 60 * 60 * 1000;
const laneEnds: readonly (readonly [LaneKey, number])[] = [
  ['OVERDUE', 0],
  ['DAY', 1],
  ['WEEK', 7],
  ['MONTH', 30],
  ['QUARTER', 90],
  ['LATER', Number.POSITIVE_INFINITY],
];
const weekCount = 12;

/** Stretches that grow about fourfold, so that the nearest end is seen as well as the farthest; every end is in one of them. */
export function laneBounds(now: number): readonly (Stretch & { key: LaneKey })[] {
  return laneEnds.map(([key, days], index) => {
    const start = laneEnds[index - 1]?.[1];
    return {
      key,
      from: start === undefined ? null : now + start * day,
      before: Number.isFinite(days) ? now + days * day : null,
    };
  });
}

const within = ({ from, before }: Stretch, { notAfter }: CertificateEnd): boolean =>
  (from === null || notAfter >= from) && (before === null || notAfter < before);

function counted<S extends Stretch>(stretches: readonly S[], ends: readonly CertificateEnd[]): (S & Counted)[] {
  const result = stretches.map((stretch) => ({ ...stretch, count: 0, notRenewingCount: 0 }));
  for (const end of ends) {
    const lane = result.find((each) => within(each, end));
    if (!lane) continue;
    lane.count += 1;
    if (end.late) lane.notRenewingCount += 1;
  }
  return result;
}

export const expiryLanes = (ends: readonly CertificateEnd[], now: number): Lane[] => counted(laneBounds(now), ends);

/** The next twelve weeks from now; what ended before or ends later is in none. */
export function expiryWeeks(ends: readonly CertificateEnd[], now: number): Week[] {
  const weeks = Array.from({ length: weekCount }, (_, index) => ({
    from: now + index * 7 * day,
    before: now + (index + 1) * 7 * day,
  }));
  return counted(weeks, ends);
}

/**
 * Where a moment lies in its lane, 0 to 1; within a lane time is linear. The open lanes reach 30 days back and a year on.
 */
export function placeInLane(lane: Stretch, at: number): number {
  const from = lane.from ?? (lane.before ?? 0) - 30 * day;
  const before = lane.before ?? from + 365 * day;
  return Math.min(1, Math.max(0, (at - from) / (before - from)));
}

/** Height of a count on a log scale, 0 to 1; one is seen, and the highest fills all. */
export function logHeight(count: number, most: number): number {
  if (count <= 0 || most <= 0) return 0;
  return Math.log2(count + 1) / Math.log2(Math.max(most, count) + 1);
}
