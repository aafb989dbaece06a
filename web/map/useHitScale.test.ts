import { expect, test } from 'vitest';
import { blockBelow } from './measures.ts';
import { hitScale } from './useHitScale.ts';

test('24 px stay 24 px on the screen at every zoom at which cards can be read, and are not enlarged by the way', () => {
  for (let zoom = blockBelow; zoom <= 4; zoom += 0.01) {
    expect(24 * zoom * hitScale(zoom), `at ${zoom}`).toBeGreaterThanOrEqual(23.99);
    if (zoom < 1) expect(24 * zoom * hitScale(zoom), `at ${zoom}`).toBeLessThan(30);
  }
  expect(hitScale(2)).toBe(1);
});
