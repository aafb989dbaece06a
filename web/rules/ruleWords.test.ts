import { expect, test } from 'vitest';
import { effectInWords, matchesInWords, selectorInWords } from './ruleWords.ts';

const effect = (applicationCount: number, runtimeCount: number, total: number) => ({
  applicationCount,
  runtimeCount,
  impact: { breaks: { total } },
});

test.each([
  [effect(0, 0, 0), 'It concerns nothing now. No live connection stops.'],
  [effect(1, 0, 0), 'It concerns 1 application now. No live connection stops.'],
  [effect(2, 3, 1), 'It concerns 2 applications and 3 runtimes now. 1 live connection stops.'],
])('an effect is told with counts, %#', (given, words) => {
  expect(effectInWords(given)).toBe(words);
});

test('a rule is told by its label and what it matches', () => {
  expect(selectorInWords({ key: 'region', value: 'eu' })).toBe('region = "eu"');
  expect(matchesInWords(['APPLICATION', 'RUNTIME'])).toBe('applications and runtimes');
});
