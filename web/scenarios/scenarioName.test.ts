import { expect, test } from 'vitest';
import { scenarioNameProblem } from './scenarioName.ts';

test.each(['ab', 'campaign', 'Black Friday 2026', 'a-b_c', '42'])('%s may name a scenario', (name) => {
  expect(scenarioNameProblem(name, ['other'])).toBeNull();
});

test.each(['', 'a', '-ab', 'ab-', 'a.b', 'ä1', ' ab', 'x'.repeat(129)])('%j may not name a scenario', (name) => {
  expect(scenarioNameProblem(name, [])).not.toBeNull();
});

test('a name that exists is refused by name', () => {
  expect(scenarioNameProblem('campaign', ['campaign'])).toBe('There is a scenario called campaign already.');
});
