import { expect, test } from 'vitest';
import { parseFilter } from '../ui/filterTokens.ts';
import { activityFilterOf, activityTokenKeys } from './activityTokens.ts';

const now = Date.parse('2026-11-19T14:32:00Z');
const read = (text: string) => activityFilterOf(parseFilter(text, activityTokenKeys), now);

test('tokens and words become conditions of the server', () => {
  expect(read('actor:mara -action:runtime.reported kind:security orders eu').filter.conditions).toEqual([
    { key: 'ACTOR', value: 'mara', negated: false },
    { key: 'ACTION', value: 'runtime.reported', negated: true },
    { key: 'KIND', value: 'security', negated: false },
    { key: 'TEXT', value: 'orders', negated: false },
    { key: 'TEXT', value: 'eu', negated: false },
  ]);
});

test('a time is a length back from now, a day or a moment', () => {
  expect(read('since:24h').filter.since).toBe('2026-11-18T14:32:00.000Z');
  expect(read('since:2026-11-12 until:2026-11-12').filter).toMatchObject({
    since: '2026-11-12T00:00:00.000Z',
    until: '2026-11-12T23:59:59.000Z',
  });
  expect(read('since:2026-11-12T09:30:00Z').filter.since).toBe('2026-11-12T09:30:00.000Z');
});

test('what cannot be understood is said', () => {
  expect(read('since:soon').problem).toContain('since:soon is no time');
  expect(read('kind:odd result:odd').problem).toBe(
    'There is no kind odd, only security and landscape. There is no result odd, only done and refused.',
  );
  expect(read('-until:7d').problem).toContain('use since');
  expect(read('result:refused kind:landscape').problem).toBeNull();
});
