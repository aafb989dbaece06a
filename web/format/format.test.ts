import { expect, test } from 'vitest';
import { formatCount, formatList, formatPlural } from './counts.ts';
import {
  formatClock,
  formatCountdown,
  formatDay,
  formatExactZoned,
  formatRelative,
  formatShortClock,
  formatSince,
  formatSpan,
  writeMomentsIn,
  zoneName,
} from './moments.ts';

const at = Date.UTC(2026, 10, 19, 14, 32, 7);

test.each([
  [-5, '0 s'],
  [40_000, '40 s'],
  [59_999, '59 s'],
  [12 * 60_000, '12 min'],
  [5 * 3_600_000 + 59_999, '5 h'],
  [5 * 3_600_000 - 1, '4 h 59 min'],
  [24 * 3_600_000 - 1, '23 h 59 min'],
  [24.9 * 3_600_000, '24 h'],
  [47 * 3_600_000, '47 h'],
  [29 * 86_400_000, '29 d'],
])('a span of %d ms reads %s', (ms, text) => {
  expect(formatSpan(ms)).toBe(text);
});

test('a moment reads relative to now in both directions', () => {
  expect(formatRelative(at + 5 * 3_600_000, at)).toBe('in 5 h');
  expect(formatRelative(at - 4 * 3_600_000 - 58 * 60_000, at)).toBe('4 h 58 min ago');
  expect(formatRelative(at - 40_000, at)).toBe('40 s ago');
  expect(formatRelative(at, at)).toBe('now');
});

test('the last two minutes before a moment are told to the second', () => {
  const told = (ms: number) => formatCountdown(at + ms, at);
  expect([120_000, 119_999, 100_000, 60_000, 59_000, -90_000].map(told)).toEqual([
    'in 2 min',
    'in 1 min 59 s',
    'in 1 min 40 s',
    'in 1 min 0 s',
    'in 59 s',
    '1 min ago',
  ]);
});

test('exact moments are in UTC whatever the zone of the reader', () => {
  expect(formatExactZoned(at)).toBe('19 Nov 2026, 14:32 UTC');
  expect(formatDay(at)).toBe('19 Nov 2026');
  expect(formatClock(at)).toBe('14:32:07 UTC');
  expect(formatShortClock(at)).toBe('14:32');
});

test('since when is a time for today, else a day', () => {
  const day = 86_400_000;
  const told = [at - 3_600_000, at - 16 * day, at - 400 * day].map((moment) => formatSince(moment, at));
  expect(told).toEqual(['13:32', '3 Nov', '15 Oct 2025']);
});

test('counts carry separators and the right number of the noun', () => {
  expect(formatCount(9812)).toBe('9,812');
  expect(formatPlural(1, 'application')).toBe('1 application');
  expect(formatPlural(0, 'application')).toBe('0 applications');
  expect(formatPlural(2, 'entity', 'entities')).toBe('2 entities');
});

test('lists end with "and", long ones with how many are left out', () => {
  expect(formatList([])).toBe('');
  expect(formatList(['a'])).toBe('a');
  expect(formatList(['a', 'b'])).toBe('a and b');
  expect(formatList(['a', 'b', 'c'])).toBe('a, b and c');
  expect(formatList(['a', 'b', 'c', 'd', 'e'])).toBe('a, b and 3 more');
});

test('moments are written in the zone that was chosen, and name it', () => {
  const utc = formatExactZoned(at);
  writeMomentsIn('local');
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const local = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
  expect(formatShortClock(at)).toBe(local);
  writeMomentsIn('utc');
  expect(formatExactZoned(at)).toBe(utc);
  expect(zoneName(at)).toBe('UTC');
});
