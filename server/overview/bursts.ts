import { minute } from '../shared/clock.ts';

interface Entry {
  at: number;
  actorType: string;
  actorId: string;
  action: string;
}

export interface Burst<Row> {
  last: Row;
  count: number;
  since: number;
}

/** What follows within this time belongs together. */
const gap = 5 * minute;

/** Joins what one actor did of one kind without a longer pause and without anything between; rows come newest first. */
export function burstsOf<Row extends Entry>(rows: readonly Row[]): Burst<Row>[] {
  const bursts: Burst<Row>[] = [];
  for (const row of rows) {
    const burst = bursts.at(-1);
    const { last, since } = burst ?? {};
    const sameHand = last?.actorType === row.actorType && last.actorId === row.actorId && last.action === row.action;
    if (burst && since !== undefined && sameHand && since - row.at <= gap) {
      burst.count += 1;
      burst.since = row.at;
    } else bursts.push({ last: row, count: 1, since: row.at });
  }
  return bursts;
}
