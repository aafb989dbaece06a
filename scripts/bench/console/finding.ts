import type { Page } from '@playwright/test';
import type { RunningCompass } from '../../../e2e/fixtures/server.ts';
import { type Figure, medianMs, percentile } from '../measure.ts';
import { addressOf } from './visit.ts';

const search = 'query ($text: String!) { search(text: $text) { found { kind id name detail } more } }';

/** From the last key until the result stands in the palette. */
async function palette(page: Page, text: string): Promise<number> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Type a command or a name' }).waitFor();
  const shown = page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        let pressedAt = 0;
        addEventListener('keydown', () => (pressedAt = performance.now()), { capture: true });
        const look = () => {
          const found = [...document.querySelectorAll('[role=option]')].some((each) =>
            each.textContent?.startsWith(name),
          );
          if (pressedAt > 0 && found) setTimeout(() => resolve(performance.now() - pressedAt));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    text,
  );
  await page.keyboard.type(text, { delay: 60 });
  const took = await shown;
  await page.keyboard.press('Escape');
  return took;
}

/** Everything by its name: in the palette, which knows the landscape, and by the server's search behind the find field. */
export async function finding(page: Page, compass: RunningCompass): Promise<Figure[]> {
  await page.goto(addressOf(compass, 'overview'));
  await page.getByRole('button', { name: /Commands/ }).waitFor();
  const samples: number[] = [];
  for (const text of ['application-6543', 'runtime-2345', 'scenario-321', 'application-17', 'runtime-9']) {
    samples.push(await palette(page, text));
  }
  const answer = await medianMs(9, () => compass.graphql(search, { text: 'application-65' }));
  return [
    {
      name: 'last key to result in the palette (median of 5)',
      value: percentile(samples, 0.5),
      unit: 'ms',
      limit: 100,
    },
    { name: 'search of the server (median of 9)', value: answer, unit: 'ms', limit: 300 },
  ];
}
