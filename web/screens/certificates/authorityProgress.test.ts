import { expect, test } from 'vitest';
import { commonName, progress, rotationSentence } from './authorityProgress.ts';

const notAfter = '2036-11-16T12:00:00Z';

test.each([
  ['ACTIVE', 2, '2027-01-05T12:00:00Z', /^Signs until .*2036, 2 certificates in use$/],
  ['RETIRING', 1, '2027-01-05T12:00:00Z', /^Retiring: 1 certificate left, the last one until .*2027 unless/],
  ['RETIRING', 0, null, /^Retires within the hour/],
  ['RETIRED', 0, null, /^Retired: nothing/],
] as const)(
  'an authority that is %s with %i left says how far it has got',
  (state, certificateCount, lastExpiry, words) => {
    expect(progress({ state, certificateCount, lastExpiry, notAfter })).toMatch(words);
  },
);

test('before a rotation one reads what becomes of the certificates there are', () => {
  const active = { state: 'ACTIVE', certificateCount: 2, lastExpiry: '2027-01-05T12:00:00Z', notAfter } as const;
  expect(rotationSentence(active)).toBe(
    '2 certificates in use stay good: the present authority is trusted until the last of them is renewed or revoked, or ends on 5 Jan 2027.',
  );
  expect(rotationSentence({ ...active, certificateCount: 1 })).toMatch(/^1 certificate in use stays good.*until it is/);
  expect(rotationSentence({ ...active, certificateCount: 0, lastExpiry: null })).toMatch(/^No certificate/);
});

test('an authority is called by its common name', () => {
  expect(commonName('O=Compass, CN=Compass Client CA 1')).toBe('Compass Client CA 1');
  expect(commonName('O=Compass')).toBe('O=Compass');
});
