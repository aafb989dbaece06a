import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import type { RunningCompass } from '../../../e2e/fixtures/server.ts';
import { root } from '../../command.ts';
import type { Figure } from '../measure.ts';
import { addressOf } from './visit.ts';

/** Compressed size of what the first page load has to run: the entry script and what it preloads. */
export function initialScript(): Figure {
  const html = readFileSync(join(root, 'dist/web/index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) =>
    join(root, 'dist/web', path as string),
  );
  const value = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(file)).byteLength, 0) / 1000;
  return { name: 'initial script, compressed', value, unit: 'kB', limit: 250 };
}

const screens = ['overview', 'map', 'applications', 'runtimes', 'scenarios', 'certificates', 'onboarding', 'activity'];

/** As it came over the wire, of all answers that every screen of the console asks for when it is opened. */
export async function largestAnswer(page: Page, compass: RunningCompass): Promise<Figure> {
  let largest = { size: 0, screen: '' };
  for (const screen of screens) {
    await page.goto(addressOf(compass, screen));
    await page.locator('main h1').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(1000);
    const size = await page.evaluate(() => {
      const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return Math.max(
        0,
        ...entries.filter(({ name }) => name.includes('/graphql')).map((each) => each.encodedBodySize),
      );
    });
    if (size > largest.size) largest = { size, screen };
  }
  return {
    name: `largest answer of all screens, compressed (${largest.screen})`,
    value: largest.size / 1000,
    unit: 'kB',
    limit: 500,
  };
}
