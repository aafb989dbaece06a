import { describe, expect, it } from 'vitest';
import { matchesFilter, parseFilter, printFilter, toggleToken, withoutKey } from './filterTokens.ts';

const keys = ['scenario', 'state', 'name'];
interface Row {
  name: string;
  scenarios: string[];
  state: string;
}
const matchers = {
  text: (row: Row) => row.name,
  tokens: {
    scenario: (row: Row, value: string) => row.scenarios.includes(value),
    state: (row: Row, value: string) => row.state === value,
    name: (row: Row, value: string) => row.name.includes(value),
  },
};
const row: Row = { name: 'Orders Prod', scenarios: ['campaign', 'summer sale'], state: 'failed' };
const matches = (text: string) => matchesFilter(row, parseFilter(text, keys), matchers);

describe('filter text', () => {
  it('splits into tokens and words', () => {
    expect(parseFilter('scenario:campaign  -name:test order', keys)).toEqual({
      tokens: [
        { key: 'scenario', value: 'campaign', negated: false },
        { key: 'name', value: 'test', negated: true },
      ],
      text: 'order',
    });
  });

  it('keeps an unknown key and a key without a value as words', () => {
    expect(parseFilter('http://x state: 12:30', keys)).toEqual({ tokens: [], text: 'http://x state: 12:30' });
  });

  it('quotes values with spaces and reads them back', () => {
    const query = parseFilter('scenario:"summer sale" ord', keys);
    expect(query.tokens[0]?.value).toBe('summer sale');
    expect(printFilter(query)).toBe('scenario:"summer sale" ord');
    expect(parseFilter(printFilter(query), keys)).toEqual(query);
  });

  it('treats tokens of one key as alternatives and different keys as conditions', () => {
    expect(matches('state:failed state:connected')).toBe(true);
    expect(matches('state:connected scenario:campaign')).toBe(false);
    expect(matches('state:failed scenario:"summer sale"')).toBe(true);
  });

  it('excludes with a minus and ignores case in words', () => {
    expect(matches('-scenario:campaign')).toBe(false);
    expect(matches('-scenario:marketing')).toBe(true);
    expect(matches('prod orders')).toBe(true);
    expect(matches('prod invoices')).toBe(false);
  });

  it('toggles a token on and off and drops a key for facet counts', () => {
    const token = { key: 'state', value: 'failed', negated: false };
    const on = toggleToken({ tokens: [], text: 'x' }, token);
    expect(on.tokens).toEqual([token]);
    expect(toggleToken(on, token).tokens).toEqual([]);
    expect(withoutKey(on, 'state')).toEqual({ tokens: [], text: 'x' });
  });
});
