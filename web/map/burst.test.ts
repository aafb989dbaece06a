import { expect, test } from 'vitest';
import { burstWords, familiesOf } from './burst.ts';
import { buildModel } from './model.ts';
import { application, connection, landscape, now, runtime } from './testLandscape.ts';

const applications = ['orders', 'cloud', 'hub'].map((name) => application(name, 'campaign'));
const seen = (state: 'CONNECTED' | 'FAILED', ...connected: string[]) =>
  familiesOf(
    buildModel(
      landscape({
        applications,
        runtimes: [runtime('eu', state, 'campaign')],
        connections: connected.map((name) => connection(name, 'eu')),
      }),
      now,
    ),
  );

test('tells how many connections changed, and how many of them failed', () => {
  const before = seen('CONNECTED', 'orders', 'cloud');
  expect(burstWords(before, seen('FAILED', 'orders', 'cloud'))).toBe('2 connections changed, 2 failed');
  expect(burstWords(before, seen('CONNECTED', 'orders'))).toBe('1 connection changed');
  expect(burstWords(before, seen('CONNECTED', 'orders', 'hub'))).toBe('2 connections changed');
});

test('says nothing of what only moved or was renamed', () => {
  expect(burstWords(seen('CONNECTED', 'orders'), seen('CONNECTED', 'orders'))).toBe('');
  expect(burstWords(seen('FAILED', 'orders'), seen('FAILED', 'orders'))).toBe('');
});
