import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { connect, loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';
import { mapPage } from './pages/mapPage.ts';

/** What the entry of the export menu saves. */
async function exported(page: Page, entry: string): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export the map' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: entry }).click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test('the past is walked change by change or gone to, shows what came and went, and is left as it was', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await compass.graphql('mutation { registerApplication(in: {name: "orders"}) { id } }');
  await compass.graphql('mutation ($id: ID!) { unregisterApplication(id: $id) { id } }', { id: ids['application-3'] });
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  const toolbar = page.getByRole('status').filter({ hasText: /^(Last change before|Nothing had changed)/ });
  const live = page.getByRole('button', { name: /^Live/ });
  const readOnly = page.getByText(/^Read-only, as it was on/);
  const canvas = page.locator('[data-past]');
  const differences = page.getByRole('complementary', { name: /^A .+ to B .+, details$/ });
  const orders = map.card('Application', 'orders');
  const gone = map.card('Application', 'application-3');
  await expect(orders).toBeVisible();
  await expect(gone).toBeHidden();

  await page.getByRole('button', { name: 'Look back' }).click();
  await expect(readOnly).toBeVisible();
  await expect(canvas, 'a tint of its own').toBeVisible();
  await expect(page.getByRole('button', { name: /^Viewing/ })).toBeVisible();
  await expect(toolbar).toContainText('unregistered application');
  await expect(differences).toContainText('No difference');

  await page.keyboard.press('[');
  await expect(gone).toHaveAccessibleName(/Gone since/);
  await expect(toolbar).toContainText('registered application');
  await page.keyboard.press('[');
  await expect(orders).toHaveAccessibleName(/Not there yet/);
  await expect(toolbar).toContainText('Automation connected application-1 to runtime-1');
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog'), 'nothing can be assigned').toBeHidden();
  await expectNoAxeViolations(page);

  await page.getByRole('button', { name: 'Previous change' }).click();
  await expect(toolbar).toContainText('loaded the example landscape');
  await expect(differences).toContainText('application-1not connected, now on runtime-1');
  await page.getByRole('button', { name: 'Next change' }).click();
  await expect(toolbar).toContainText('connected application-1 to runtime-1');
  const { text: past } = await exported(page, 'Table, CSV');
  expect(past, 'a ghost was not there').not.toContain('orders');
  expect(past).toContain('application-3');

  await page.getByRole('group', { name: 'Compare with' }).getByRole('button', { name: 'Nothing' }).click();
  await expect(differences).toBeHidden();
  await expect(orders, 'ghosts stay').toHaveAccessibleName(/Not there yet/);
  const address = page.url();
  await page.reload();
  await expect(orders).toHaveAccessibleName(/Not there yet/);
  await expect(toolbar).toContainText('connected application-1 to runtime-1');
  expect(page.url()).toBe(address);

  const moment = page.getByRole('textbox', { name: 'Moment, UTC' });
  await moment.fill('soon');
  await moment.press('Enter');
  await expect(page.getByText('Write it as 12 Nov 2026, 09:30')).toBeVisible();
  await moment.fill('1 Jan 2020, 09:30');
  await moment.press('Enter');
  await expect(toolbar).toContainText('Nothing had changed yet');
  await expect(page).toHaveURL(/at=2020-01-01T09%3A30%3A59Z/);

  await page.getByRole('button', { name: 'Another…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare' });
  await dialog.getByRole('textbox', { name: 'Second moment, UTC' }).fill('1 Jan 2100');
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(dialog).toBeHidden();
  await expect(orders).toHaveAccessibleName(/Only in B/);
  await page.reload();
  await expect(differences).toContainText(/A 1 Jan 2020, 09:30.* to B/);
  await expect(orders).toHaveAccessibleName(/Only in B/);

  const withoutCertificates = /query LandscapeAt/;
  await page.route('**/graphql', async (route) => {
    if (!withoutCertificates.test(route.request().postData() ?? '')) return route.continue();
    const response = await route.fetch();
    const answer = await response.json();
    answer.errors = answer.data.landscape.runtimes.map((_: unknown, place: number) => ({
      ...{ message: 'The disk is full', path: ['landscape', 'runtimes', place, 'certificate'] },
    }));
    return route.fulfill({ response, json: answer });
  });
  await page.goto(address);
  await expect(page.getByText('Certificates unavailable')).toBeVisible();
  await expect(map.card('Runtime', 'runtime-1')).toHaveAccessibleName(/Certificate: unknown/);
  await page.unroute('**/graphql');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText('Certificates unavailable')).toBeHidden();

  await page.getByRole('button', { name: 'Return to live' }).click();
  await expect(live).toBeVisible();
  await expect(canvas).toBeHidden();
  await expect(page).toHaveURL(/\/map$/);
});

