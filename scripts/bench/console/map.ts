import type { Page } from '@playwright/test';
import type { RunningCompass } from '../../../e2e/fixtures/server.ts';
import { type Figure, percentile } from '../measure.ts';
import { addressOf, paintAfterData } from './visit.ts';

const rounds = 5;

/** The whole landscape arrives in one answer; from its last byte until map and matrix are painted. */
export async function firstPaint(page: Page, compass: RunningCompass): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, path, selector] of [
    ['map', 'map?mode=map', '.react-flow__node button'],
    ['matrix', 'map', '[role=grid] td button'],
  ] as const) {
    const samples: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      samples.push(await paintAfterData(page, addressOf(compass, path), selector));
    }
    const value = percentile(samples, 0.5);
    figures.push({
      name: `first paint of the ${name} after the data (median of ${rounds})`,
      value,
      unit: 'ms',
      limit: 1500,
    });
  }
  return figures;
}

/** From the press on a card to the frame in which the inspector names it. */
export async function selectToInspector(page: Page, compass: RunningCompass): Promise<Figure[]> {
  await page.goto(addressOf(compass, 'map?mode=map'));
  await page.locator('.react-flow__node').first().waitFor();
  const names = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[aria-label*=", Application;"], [aria-label*=", Runtime;"]')]
      .filter((card) => card.getBoundingClientRect().top > 150 && card.getBoundingClientRect().bottom < 780)
      .map((card) => card.getAttribute('aria-label')?.split(',')[0] ?? ''),
  );
  const samples: number[] = [];
  for (const name of names.slice(0, 7)) {
    const shown = page.evaluate(
      (title) =>
        new Promise<number>((resolve) => {
          let pressedAt = 0;
          addEventListener('pointerdown', () => (pressedAt = performance.now()), { capture: true, once: true });
          const look = () => {
            const headings = [...document.querySelectorAll('aside h2')];
            const named = headings.some((heading) => heading.textContent?.trim() === title);
            if (pressedAt > 0 && named) resolve(performance.now() - pressedAt);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }),
      name,
    );
    await page.getByRole('button', { name: new RegExp(`^${name}, (Application|Runtime);`) }).click();
    samples.push(await shown);
  }
  const cards = await page.locator('.react-flow__node').count();
  const name = `select to inspector with ${cards} cards (median of ${samples.length})`;
  return [{ name, value: percentile(samples, 0.5), unit: 'ms', limit: 100 }];
}

/** Frame times while the canvas is dragged to and fro for three seconds. */
async function panFrames(page: Page): Promise<number[]> {
  const start = await page.evaluate(() => {
    for (let y = 150; y < 800; y += 10) {
      for (let x = 250; x < 1100; x += 10) {
        if (document.elementFromPoint(x, y)?.closest('.react-flow__pane, [data-far]')) return { x, y };
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
  const placed = () => page.locator('.react-flow__viewport').getAttribute('style');
  const before = await placed();
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  const until = performance.now() + 3000;
  for (let step = 0; performance.now() < until; step += 1) {
    await page.mouse.move(start.x + 150 * Math.sin(step / 12), start.y + 250 * Math.sin(step / 17));
  }
  await page.mouse.up();
  if ((await placed()) === before) throw new Error('the canvas was not moved');
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames.slice(5));
}

/** At three distances: cards, blocks, cells. */
export async function pans(page: Page, compass: RunningCompass): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, zoom] of [
    ['100 %', 1],
    ['40 %, blocks', 0.4],
    ['12 %, cells', 0.12],
  ] as const) {
    await page.goto(addressOf(compass, `map?mode=map&zoom=${zoom}&centre=510,${Math.round(300 / zoom)}`));
    await page.locator('.react-flow__node').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(1000);
    const frames = await panFrames(page);
    figures.push(
      { name: `pan with 300 cards at ${name}, p95 frame`, value: percentile(frames, 0.95), unit: 'ms', limit: 33 },
      { name: `pan with 300 cards at ${name}, median frame`, value: percentile(frames, 0.5), unit: 'ms' },
    );
  }
  return figures;
}
