import { expect, test } from 'vitest';
import { progress } from './authorityProgress.ts';

const notAfter = '2036-11-16T12:00:00Z';

test.each([
  ['ACTIVE', 2, '2027-01-05T12:00:00Z', /^signs until .*2036; 2 certificates in use$/],
  ['RETIRING', 1, '2027-01-05T12:00:00Z', /^retiring: 1 certificate left, the last one until .*2027 unless/],
  ['RETIRING', 0, null, /^retires within the hour/],
  ['RETIRED', 0, null, /^retired: nothing/],
] as const)(
  'an authority that is %s with %i left says how far it has got',
  (state, certificateCount, lastExpiry, words) => {
    expect(progress({ state, certificateCount, lastExpiry, notAfter })).toMatch(words);
  },
);
