import { describe, expect, test } from 'vitest';
import { contrast, deltaE2000, type Rgb, simulate, visions } from './colourScience.ts';
import css from './tokens.css?raw';

/** Both halves of a `light-dark()` token. */
function token(name: string): { light: Rgb; dark: Rgb } {
  const [, light, dark] = new RegExp(`--c-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css) ?? [];
  if (!light || !dark) throw new Error(`tokens.css has no colour pair --c-${name}`);
  return { light: rgb(light), dark: rgb(dark) };
}

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as Rgb;

const states = ['connected', 'pending', 'attention', 'failed', 'idle'] as const;
const surfaces = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'selected'] as const;

describe.each(['light', 'dark'] as const)('In the %s theme', (theme) => {
  test.each(states)('the state colour %s stands out from every surface by 3:1', (state) => {
    for (const surface of surfaces) {
      expect(contrast(token(state)[theme], token(surface)[theme]), surface).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(['ink-1', 'ink-2', 'ink-3'])('text in %s is readable on every surface at 4.5:1', (ink) => {
    for (const surface of surfaces) {
      expect(contrast(token(ink)[theme], token(surface)[theme]), surface).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('text on primary buttons is readable at 4.5:1, hovered ones included', () => {
    expect(contrast(token('on-ink')[theme], token('ink-1')[theme])).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token('on-ink')[theme], token('ink-2')[theme])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['line-control', 'membership'])('the line %s stands out from page and panels by 3:1', (line) => {
    for (const surface of ['canvas', 'surface', 'raised']) {
      expect(contrast(token(line)[theme], token(surface)[theme]), surface).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(visions)('any two states differ by 20 (CIEDE2000) with %s vision', (vision) => {
    for (const [position, one] of states.entries()) {
      for (const other of states.slice(position + 1)) {
        const difference = deltaE2000(simulate(token(one)[theme], vision), simulate(token(other)[theme], vision));
        expect(difference, `${one} and ${other}`).toBeGreaterThanOrEqual(20);
      }
    }
  });
});

test('black and white differ by 100, a colour from itself by nothing', () => {
  expect(deltaE2000([0, 0, 0], [1, 1, 1])).toBeCloseTo(100, 1);
  expect(deltaE2000([0.2, 0.4, 0.6], [0.2, 0.4, 0.6])).toBe(0);
});
