/** A moment people can go to: as a time, and exactly by the number of the last entry it contains. */
export interface Moment {
  /** Milliseconds since 1970. */
  at: number;
  /** Null where the time says enough: everything in that second is contained. */
  entry: number | null;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const written = /^(\d{1,2}) ([a-z]{3})[a-z]*\.? (\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: ?utc)?$/;
const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[t ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(z|[+-]\d{2}:\d{2})?$/;

const second = 1000;

/**
 * Reads what people write, as UTC unless it names an offset: `12 Nov 2026, 09:30`, `12 November 2026`, `2026-11-12T09:30Z`.
 * A time of day left out means the end of that day; seconds left out mean the end of that minute.
 * @returns milliseconds since 1970, or null.
 */
export function parseMoment(text: string): number | null {
  const given = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const spelt = written.exec(given);
  if (spelt) {
    const month = months.findIndex((name) => name.toLowerCase() === spelt[2]) + 1;
    return month === 0 ? null : compose([spelt[3], String(month), spelt[1]], spelt.slice(4, 7), 0);
  }
  const numbered = iso.exec(given);
  if (!numbered) return null;
  return compose(numbered.slice(1, 4), numbered.slice(4, 7), offsetOf(numbered[7]));
}

function offsetOf(zone: string | undefined): number {
  if (!zone || zone === 'z') return 0;
  const [hours, minutes] = zone.slice(1).split(':').map(Number);
  return (zone.startsWith('-') ? -1 : 1) * ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}

function compose(date: (string | undefined)[], time: (string | undefined)[], offsetMs: number): number | null {
  const [year = 0, month = 0, day = 0] = date.map(Number);
  const [hours, minutes, seconds] = time;
  const isWholeDay = hours === undefined;
  const clock = [
    Number(hours ?? 23),
    Number(minutes ?? 59),
    Number(seconds ?? (isWholeDay || hours ? 59 : 0)),
  ] as const;
  if (clock[0] > 23 || clock[1] > 59 || clock[2] > 59) return null;
  const at = Date.UTC(year, month - 1, day, ...clock);
  const real = new Date(at);
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return null;
  return at - offsetMs;
}

/** As it stands in addresses: whole seconds, `2026-11-12T09:30:00Z`. */
export const printMoment = (at: number): string =>
  `${new Date(Math.floor(at / second) * second).toISOString().slice(0, 19)}Z`;

/** As people write it, in UTC whatever zone the rest of the page is in: `12 Nov 2026, 09:30:05`. */
export function spellMoment(at: number): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${date.toISOString().slice(11, 19)}`;
}
