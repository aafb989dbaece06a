import type { Browser, Page } from '@playwright/test';
import { adminEmail, adminPassword, type RunningCompass } from '../../../e2e/fixtures/server.ts';

interface Marks {
  /** The first frame with what was waited for has been painted. */
  shownAt: number;
  selector: string;
}

declare global {
  interface Window {
    marks: Marks;
  }
}

/** A signed-in browser that notes when `untilShown` has been painted. */
export async function visit(browser: Browser, compass: RunningCompass): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.request.post(`${compass.consoleUrl}/api/auth/sign-in/email`, {
    data: { email: adminEmail, password: adminPassword },
    headers: { Origin: compass.consoleUrl },
  });
  await context.addInitScript(() => {
    performance.setResourceTimingBufferSize(2000);
    window.marks = { shownAt: 0, selector: sessionStorage.getItem('awaited') ?? '' };
    const look = () => {
      const { selector } = window.marks;
      if (selector !== '' && document.querySelector(selector))
        setTimeout(() => (window.marks.shownAt = performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const page = await context.newPage();
  await page.goto(compass.consoleUrl);
  return page;
}

export const addressOf = (compass: RunningCompass, path: string): string => `${compass.consoleUrl}/t/default/${path}`;

/** Milliseconds from the last byte of the largest answer of those that contain data until `selector` has been painted. */
export async function paintAfterData(page: Page, address: string, selector: string): Promise<number> {
  await page.evaluate((awaited) => sessionStorage.setItem('awaited', awaited), selector);
  await page.goto(address);
  await page.waitForFunction(() => window.marks.shownAt > 0);
  return page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const data = entries.filter(
      ({ name, responseEnd }) => name.endsWith('/graphql') && responseEnd < window.marks.shownAt,
    );
    const largest = data.sort((a, b) => b.encodedBodySize - a.encodedBodySize)[0];
    return window.marks.shownAt - (largest?.responseEnd ?? 0);
  });
}
