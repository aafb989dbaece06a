import { expect, test } from 'vitest';
import { laneMarks } from './laneMarks.ts';

const now = Date.UTC(2026, 10, 19);
const day = 86_400_000;
const later = { from: now + 90 * day, before: null };
const at = (days: number) => new Date(now + days * day).toISOString();
const end = (name: string, days: number) => ({ kind: 'AUTHORITY_END' as const, at: at(days), name });

test('a lane shows the marks that lie in it, each label on the side with more room', () => {
  const marks = [end('Compass CA', 100), { kind: 'RENEWAL' as const, at: at(27), name: '' }];
  expect(laneMarks(marks, later, now)).toEqual([
    { key: expect.any(String), place: 10 / 365, label: 'Compass CA ends 27 Feb', isFlipped: false },
  ]);
  const month = { from: now + 7 * day, before: now + 30 * day };
  expect(laneMarks(marks, month, now)).toMatchObject([{ label: 'renewal from here', isFlipped: true }]);
  expect(laneMarks(marks, { from: now, before: now + day }, now)).toEqual([]);
});

test('authorities that end close to each other are told together, others by name', () => {
  const marks = [end('CA 2', 3660), end('CA 1', 3650), end('Old CA', 120)];
  expect(laneMarks(marks, later, now).map(({ label }) => label)).toEqual([
    'Old CA ends 19 Mar',
    '2 authorities end from 16 Nov 2036',
  ]);
});
