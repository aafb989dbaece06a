import { type Browser, chromium, type Page } from '@playwright/test';
import { adminEmail, adminPassword, type RunningCompass, startCompass } from '../../e2e/fixtures/server.ts';
import config from '../../playwright.config.ts';
import { findChromium } from '../tools.ts';
import { type Figure, medianMs, percentile } from './measure.ts';
import { fillTables } from './tableData.ts';

const query = (table: string, filter: string, order: string) =>
  `{ ${table}(filter: ${filter}, order: ${order}, first: 100) { totalCount pageCursors facets { key values { value count } }
    data { id name memberships { scenario } labels } } }`;

/** Everything read anew each time, as after a change: what is kept is given up after two seconds and with every event. */
async function responses(compass: RunningCompass): Promise<Figure[]> {
  const worst = '{ by: "state" }';
  const filter = '{ tokens: [{ key: "label.env", value: "prod" }, { key: "name", value: "99", negated: true }] }';
  const figures: Figure[] = [];
  for (const table of ['applicationTable', 'runtimeTable']) {
    let round = 0;
    const changed = await medianMs(5, async () => {
      round += 1;
      const name = `${table}-${round}`;
      await compass.graphql('mutation ($name: String!) { createScenario(name: $name) { id } }', { name });
      await compass.graphql(query(table, filter, worst));
    });
    const again = await medianMs(9, () => compass.graphql(query(table, filter, worst)));
    figures.push(
      { name: `${table}: filter, order, facets right after a change, with the change`, value: changed, unit: 'ms' },
      { name: `${table}: the same while nothing changes`, value: again, unit: 'ms', limit: 300 },
    );
  }
  return figures;
}

async function open(browser: Browser, compass: RunningCompass): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.request.post(`${compass.consoleUrl}/api/auth/sign-in/email`, {
    data: { email: adminEmail, password: adminPassword },
    headers: { Origin: compass.consoleUrl },
  });
  return context.newPage();
}

/** From the last byte of the first page until its rows are painted. */
async function firstRows(page: Page, address: string): Promise<number> {
  await page.addInitScript(() => {
    const original = window.fetch;
    const marks = { answered: 0, shown: 0 };
    Object.assign(window, { marks });
    window.fetch = async (...given) => {
      const response = await original(...given);
      const asked = typeof given[1]?.body === 'string' && given[1].body.includes('query RuntimeTable');
      if (asked && marks.answered === 0) {
        await response.clone().arrayBuffer();
        marks.answered = performance.now();
      }
      return response;
    };
    const look = () => {
      if (marks.shown === 0 && document.querySelector('tr[data-row]')) marks.shown = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const samples: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    await page.goto(address);
    await page.locator('tr[data-row]').first().waitFor();
    samples.push(
      await page.evaluate(() => {
        const { marks } = window as unknown as { marks: { answered: number; shown: number } };
        return marks.shown - marks.answered;
      }),
    );
  }
  return percentile(samples, 0.5);
}

export async function bench(): Promise<Figure[]> {
  const browser = await chromium.launch({ ...config.use?.launchOptions, executablePath: await findChromium() });
  const compass = await startCompass();
  try {
    await compass.kill('SIGTERM');
    await fillTables(compass.dataDir, { applications: 7000, runtimes: 2500, scenarios: 500 });
    await compass.restart();
    const figures = await responses(compass);
    const page = await open(browser, compass);
    const value = await firstRows(page, `${compass.consoleUrl}/t/default/runtimes`);
    return [
      ...figures,
      { name: 'first table rows after the response, 10,000 entities (median of 5)', value, unit: 'ms', limit: 300 },
    ];
  } finally {
    await browser.close();
    await compass.stop();
  }
}
