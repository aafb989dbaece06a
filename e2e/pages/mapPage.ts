import { expect, type Locator, type Page } from '@playwright/test';

/** The map as a person finds it: by the names cards announce. */
export function mapPage(page: Page) {
  const card = (kind: 'Application' | 'Runtime' | 'Scenario', name: string): Locator =>
    page.getByRole('button', { name: new RegExp(`^${name}, ${kind};`) });

  return {
    page,
    card,
    open: async (consoleUrl: string) => {
      await page.goto(`${consoleUrl}/t/default/map`);
      await expect(page.getByRole('heading', { name: 'Map' })).toBeVisible();
    },
    /** Drags by mouse in steps, as a hand does; `drop: false` leaves the card in hand. */
    drag: async (from: Locator, to: Locator, options: { drop: boolean } = { drop: true }) => {
      const start = await from.boundingBox();
      const end = await to.boundingBox();
      if (!start || !end) throw new Error('nothing to drag');
      await page.mouse.move(start.x + start.width / 2, start.y + 20);
      await page.mouse.down();
      await page.mouse.move(start.x + start.width / 2 + 12, start.y + 24, { steps: 3 });
      await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
      if (options.drop) await page.mouse.up();
    },
  };
}
