/**
 * A stock Firefox over WebDriver BiDi: loads every screen and assigns an Application without dragging. An error in the
 * browser's console fails the screen. Closes with `N passed, N failed`.
 */
import puppeteer, { type Page } from 'puppeteer-core';
import { pairState } from '../fixtures/landscape.ts';
import { adminEmail, adminPassword, startCompass } from '../fixtures/server.ts';
import { doors, fillEveryScreen, goWithin, screensApart } from '../pages/screens.ts';

const executablePath = process.env['FIREFOX_PATH'];
if (!executablePath) throw new Error('Set FIREFOX_PATH to a Firefox.');

const compass = await startCompass();
const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath,
  headless: true,
  defaultViewport: { width: 1440, height: 900 },
});
let passed = 0;
let failed = 0;
const errors: string[] = [];

async function check(name: string, body: () => Promise<void>): Promise<void> {
  errors.length = 0;
  try {
    await body();
    if (errors.length > 0) throw new Error(errors.join('\n'));
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n        ${String(error).replaceAll('\n', '\n        ')}`);
  }
}

async function headingOf(page: Page, heading: string | RegExp): Promise<void> {
  const { source, flags } =
    typeof heading === 'string' ? { source: `^${RegExp.escape(heading)}$`, flags: '' } : heading;
  await page.waitForFunction(
    (pattern: string, options: string) =>
      new RegExp(pattern, options).test(document.querySelector('h1')?.textContent?.trim() ?? ''),
    { timeout: 20_000 },
    source,
    flags,
  );
}

try {
  const ids = await fillEveryScreen(compass);
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  const at = (path: string) => page.goto(`${compass.consoleUrl}/${path}`);

  for (const { name, path } of doors) {
    await check(name, async () => {
      await at(path);
      await headingOf(page, /\w/);
    });
  }
  await check('sign in', async () => {
    await at('signin');
    await page.locator('input[type="email"]').fill(adminEmail);
    await page.locator('input[type="password"]').fill(adminPassword);
    await page.locator('button[type="submit"]').click();
    await headingOf(page, screensApart[0]?.heading ?? '');
  });
  for (const screen of screensApart) {
    await check(screen.name, async () => {
      const path = `t/default/${screen.path(ids)}`;
      // Tabs and modes of a page that loads by itself.
      await (path.includes('?') ? goWithin(page, `/${path}`) : at(path));
      await headingOf(page, screen.heading);
    });
  }
  await check('an Application is assigned on the map without dragging', async () => {
    const before = await pairState(compass, 'application-3', 'runtime-1');
    await at(`t/default/map?select=${ids['application-3']}`);
    await page.locator('::-p-xpath(//button[normalize-space()="Assign to scenario…"])').click();
    await page.locator('::-p-xpath(//*[@role="dialog"]//button[starts-with(normalize-space(), "campaign")])').click();
    for (let tries = 0; (await pairState(compass, 'application-3', 'runtime-1')) === before; tries += 1) {
      if (tries === 50) throw new Error('application-3 did not join campaign');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
} finally {
  await browser.close();
  await compass.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
