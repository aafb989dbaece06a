import type { Page } from '@playwright/test';
import { shoot } from './fixtures/shots.ts';
import { expect, test } from './fixtures/test.ts';
import { doors, fillEveryScreen, goWithin, screensApart } from './pages/screens.ts';

/** All rules in one look; in the others those that can judge differently: contrast is the theme's, sizes are the density's. */
const inLight = { theme: 'light', density: 'compact', rules: undefined } as const;
const inDark = {
  theme: 'dark',
  density: 'default',
  rules: ['color-contrast', 'link-in-text-block', 'target-size'],
} as const;
const inRows = {
  theme: 'light',
  density: 'comfortable',
  rules: ['target-size', 'scrollable-region-focusable'],
} as const;
type Look = typeof inLight | typeof inDark | typeof inRows;

const middle = Math.ceil(screensApart.length / 2);
const halves = [
  { half: 'first', some: screensApart.slice(0, middle) },
  { half: 'second', some: screensApart.slice(middle) },
];

async function wear(page: Page, { theme, density }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await page.evaluate((value) => {
    document.documentElement.dataset['density'] = value;
  }, density);
}

/** Texts and the parts of the time slider that differ from what is behind them by less than 3:1, as the browser paints them. */
const invisible = () => {
  const channels = (color: string) => color.match(/[\d.]+/g)?.map(Number) ?? [];
  const isClear = (color: string) => channels(color)[3] === 0;
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = channels(color).map((value) =>
      value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one: string, other: string) => {
    const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const behind = (element: Element | null): string => {
    if (!element) return getComputedStyle(document.documentElement).backgroundColor;
    const { backgroundColor } = getComputedStyle(element);
    return isClear(backgroundColor) ? behind(element.parentElement) : backgroundColor;
  };
  const texts = [...document.querySelectorAll('body *')].filter(
    (element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()) &&
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      !element.closest('.visually-hidden, :disabled, [aria-disabled="true"]'),
  );
  const found = texts
    .filter((element) => ratio(getComputedStyle(element).color, behind(element)) < 3)
    .map((element) => `text ${element.textContent?.slice(0, 40)}`);
  const slider = document.querySelector('input[type="range"]')?.parentElement;
  if (!slider) return found;
  const painted = [getComputedStyle(slider, '::before'), getComputedStyle(slider.querySelector('span') ?? slider)];
  return [
    ...found,
    ...painted
      // A background that is not kept is painted as the canvas, whatever its computed value says.
      .filter((part) => part.forcedColorAdjust !== 'none' || ratio(part.backgroundColor, behind(slider)) < 3)
      .map(({ backgroundColor }) => `part of the slider, ${backgroundColor}`),
  ];
};

/** What is wider than the window, but for what scrolls by itself: the map and large tables have two dimensions (WCAG 1.4.10). */
const wider = () => {
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const over = [...document.querySelectorAll('body *')].filter((element) => {
    const { right, width, height } = element.getBoundingClientRect();
    const isHidden = getComputedStyle(element).clipPath !== 'none' || width <= 1 || height <= 1;
    return right > innerWidth + 1 && !isHidden && !scrolls(element.parentElement) && !element.closest('.react-flow');
  });
  // These have no need to: their rows become blocks.
  const sideways = [...document.querySelectorAll<HTMLTableElement>('[data-reflow] > table')].filter(
    ({ offsetWidth, scrollWidth, parentElement }) =>
      Math.max(offsetWidth, scrollWidth) > (parentElement?.clientWidth ?? 0),
  );
  return [...over, ...sideways].map(
    (element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent?.slice(0, 40)}`,
  );
};

/** What moves although motion is off. */
const moving = () =>
  document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 1)
    .map(({ effect }) => (effect as KeyframeEffect).target?.className.toString() ?? '');

/** 1280 px at 400 % (WCAG 1.4.10). */
const narrow = { width: 320, height: 256 };
const wide = { width: 1440, height: 900 };

const softly = expect.configure({ soft: true });

async function expectToFit(page: Page, name: string): Promise<void> {
  await softly.poll(() => page.evaluate(wider), { message: name, timeout: 2_000 }).toEqual([]);
  expect.soft(await page.evaluate(moving), name).toEqual([]);
  await shoot(page, 'narrow', name);
}

for (const { half, some } of halves) {
  test(`every screen fits 320 px, stands still and hides nothing from axe or in forced colours: ${half} half`, async ({
    page,
    compass,
    signIn,
    expectNoAxeViolations,
  }) => {
    test.setTimeout(240_000);
    const ids = await fillEveryScreen(compass);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const { name, path } of half === 'first' ? doors : []) {
      await page.setViewportSize(narrow);
      await page.goto(`${compass.consoleUrl}/${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
      await expectToFit(page, name);
      await page.setViewportSize(wide);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectNoAxeViolations(page);
      }
    }
    await signIn(page);
    await page.goto(`${compass.consoleUrl}/t/default/preferences`);
    for (const screen of some) {
      await test.step(screen.name, async () => {
        const heading = page.getByRole('heading', { level: 1, name: screen.heading, exact: true });
        await page.setViewportSize(narrow);
        await goWithin(page, `/t/default/${screen.path(ids)}`);
        await expect(heading).toBeAttached();
        await expectToFit(page, screen.name);
        await page.setViewportSize(wide);
        await expect(heading).toBeVisible();
        for (const look of screen.isTable ? [inLight, inDark, inRows] : [inLight, inDark]) {
          await wear(page, look);
          await expectNoAxeViolations(page, look.rules);
        }
        await page.emulateMedia({ forcedColors: 'active' });
        expect.soft(await page.evaluate(invisible), screen.name).toEqual([]);
        await shoot(page, 'forced-colours', screen.name);
        await page.emulateMedia({ forcedColors: 'none' });
      });
    }
  });
}
