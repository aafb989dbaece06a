import { span } from '../../landscape/findings.ts';

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

export type Zone = 'utc' | 'local';

const formatsIn = (timeZone: string | undefined) => {
  const zone = timeZone === undefined ? {} : { timeZone };
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  return {
    short: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...zone }),
    exact: new Intl.DateTimeFormat('en-GB', { ...date, ...time, ...zone }),
    day: new Intl.DateTimeFormat('en-GB', { ...date, ...zone }),
    clock: new Intl.DateTimeFormat('en-GB', { ...time, second: '2-digit', ...zone }),
    shortClock: new Intl.DateTimeFormat('en-GB', { ...time, ...zone }),
    name: new Intl.DateTimeFormat('en-GB', { ...time, timeZoneName: 'short', ...zone }),
  };
};

const zones = { utc: formatsIn('UTC'), local: formatsIn(undefined) };
let formats = zones.utc;

/** The zone that all moments are written in from now on; whoever sets it draws what is on screen anew. */
export function writeMomentsIn(zone: Zone): void {
  formats = zones[zone];
}

/** `UTC`, or how the local zone is called at that moment: `CET`, `GMT+5:30`. */
export const zoneName = (at: number): string =>
  formats.name.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** The zone in force, by name. */
export const zoneHere = (): string => zoneName(Date.now());

/** `40 s`, `12 min`, `5 h 9 min`, `29 d`. */
export const formatSpan = span;

/** `in 5 h 9 min` or `2 d ago`, for reading; give the exact moment beside it. */
export function formatRelative(at: number, now: number): string {
  if (Math.abs(at - now) < second) return 'now';
  return at > now ? `in ${formatSpan(at - now)}` : `${formatSpan(now - at)} ago`;
}

/** As `formatRelative`, to the second in the last two minutes before: `in 1 min 40 s`. */
export function formatCountdown(at: number, now: number): string {
  const left = at - now;
  if (left < minute || left >= 2 * minute) return formatRelative(at, now);
  return `in 1 min ${Math.floor((left - minute) / second)} s`;
}

/** `19 Nov 2026, 19:41`; the zone is named once per view. */
export const formatExact = (at: number): string => formats.exact.format(at).replace(' at ', ', ');

/** `19 Nov 2026, 19:41:07`, where the order within a minute matters. */
export const formatExactSeconds = (at: number): string =>
  `${formatExact(at)}:${new Date(at).toISOString().slice(17, 19)}`;

/** `19 Nov 2026, 19:41 UTC`, in the zone chosen and with its name. */
export const formatExactZoned = (at: number): string => `${formatExact(at)} ${zoneName(at)}`;

/** `19 Nov 2026`. */
export const formatDay = (at: number): string => formats.day.format(at);

/** `19 Nov`, for a day of this year. */
export const formatShortDay = (at: number): string => formats.short.format(at);

/** `19 Nov` within half a year of now, else `19 Nov 2025`, where there is little room; give the exact moment beside it. */
export const formatNearDay = (at: number, now: number): string =>
  Math.abs(at - now) < 182 * day ? formatShortDay(at) : formatDay(at);

/** `14:02` of today, else `19 Nov`; reads on from `since`. Give the exact moment beside it. */
export const formatSince = (at: number, now: number): string =>
  formatDay(at) === formatDay(now) ? formats.shortClock.format(at) : formatNearDay(at, now);

/** `14:32:07 UTC`. */
export const formatClock = (at: number): string => `${formats.clock.format(at)} ${zoneName(at)}`;

/** `14:02:07`, in a row of moments that says its zone once. */
export const formatLongClock = (at: number): string => formats.clock.format(at);

/** `14:02`, for a moment of today. */
export const formatShortClock = (at: number): string => formats.shortClock.format(at);
