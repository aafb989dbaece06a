const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const exactFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const clockFormat = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
});
const shortClockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** `40 s`, `12 min`, `5 h`, `29 d`: one unit, rounded down, never negative. */
export function formatSpan(ms: number): string {
  const span = Math.max(0, ms);
  if (span < minute) return `${Math.floor(span / second)} s`;
  if (span < hour) return `${Math.floor(span / minute)} min`;
  if (span < 2 * day) return `${Math.floor(span / hour)} h`;
  return `${Math.floor(span / day)} d`;
}

/** `in 5 h` or `2 d ago`, for reading; give the exact moment beside it. */
export function formatRelative(at: number, now: number): string {
  if (Math.abs(at - now) < second) return 'now';
  return at > now ? `in ${formatSpan(at - now)}` : `${formatSpan(now - at)} ago`;
}

/** `19 Nov 2026, 19:41`; the zone is UTC and named once per view. */
export const formatExact = (at: number): string => exactFormat.format(at).replace(' at ', ', ');

/** `19 Nov 2026, 19:41 UTC`. */
export const formatExactUtc = (at: number): string => `${formatExact(at)} UTC`;

/** `19 Nov 2026`. */
export const formatDay = (at: number): string => dayFormat.format(at);

/** `14:32:07 UTC`. */
export const formatClock = (at: number): string => `${clockFormat.format(at)} UTC`;

/** `14:02`, for a moment of today. */
export const formatShortClock = (at: number): string => shortClockFormat.format(at);
