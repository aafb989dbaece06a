import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import { adminEmail, adminPassword, type RunningCompass, startCompass } from '../../e2e/fixtures/server.ts';
import config from '../../playwright.config.ts';
import { root } from '../command.ts';
import { findChromium } from '../tools.ts';
import { type Registered, registerLandscape } from './landscape.ts';
import { type Figure, percentile } from './measure.ts';

async function openMap(browser: Browser, compass: RunningCompass): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.request.post(`${compass.consoleUrl}/api/auth/sign-in/email`, {
    data: { email: adminEmail, password: adminPassword },
    headers: { Origin: compass.consoleUrl },
  });
  const page = await context.newPage();
  await page.goto(`${compass.consoleUrl}/t/default/map`);
  await page.locator('.react-flow__node').first().waitFor();
  return page;
}

/** Frame times while the canvas is dragged to and fro for three seconds. */
async function panFrames(page: Page): Promise<number[]> {
  const start = await page.evaluate(() => {
    for (let y = 150; y < 800; y += 10) {
      for (let x = 250; x < 1100; x += 10) {
        if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane')) return { x, y };
      }
    }
    throw new Error('no empty place on the canvas');
  });
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    let last = performance.now();
    const tick = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  const until = performance.now() + 3000;
  for (let step = 0; performance.now() < until; step += 1) {
    await page.mouse.move(start.x + 150 * Math.sin(step / 12), start.y + 250 * Math.sin(step / 17));
  }
  await page.mouse.up();
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames.slice(5));
}

/** From the press on a card to the frame in which the inspector names it. */
async function selectToInspector(page: Page): Promise<number> {
  const samples: number[] = [];
  const names = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[aria-label*=", Application;"]')]
      .filter((card) => card.getBoundingClientRect().top > 150 && card.getBoundingClientRect().bottom < 780)
      .map((card) => card.getAttribute('aria-label')?.split(',')[0] ?? ''),
  );
  for (const name of names.slice(0, 7)) {
    const card = page.getByRole('button', { name: new RegExp(`^${name}, Application;`) });
    const shown = page.evaluate(
      (title) =>
        new Promise<number>((resolve) => {
          let pressedAt = 0;
          addEventListener('pointerdown', () => (pressedAt = performance.now()), { capture: true, once: true });
          const look = () => {
            const named = [...document.querySelectorAll('aside h2')].some(
              (heading) => heading.textContent?.trim() === title,
            );
            if (pressedAt > 0 && named) resolve(performance.now() - pressedAt);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }),
      name,
    );
    await card.click();
    samples.push(await shown);
  }
  return percentile(samples, 0.5);
}

/** From the answer to a change made elsewhere until an open console shows it. */
async function changeToPixel(page: Page, compass: RunningCompass, landscape: Registered): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const name = `seen-${round}`;
    const startedAt = performance.now();
    await compass.graphql('mutation ($name: String!) { createScenario(name: $name) { id } }', { name });
    await compass.graphql(
      `mutation ($id: ID!, $value: Any!) { setApplicationLabel(applicationID: $id, key: "scenarios", value: $value) { key } }`,
      { id: landscape.applications[0]?.id, value: [name] },
    );
    await page.waitForFunction((text) => document.body.textContent?.includes(text), name, { polling: 'raf' });
    samples.push(performance.now() - startedAt);
  }
  return percentile(samples, 0.5);
}

/** Compressed size of what the first page load has to run: the entry script and what it preloads. */
function initialScriptKb(): number {
  const html = readFileSync(join(root, 'dist/web/index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) =>
    join(root, 'dist/web', path as string),
  );
  return scripts.reduce((sum, file) => sum + gzipSync(readFileSync(file)).byteLength, 0) / 1000;
}

export async function bench(): Promise<Figure[]> {
  const browser = await chromium.launch({ ...config.use?.launchOptions, executablePath: await findChromium() });
  const compass = await startCompass();
  try {
    const landscape = await registerLandscape(compass, { applications: 220, runtimes: 60, scenarios: 20 });
    const page = await openMap(browser, compass);
    const cards = await page.locator('.react-flow__node').count();
    const selectMs = await selectToInspector(page);
    const frames = await panFrames(page);
    return [
      { name: `select to inspector with ${cards} cards (median of 7)`, value: selectMs, unit: 'ms', limit: 100 },
      {
        name: `pan with ${cards} cards on the page of 300, p95 frame`,
        value: percentile(frames, 0.95),
        unit: 'ms',
        limit: 33,
      },
      { name: 'pan, median frame', value: percentile(frames, 0.5), unit: 'ms' },
      {
        name: 'change to pixel in another browser (median of 7)',
        value: await changeToPixel(page, compass, landscape),
        unit: 'ms',
        limit: 700,
      },
      { name: 'initial script, compressed', value: initialScriptKb(), unit: 'kB', limit: 250 },
    ];
  } finally {
    await browser.close();
    await compass.stop();
  }
}
