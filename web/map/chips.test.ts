import { expect, test } from 'vitest';
import { chipsThatFit, linesOfName } from './chips.ts';

const fits = (word: string, ...scenarios: string[]) =>
  chipsThatFit({ word, chips: scenarios.map((name) => ({ name, origin: 'manual' as const })) });

test('names as many scenarios as can be read whole beside the state', () => {
  expect(fits('Connected', 'campaign')).toBe(1);
  expect(fits('Agent silent', 'campaign', 'marketing')).toBe(1);
  expect(fits('Pending', 'eu', 'us', 'asia')).toBe(3);
});

test('counts scenarios of which none can be read whole, but cuts the name of an only one', () => {
  expect(fits('Never connected', 'marketing-cloud', 'campaign')).toBe(0);
  expect(fits('Never connected', 'a-scenario-with-a-long-name')).toBe(1);
});

test('a name has a second line once the first is too short for it, sooner beside a ring, a pin or a count', () => {
  const plain = { ring: null, isPinned: false, problems: 0 };
  const ring = { left: 1, family: 'healthy' as const, words: '' };
  expect(linesOfName({ name: 'runtime-1', ...plain })).toBe(1);
  expect(linesOfName({ name: 'warehouse-feed-eu-1', ...plain })).toBe(1);
  expect(linesOfName({ name: 'warehouse-feed-eu-1', ...plain, ring, isPinned: true })).toBe(2);
  expect(linesOfName({ name: 'warehouse-feed-of-the-north', ...plain })).toBe(2);
  expect(linesOfName({ name: 'warehouse-feed-of-the-north-and-of-everything-east-of-it', ...plain })).toBe('more');
});