test('two scenarios are compared from the palette, by their members, and the map is saved as files', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await connect(compass, 'application-2', 'runtime-2');
  await signIn(page);
  const map = mapPage(page);
  await page.goto(`${compass.consoleUrl}/t/default/overview`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('compare two');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Compare two scenarios' });
  await expect(dialog.getByRole('combobox', { name: 'Scenario B' })).toHaveValue('marketing');
  await dialog.getByRole('button', { name: 'Compare' }).click();
  const lists = page.getByRole('complementary', { name: 'A campaign, B marketing, details' });
  const compared = async () => {
    await expect(lists.getByRole('heading', { name: '5 differences' })).toBeVisible();
    await expect(lists).toContainText('campaign and marketing have 1 application and 0 runtimes in common.');
    const group = (title: string) =>
      lists.locator('section').filter({ has: page.getByRole('heading', { name: title }) });
    await expect(group('Only in campaign').getByRole('listitem')).toHaveText(['application-1', 'runtime-1']);
    await expect(group('Only in marketing').getByRole('listitem')).toHaveText(['application-3', 'runtime-2']);
    await expect(group('Connected differently').getByRole('listitem')).toHaveText([
      'application-2not connected in campaign, on runtime-2 in marketing',
    ]);
  };
  await compared();
  await expect(map.card('Scenario', 'marketing')).toHaveAccessibleName(/2 applications/);
  await expect(map.card('Application', 'application-3')).toHaveAccessibleName(/Only in marketing/);
  await expect(
    page.getByRole('heading', { name: 'Applications', exact: true }),
    'columns have their heads',
  ).toBeInViewport();
  const columnHead = (name: string) => page.getByRole('heading', { name, exact: true }).locator('..');
  await expect(columnHead('Applications'), 'which count both sides').toHaveText('Applications2, +1 −1');
  await expect(columnHead('Scenarios')).toHaveText('Scenarios2');
  await expectNoAxeViolations(page);
  await expect(page).toHaveURL(/map\?scenarios=/);
  await page.reload();
  await compared();
  await page.getByRole('button', { name: 'Compare others…' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Return to live' }).click();

  const table = await exported(page, 'Table, CSV');
  expect(table.name).toMatch(/^compass-table-.+Z\.csv$/);
  const [head, ...rows] = table.text.trim().split(/\r?\n/);
  expect(head).toContain('kind,name,id,state,connected to');
  expect(rows).toHaveLength(6);
  expect(rows.find((row) => row.includes('application-2'))).toMatch(/Connected,runtime-2,.*,campaign; marketing,/);
  const picture = await exported(page, 'Picture, SVG');
  expect(picture.name).toMatch(/^compass-map-.+Z\.svg$/);
  const texts = await page.evaluate((svg) => {
    const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    return [root.localName, ...[...root.querySelectorAll('text')].map((each) => each.textContent ?? '')];
  }, picture.text);
  expect(texts[0]).toBe('svg');
  expect(texts).toEqual(expect.arrayContaining(['application-1', 'campaign', 'runtime-3']));
});
