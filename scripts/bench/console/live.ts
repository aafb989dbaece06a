import type { Page } from '@playwright/test';
import type { RunningCompass } from '../../../e2e/fixtures/server.ts';
import { type Figure, percentile } from '../measure.ts';
import { addressOf } from './visit.ts';

const setScenarios = `mutation ($id: ID!, $value: Any!) {
  setApplicationLabel(applicationID: $id, key: "scenarios", value: $value) { key }
}`;

async function someApplications(compass: RunningCompass, first: number): Promise<string[]> {
  const { table } = await compass.graphql<{ table: { data: { id: string }[] } }>(
    'query ($first: Int!) { table: applicationTable(order: { by: "state" }, first: $first) { data { id } } }',
    { first },
  );
  return table.data.map(({ id }) => id);
}

/** From the request of a change made elsewhere until an open console shows it, map and inspector beside each other. */
export async function changeToPixel(page: Page, compass: RunningCompass): Promise<Figure> {
  const names = Array.from({ length: 7 }, (_, index) => `seen-${index}`);
  for (const name of names) {
    await compass.graphql('mutation ($name: String!) { createScenario(name: $name) { id } }', { name });
  }
  const [id] = await someApplications(compass, 1);
  await page.goto(addressOf(compass, `map?mode=map&select=${id}`));
  await page.locator('aside h2').waitFor();
  const samples: number[] = [];
  for (const name of names) {
    // The batch of the one before is over: what is measured is one change, not its place in a burst.
    await page.waitForTimeout(600);
    const seen = page.waitForFunction((text) => document.querySelector('aside')?.textContent?.includes(text), name, {
      polling: 'raf',
    });
    const startedAt = performance.now();
    await compass.graphql(setScenarios, { id, value: [name] });
    await seen;
    samples.push(performance.now() - startedAt);
  }
  const value = percentile(samples, 0.5);
  return { name: `change to pixel in another browser (median of ${names.length})`, value, unit: 'ms', limit: 700 };
}

/** As many changes as an hour with one every few seconds brings, as fast as they can be made; garbage is not counted. */
export async function heapGrowth(page: Page, compass: RunningCompass, changes: number): Promise<Figure> {
  const applications = await someApplications(compass, 100);
  await page.goto(addressOf(compass, 'map?mode=map'));
  await page.locator('.react-flow__node').first().waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  const used = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  const change = (count: number) => {
    const scenarios = [count, count * 7].map((each) => `scenario-${(each % 400) + 1}`);
    return compass.graphql(setScenarios, {
      id: applications[count % applications.length],
      value: [...new Set(scenarios.slice(0, count % 3 === 0 ? 1 : 2))],
    });
  };
  // What is kept once, such as lookups for the first change, is no growth.
  for (let count = 0; count < 20; count += 1) await change(count);
  await page.waitForTimeout(1000);
  const before = await used();
  for (let count = 0; count < changes; count += 1) await change(count);
  await page.waitForTimeout(1000);
  const value = ((await used()) / before - 1) * 100;
  const name = `heap (${(before / 1e6).toFixed(0)} MB) after ${changes} live changes: an hour at one every ${3600 / changes} s`;
  return { name, value, unit: '%', limit: 20 };
}
