import { expect, test } from 'vitest';
import { parseMoment, printMoment, spellMoment } from './moment.ts';

const at = (text: string) => Date.parse(text);

test('a moment is read as people write it', () => {
  expect(parseMoment('12 Nov 2026, 09:30:05')).toBe(at('2026-11-12T09:30:05Z'));
  expect(parseMoment(' 2  november 2026  9:05 UTC')).toBe(at('2026-11-02T09:05:59Z'));
  expect(parseMoment('2026-11-12T09:30:05Z')).toBe(at('2026-11-12T09:30:05Z'));
  expect(parseMoment('2026-11-12 09:30:00+02:00')).toBe(at('2026-11-12T07:30:00Z'));
});

test('what is left out means the end of it, so that what happened within is seen', () => {
  expect(parseMoment('12 Nov 2026')).toBe(at('2026-11-12T23:59:59Z'));
  expect(parseMoment('2026-11-12 09:30')).toBe(at('2026-11-12T09:30:59Z'));
});

test('what is written is read back as the same moment', () => {
  const moment = at('2026-09-02T09:05:07Z');
  expect(spellMoment(moment)).toBe('2 Sep 2026, 09:05:07');
  expect(parseMoment(spellMoment(moment))).toBe(moment);
});

test('what is no moment is none', () => {
  for (const text of ['', 'yesterday', '31 Feb 2026', '2026-13-01', '12 Nov 2026, 24:00', '12 Foo 2026', '12 Nov']) {
    expect(parseMoment(text)).toBeNull();
  }
});

test('a moment in an address is in whole seconds', () => {
  expect(printMoment(at('2026-11-12T09:30:00.999Z'))).toBe('2026-11-12T09:30:00Z');
});
