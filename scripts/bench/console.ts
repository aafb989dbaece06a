import { chromium } from '@playwright/test';
import { startCompass } from '../../e2e/fixtures/server.ts';
import config from '../../playwright.config.ts';
import { findChromium } from '../tools.ts';
import { answers } from './console/answers.ts';
import { finding } from './console/finding.ts';
import { changeToPixel, heapGrowth } from './console/live.ts';
import { firstPaint, pans, selectToInspector } from './console/map.ts';
import { initialScript, largestAnswer } from './console/sizes.ts';
import { firstRows } from './console/tables.ts';
import { visit } from './console/visit.ts';
import { whatIf } from './engine.ts';
import { fillLandscape } from './landscapeData.ts';
import type { Figure } from './measure.ts';

const size = { applications: 7000, runtimes: 2500, scenarios: 500 };

/** The budgets of the console, with 10,000 entities and a browser without graphics hardware on this machine. */
export async function* bench({ isLong }: { isLong: boolean }): AsyncGenerator<Figure> {
  const browser = await chromium.launch({ ...config.use?.launchOptions, executablePath: await findChromium() });
  const compass = await startCompass();
  try {
    await compass.kill('SIGTERM');
    await fillLandscape(compass.dataDir, size);
    await compass.restart();
    yield* await answers(compass);
    const page = await visit(browser, compass);
    yield* await firstPaint(page, compass);
    yield* await firstRows(page, compass);
    yield await largestAnswer(page, compass);
    yield initialScript();
    yield* await selectToInspector(page, compass);
    yield* await pans(page, compass);
    yield* await finding(page, compass);
    yield await changeToPixel(page, compass);
    yield await heapGrowth(page, compass, isLong ? 3600 : 600);
    yield* await whatIf();
  } finally {
    await browser.close();
    await compass.stop();
  }
}
