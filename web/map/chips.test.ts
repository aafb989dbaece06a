import { expect, test } from 'vitest';
import { chipsThatFit } from './chips.ts';

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
