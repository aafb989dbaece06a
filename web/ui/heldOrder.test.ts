import { describe, expect, it } from 'vitest';
import { heldOrder, sameOrder } from './heldOrder.ts';

describe('a held order', () => {
  it('keeps rows in place, drops those gone and appends new ones', () => {
    expect(heldOrder(['a', 'b', 'c'], ['c', 'x', 'a'])).toEqual(['a', 'c', 'x']);
  });

  it('is the wanted order when nothing was shown', () => {
    expect(heldOrder([], ['b', 'a'])).toEqual(['b', 'a']);
  });

  it('tells orders apart', () => {
    expect(sameOrder(['a', 'b'], ['a', 'b'])).toBe(true);
    expect(sameOrder(['a', 'b'], ['b', 'a'])).toBe(false);
    expect(sameOrder(['a'], ['a', 'b'])).toBe(false);
  });
});
