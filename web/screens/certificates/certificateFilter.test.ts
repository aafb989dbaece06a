import { expect, test } from 'vitest';
import { parseFilter } from '../../ui/filterTokens.ts';
import { filterFrom, filterKeys, orderFrom } from './certificateFilter.ts';

const none = { from: null, before: null };
const filter = (text: string) => filterFrom(parseFilter(text, filterKeys), null, none);

test('states add up, families stand for their states, a minus takes away', () => {
  expect(filter('state:expired state:not-renewing').states).toEqual(['EXPIRED', 'OVERDUE', 'CRITICAL']);
  expect(filter('-state:revoked -state:replaced').states).toEqual([
    'EXPIRED',
    'CRITICAL',
    'OVERDUE',
    'RENEWAL_DUE',
    'HEALTHY',
  ]);
  expect(filter('state:unheard-of').states).toEqual([]);
  expect(filter('')).toEqual({});
});

test('words are looked up as they are, and a kind is one of two', () => {
  expect(filter('kind:runtime kyma eu')).toEqual({ ownerKind: 'RUNTIME', text: 'kyma eu' });
  expect(filter('-kind:runtime')).toEqual({ ownerKind: 'APPLICATION' });
});

test('a lane asks for what is in use and ends in it', () => {
  expect(filterFrom(parseFilter('', filterKeys), { from: 'a', before: 'b' }, none)).toEqual({
    expiresFrom: 'a',
    expiresBefore: 'b',
    current: true,
  });
  expect(orderFrom({ column: 'used', descending: true })).toEqual({ by: 'LIFETIME_USED', descending: true });
});
