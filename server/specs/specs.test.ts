import { performance } from 'node:perf_hooks';
import { afterEach, describe, expect, test } from 'vitest';
import type { Claim } from './judge.ts';
import { createSpecs, type Specs } from './specs.ts';

let specs: Specs | undefined;
afterEach(() => specs?.close());

const openApi = (text: string, format: 'JSON' | 'YAML' = 'YAML'): Claim => ({ type: 'OPEN_API', format, text });
const good = "openapi: 3.0.0\ninfo: { title: t, version: '1' }\npaths: {}\n";
/** Takes the parser several seconds. */
const slow = `a: ${'['.repeat(200_000)}`;

describe('Documents are read in a thread of their own', () => {
  test('each gets its verdict', async () => {
    specs = createSpecs();
    expect(await specs.judge([openApi(good), openApi('openapi: 3.0.0'), openApi(good)])).toEqual([
      null,
      'line 1: info is required',
      null,
    ]);
  });

  test('one that takes too long is given up', async () => {
    specs = createSpecs({ budgetMs: 50 });
    expect(await specs.judge([openApi(slow)])).toEqual(['takes too long to read']);
  });

  test('the event loop goes on meanwhile', async () => {
    const paths = Array.from(
      { length: 9000 },
      (_, n) => `  /p${n}: { get: { responses: { 200: { description: d } } } }`,
    );
    const text = `openapi: 3.0.0\ninfo: { title: t, version: '1' }\npaths:\n${paths.join('\n')}\n`;
    specs = createSpecs({ budgetMs: 60_000 });
    await specs.judge([openApi(good)]);
    let [ticks, longest, last] = [0, 0, performance.now()];
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      ticks += 1;
    }, 5);
    const began = performance.now();
    expect(await specs.judge([openApi(text)])).toEqual([null]);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
    expect(longest).toBeLessThan((performance.now() - began) / 2);
  });

  test('the expression of a filter cannot run for ever, and what waits behind it is read', async () => {
    specs = createSpecs({ budgetMs: 6000 });
    const index = Buffer.from(`files: [{ name: ${'a'.repeat(60)}! }]`);
    const endless = specs.fileOfIndex(index, '^(a+)+$');
    const behind = [specs.fileOfIndex(Buffer.from('files: [{ name: b }]'), null), specs.judge([openApi(good)])];
    await expect(endless).rejects.toThrow('takes too long to read');
    expect(await Promise.all(behind)).toEqual(['b', [null]]);
  });

  test('after closing nothing is read any more', async () => {
    const closed = createSpecs();
    const reading = closed.judge([openApi(good)]);
    await Promise.all([expect(reading).rejects.toThrow('Compass is stopping'), closed.close()]);
    await expect(closed.judge([openApi(good)])).rejects.toThrow('Compass is stopping');
  });
});
