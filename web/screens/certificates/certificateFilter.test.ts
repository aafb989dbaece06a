import { expect, test } from 'vitest';
import { parseFilter } from '../../ui/filterTokens.ts';
import { filterFrom, filterKeys, orderFrom } from './certificateFilter.ts';

const now = Date.UTC(2026, 10, 19);
const none = { lanes: null, from: null, before: null };
const filter = (text: string) => filterFrom(parseFilter(text, filterKeys), none, now);

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

test('lanes are asked for by name, a week by its bounds, and both for what is in use', () => {
  const nothing = parseFilter('', filterKeys);
  expect(filterFrom(nothing, { ...none, lanes: ['DAY', 'WEEK'] }, now)).toEqual({
    lanes: ['DAY', 'WEEK'],
    current: true,
  });
  expect(filterFrom(nothing, { lanes: null, from: 'a', before: 'b' }, now)).toEqual({
    expiresFrom: 'a',
    expiresBefore: 'b',
    current: true,
  });
  expect(orderFrom({ column: 'used', descending: true })).toEqual({ by: 'LIFETIME_USED', descending: true });
});

test('a span counts from now on', () => {
  const [start, end] = [new Date(now).toISOString(), '2026-11-26T00:00:00.000Z'];
  expect(filter('expires:<7d')).toEqual({ expiresFrom: start, expiresBefore: end, current: true });
  expect(filter('expires:<1w')).toEqual(filter('expires:<168h'));
  expect(filter('expires:>7d')).toEqual({ expiresFrom: end, current: true });
  expect(filter('-expires:<7d')).toEqual(filter('expires:>7d'));
  expect(filter('expires:soon')).toEqual({ states: [] });
});

test('serial numbers are meant whole, or looked up by their beginning', () => {
  const [one, other] = ['4FA1'.repeat(8), '0b'.repeat(16)];
  expect(filter(`serial:${one} serial:${other}`)).toEqual({ serials: [one.toLowerCase(), other] });
  expect(filter('serial:4f:a1')).toEqual({ text: '4fa1' });
  expect(filter('serial:4f eu')).toEqual({ serials: ['4f'], text: 'eu' });
  expect(filter('client:c2a94f10')).toEqual({ clientID: 'c2a94f10' });
});
