import { connect, loadExample, pairState } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';
import { mapPage } from './pages/mapPage.ts';

test('the matrix is walked, read, toggled and selected by keyboard alone, and shows the same on the map', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl, '?mode=matrix');
  const { keyboard } = page;
  const grid = page.getByRole('grid', { name: 'Applications by scenarios' });
  const cell = (application: string, scenario: string) =>
    grid.getByRole('button', { name: new RegExp(`^${application} in ${scenario}:`) });
  await expect(cell('application-1', 'campaign')).toHaveAccessibleName(/: member$/);

  const isInGrid = () => page.evaluate(() => document.activeElement?.matches('[role=grid] [data-column]') ?? false);
  for (let tabs = 0; tabs < 40 && !(await isInGrid()); tabs += 1) await keyboard.press('Tab');
  const goTo = async (application: string, scenario: string) => {
    await keyboard.press('Control+Home');
    const rows = grid.getByRole('rowheader');
    const row = (await rows.allTextContents()).findIndex((text) => text.startsWith(application));
    const heads = await grid.getByRole('columnheader').allTextContents();
    const column = heads.findIndex((text) => text.startsWith(scenario));
    for (let at = 0; at < row; at += 1) await keyboard.press('ArrowDown');
    for (let at = 0; at < column; at += 1) await keyboard.press('ArrowRight');
    await expect(cell(application, scenario)).toBeFocused();
  };
  await goTo('application-3', 'campaign');
  await keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Membership, details' });
  await expect(panel).toContainText('If application-3 joins campaign, no live connection stops.');
  await keyboard.press('Space');
  await expect(cell('application-3', 'campaign')).toHaveAccessibleName(/: member$/);
  await expect.poll(() => pairState(compass, 'application-3', 'runtime-1')).toBe('AVAILABLE');
  await expectNoAxeViolations(page);

  await goTo('application-1', 'campaign');
  await expect(panel).toContainText('1 live connection stops');
  await keyboard.press('Space');
  await expect(map.draft).toContainText('Remove application-1 from campaign');
  await expect(cell('application-1', 'campaign')).toHaveAccessibleName(/leaves in the draft/);
  await map.draft.getByRole('button', { name: 'Discard' }).click();

  await cell('application-1', 'campaign').focus();
  await goTo('application-1', 'campaign');
  await keyboard.press('x');
  await keyboard.press('ArrowDown');
  await keyboard.press('x');
  await expect(page.getByRole('region', { name: 'Selection' })).toContainText('2 applications selected');
  await page.getByRole('group', { name: 'Columns' }).getByRole('button', { name: 'Runtimes' }).click();
  await expect(
    page.getByRole('grid', { name: 'Applications by runtimes' }).getByRole('button', {
      name: /^application-1 to runtime-1: Waiting for agent/,
    }),
  ).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('group', { name: 'Columns' }).getByRole('button', { name: 'Scenarios' }).click();
  await page.setViewportSize({ width: 360, height: 900 });
  await page.getByRole('button', { name: /^application-2, \d more out of sight: / }).click();
  await expect(page.locator(':focus')).toHaveAccessibleName(/^application-2 in .+: member$/);
  await expect(page.locator(':focus')).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Show on map' }).click();
  await expect(page.getByRole('heading', { name: '2 cards' })).toBeVisible();
});

test('Focus shows everything around a card, and answers why another is out of reach', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl, `?mode=focus&around=${ids['application-1']}`);
  await expect(map.line('application-1', 'runtime-1')).toBeVisible();
  await expect(page.getByText(/^All \d+ within 2 steps/)).toBeVisible();
  await expectNoAxeViolations(page);

  await page.getByRole('button', { name: /^Ask about/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^runtime-3/ })
    .click();
  const answer = page.getByRole('complementary', { name: 'Why not?, details' });
  await expect(answer).toContainText('they share no scenario');
  await answer.getByRole('button', { name: /^Add runtime-3 to campaign/ }).click();
  await expect.poll(() => pairState(compass, 'application-1', 'runtime-3')).toBe('BLOCKED');
  await expect(page.getByRole('region', { name: /^Refused, held by runtime-1/ })).toContainText('runtime-3');

  await page.getByRole('button', { name: 'As table' }).click();
  await expect(page.getByRole('table', { name: /map as a table/ })).toContainText('runtime-3');
});

test('a connection says since when it is and what happened to it; once it is forbidden, until when it was not', async ({
  page,
  compass,
  signIn,
}) => {
  const ids = await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl, `?select=${ids['application-1']},${ids['runtime-1']}`);
  const connection = page.getByRole('complementary', { name: 'Connection, details' });
  await expect(connection).toContainText(/because both are in campaign; connected since \d\d:\d\d; no sync yet\./);
  await expect(connection).toContainText('connected application-1 to runtime-1');
  await expect(connection.getByRole('link', { name: 'Open in Activity' })).toBeVisible();

  const { landscape } = await compass.graphql('{ landscape { version } }');
  await compass.graphql(
    `mutation ($version: Int!, $changes: [LandscapeChangeInput!]!) {
      applyChanges(expectedVersion: $version, changes: $changes) { version }
    }`,
    {
      version: landscape.version,
      changes: [{ removeFromScenario: { objectID: ids['application-1'], scenario: 'campaign' } }],
    },
  );
  const answer = page.getByRole('complementary', { name: 'Why not?, details' });
  await expect(answer).toContainText(/They shared campaign until .*, when .* removed application-1 from campaign\./);
  await answer.getByRole('link', { name: 'Open in Activity' }).click();
  await expect(page).toHaveURL(/activity\?entry=\d+/);
});

test('rows of the matrix stay under the pointer while the order changes, until the new one is asked for', async ({
  page,
  compass,
  signIn,
}) => {
  await loadExample(compass);
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl, '?mode=matrix');
  const rows = page.getByRole('grid').getByRole('rowheader');
  const first = rows.first();
  await expect(first).toContainText('application-1');
  await first.hover();
  await connect(compass, 'application-3', 'runtime-2');
  await expect(page.getByText('Order changed', { exact: false })).toBeVisible();
  await expect(first).toContainText('application-1');
  await page.getByRole('region', { name: 'Matrix' }).getByRole('button', { name: 'Apply' }).click();
  await expect(first).toContainText('application-3');
});
