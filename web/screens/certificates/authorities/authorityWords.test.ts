import { expect, test } from 'vitest';
import { commonName, listWords, progress, retiredShare, rotationSentence, stripNote } from './authorityWords.ts';

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

test('the strip tells of former authorities only while they retire', () => {
  const authority = (state: 'ACTIVE' | 'RETIRING' | 'RETIRED', certificateCount: number) => ({
    state,
    certificateCount,
  });
  expect(stripNote([authority('ACTIVE', 4), authority('RETIRED', 0)])).toBe('');
  expect(stripNote([authority('ACTIVE', 4), authority('RETIRING', 1)])).toBe(
    '1 former one retires, 1 certificate left',
  );
  expect(stripNote([authority('ACTIVE', 0), authority('RETIRING', 1200), authority('RETIRING', 34)])).toBe(
    '2 former ones retire, 1,234 certificates left',
  );
});

test('the progress of a rotation is the share of certificates that are out of use', () => {
  expect(retiredShare({ issuedCount: 12, certificateCount: 3 })).toBe(0.75);
  expect(retiredShare({ issuedCount: 0, certificateCount: 0 })).toBe(1);
});

test('a revocation list tells its number and until when it is good', () => {
  expect(listWords(null)).toMatch(/^Nobody has asked for it yet/);
  const crl = { number: 4, signedAt: '2026-11-19T12:00:00Z', nextUpdate: '2026-11-20T12:00:00Z', revokedCount: 1 };
  expect(listWords(crl)).toBe(
    'Number 4, 1 certificate revoked, signed 19 Nov 2026, 12:00 UTC, next update by 20 Nov 2026, 12:00 UTC',
  );
});
