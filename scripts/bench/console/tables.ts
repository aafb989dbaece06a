import type { Page } from '@playwright/test';
import type { RunningCompass } from '../../../e2e/fixtures/server.ts';
import { type Figure, percentile } from '../measure.ts';
import { addressOf } from './visit.ts';

const rounds = 5;

/** From the last byte of the first page until its rows are painted. */
async function rowsAfterAnswer(page: Page, path: string, operation: string): Promise<{ paint: number; size: number }> {
  await page.evaluate(() => sessionStorage.setItem('awaited', 'tr[data-row]'));
  const answered = page.waitForResponse(
    (response) => response.url().endsWith('/graphql') && (response.request().postData() ?? '').includes(operation),
  );
  await page.goto(path);
  const response = await answered;
  await page.waitForFunction(() => window.marks.shownAt > 0);
  const { responseBodySize } = await response.request().sizes();
  const { startTime, responseEnd } = response.request().timing();
  const paint = await page.evaluate(
    (answeredAt) => performance.timeOrigin + window.marks.shownAt - answeredAt,
    startTime + responseEnd,
  );
  return { paint, size: responseBodySize };
}

export async function firstRows(page: Page, compass: RunningCompass): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const table of ['applications', 'runtimes', 'scenarios'] as const) {
    const operation = `query ${table.charAt(0).toUpperCase()}${table.slice(1, -1)}Table`;
    const paints: number[] = [];
    let bytes = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { paint, size } = await rowsAfterAnswer(page, addressOf(compass, table), operation);
      paints.push(paint);
      bytes = Math.max(bytes, size);
    }
    figures.push(
      {
        name: `first rows of ${table} after the response (median of ${rounds})`,
        value: percentile(paints, 0.5),
        unit: 'ms',
        limit: 300,
      },
      { name: `first page of ${table}, compressed`, value: bytes / 1000, unit: 'kB', limit: 500 },
    );
  }
  return figures;
}
