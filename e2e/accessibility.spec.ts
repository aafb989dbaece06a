import type { Page } from '@playwright/test';
import { connect, loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';
import { screens } from './pages/screens.ts';

/** All rules in one look; in the others those that can judge differently: contrast is the theme's, sizes are the density's. */
const looks = [
  { theme: 'light', density: 'compact', rules: undefined },
  { theme: 'dark', density: 'default', rules: ['color-contrast', 'link-in-text-block', 'target-size'] },
  { theme: 'light', density: 'comfortable', rules: ['target-size', 'scrollable-region-focusable'] },
] as const;

const halves = [
  { half: 'first', some: screens.slice(0, screens.length / 2) },
  { half: 'second', some: screens.slice(screens.length / 2) },
];

async function wear(page: Page, { theme, density }: Pick<(typeof looks)[number], 'theme' | 'density'>): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await page.evaluate((value) => {
    document.documentElement.dataset['density'] = value;
  }, density);
}

for (const { half, some } of halves) {
  test(`axe finds nothing on any screen in both themes and all densities: ${half} half`, async ({
    page,
    compass,
    signIn,
    expectNoAxeViolations,
  }) => {
    test.setTimeout(240_000);
    const ids = await loadExample(compass);
    await connect(compass, 'application-1', 'runtime-1');
    for (const path of half === 'first' ? ['signin', 'setup?token=unknown'] : []) {
      await page.goto(`${compass.consoleUrl}/${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectNoAxeViolations(page);
      }
    }
    await signIn(page);
    for (const screen of some) {
      await test.step(screen.name, async () => {
        await page.goto(`${compass.consoleUrl}/t/default/${screen.path(ids)}`);
        await expect(page.getByRole('heading', { level: 1, name: screen.heading })).toBeVisible();
        for (const look of looks) {
          await wear(page, look);
          await expectNoAxeViolations(page, look.rules);
        }
      });
    }
  });
}

/** What is wider than the window, but for what scrolls by itself: the map and tables have two dimensions (WCAG 1.4.10). */
const wider = () => {
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const over = [...document.querySelectorAll('body *')].filter((element) => {
    const { right, width, height } = element.getBoundingClientRect();
    const isHidden = getComputedStyle(element).clipPath !== 'none' || width <= 1 || height <= 1;
    return right > innerWidth + 1 && !isHidden && !scrolls(element.parentElement) && !element.closest('.react-flow');
  });
  return over.map(
    (element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent?.slice(0, 40)}`,
  );
};

/** What moves although motion is off. */
const moving = () =>
  document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 1)
    .map(({ effect }) => (effect as KeyframeEffect).target?.className.toString() ?? '');

test('every screen fits 320 px, which is 1280 px at 400 %, and stands still where motion is off', async ({
  page,
  compass,
  signIn,
}) => {
  test.setTimeout(180_000);
  const ids = await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await page.setViewportSize({ width: 320, height: 256 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn(page);
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      await page.goto(`${compass.consoleUrl}/t/default/${screen.path(ids)}`);
      await expect(page.getByRole('heading', { level: 1, name: screen.heading })).toBeAttached();
      expect.soft(await page.evaluate(wider), screen.name).toEqual([]);
      expect.soft(await page.evaluate(moving), screen.name).toEqual([]);
    });
  }
});
