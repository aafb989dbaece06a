import { expect, test } from 'vitest';
import type { Change } from '../../landscape/model.ts';
import { changesInHash, hashOf } from './draftLink.ts';

const changes: Change[] = [
  { addToScenario: { objectID: 'a', scenario: 'Größe ✓' } },
  { switch: { applicationID: 'a', runtimeID: 'r' } },
];

test('a draft comes out of its link as it went in', () => {
  expect(changesInHash(`#${hashOf(changes)}`)).toEqual(changes);
  expect(hashOf(changes)).toMatch(/^draft=[\w-]+$/);
});

test('an address without a draft holds none', () => {
  expect(changesInHash('')).toBeNull();
  expect(changesInHash('#top')).toBeNull();
});

test('what is no list of changes is refused with a reason', () => {
  const hash = (value: unknown) => changesInHash(hashOf(value as Change[]));
  expect(changesInHash('#draft=%%%')).toBe('The link of the draft is damaged.');
  for (const wrong of [
    [{ drop: {} }],
    [{ connect: { applicationID: 'a' } }],
    [{ ...changes[0], ...changes[1] }],
    [null],
  ]) {
    expect(hash(wrong)).toBe('The link of the draft is damaged.');
  }
  expect(hash([])).toBe('The link holds no changes.');
  expect(hash(Array.from({ length: 1001 }, () => changes[0]))).toBe('The link holds more than 1000 changes.');
});

test('members that belong to no change are left out', () => {
  const given = [{ connect: { applicationID: 'a', runtimeID: 'r', extra: 1 } }] as unknown as Change[];
  expect(changesInHash(hashOf(given))).toEqual([{ connect: { applicationID: 'a', runtimeID: 'r' } }]);
});
