import { expect, test } from 'vitest';
import { expirySentence } from './expiryWords.ts';

/** Weeks of `ending` certificates, of which `late` do not renew. */
const said = (...weeks: [ending: number, late: number][]) => {
  const { strong, rest } = expirySentence(
    weeks.map(([count, notRenewingCount]) => ({ from: '', before: '', count, notRenewingCount })),
  );
  return `${strong}${rest}`;
};

test('the ends of the first week come before the ordinary course', () => {
  expect(said([0, 0], [0, 0])).toBe('No certificate ends within 12 weeks.');
  expect(said([0, 0], [45, 0])).toBe('None expires within 7 days. 45 end later and renew by themselves.');
  expect(said([4, 4], [260, 0], [260, 0])).toBe(
    '4 expire within 7 days, none is renewing. 520 more end later and renew by themselves.',
  );
  expect(said([3, 2], [1, 0])).toBe('3 expire within 7 days, 1 renews. 1 more ends later and renews by itself.');
  expect(said([1, 0])).toBe('1 expires within 7 days, 1 renews.');
});

test('what does not renew later is counted', () => {
  expect(said([0, 0], [45, 2])).toBe('None expires within 7 days. 45 end later; 2 do not renew.');
  expect(said([0, 0], [45, 1])).toBe('None expires within 7 days. 45 end later; 1 does not renew.');
  expect(said([0, 0], [3, 3])).toBe('None expires within 7 days. 3 end later; none renews.');
  expect(said([0, 0], [1, 1])).toBe('None expires within 7 days. 1 ends later and does not renew.');
});
