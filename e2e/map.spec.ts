import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { connect, loadExample, pairState } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';
import { mapPage } from './pages/mapPage.ts';

test('cards are selected by a frame, a long press of a finger or one by one, dragged together, and taken off again in the tray', async ({
  page,
  compass,
  signIn,
}) => {
  await loadExample(compass);
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  await map.frame(map.card('Runtime', 'runtime-1'), map.card('Runtime', 'runtime-2'));
  await expect(page.getByRole('heading', { name: '3 cards' })).toBeVisible();
  await page.getByRole('button', { name: 'Close details' }).click();

  await map.card('Application', 'application-1').click();
  await expect(page.getByRole('heading', { name: 'application-1' })).toBeVisible();
  await map.card('Runtime', 'runtime-3').hover();
  await expect(page.getByRole('tooltip')).toContainText('they share no scenario');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  const finger = await map.finger();
  await finger.press(map.card('Application', 'application-2'));
  await expect(map.inHand).toBeVisible();
  await finger.lift();
  await expect(page.getByRole('heading', { name: '2 cards' })).toBeVisible();
  await finger.press(map.card('Runtime', 'runtime-3'));
  await expect(map.inHand).toBeVisible();
  await finger.moveTo(map.card('Scenario', 'marketing'));
  await expect(map.inHand).toContainText('Joins marketing');
  await finger.lift();
  await expect(map.card('Runtime', 'runtime-3')).toHaveAccessibleName(/in default, marketing;/);
  await map.undo.click();
  await expect(map.card('Runtime', 'runtime-3')).toHaveAccessibleName(/in default;/);
  await page.getByRole('button', { name: 'Close details' }).click();

  await map.card('Application', 'application-3').click();
  await map.card('Runtime', 'runtime-3').click({ modifiers: ['Shift'] });
  await expect(page.getByRole('heading', { name: 'application-3' })).toBeVisible();
  await map.drag(map.card('Application', 'application-3'), map.card('Scenario', 'campaign'));
  await expect(map.card('Application', 'application-3')).toHaveAccessibleName(/in campaign, marketing;/);
  await expect(map.card('Runtime', 'runtime-3')).toHaveAccessibleName(/in campaign, default;/);
  await expect.poll(() => pairState(compass, 'application-3', 'runtime-3')).toBe('AVAILABLE');

  await page.keyboard.press('Escape');
  await map.card('Application', 'application-3').click();
  await map.drag(map.card('Application', 'application-3'), map.tray('campaign'));
  await expect(map.card('Application', 'application-3')).toHaveAccessibleName(/in marketing;/);
  await expect.poll(() => pairState(compass, 'application-3', 'runtime-3')).toBe('FORBIDDEN');
});

test('the end of a connection is dragged to another Runtime, which switches it', async ({ page, compass, signIn }) => {
  await loadExample(compass);
  await connect(compass, 'application-2', 'runtime-1');
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl, '?mode=map&zoom=0.5&centre=510,160');
  await map.line('application-2', 'runtime-1').click();
  const grip = page.getByRole('button', { name: 'Move this end to another runtime' });
  for (const target of [grip, page.getByRole('button', { name: /^Actions for the line application-2/ })]) {
    const box = await target.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), 'from further away, too').toBeGreaterThanOrEqual(24);
  }
  await map.drag(grip, map.card('Runtime', 'runtime-2'));
  await expect(map.draft).toContainText('Switch application-2 to runtime-2');
  await map.apply('stop 1');
  await expect(map.line('application-2', 'runtime-2')).toHaveAccessibleName(/Waiting for agent/);
  await expect.poll(() => pairState(compass, 'application-2', 'runtime-2')).toBe('CONNECTED');
  await expect.poll(() => pairState(compass, 'application-2', 'runtime-1')).toBe('BLOCKED');
});

test('whoever never drags assigns, removes, connects, switches the Runtime, applies a what-if and pins by single presses', async ({
  page,
  compass,
  signIn,
  onlyBy,
}) => {
  await loadExample(compass);
  await onlyBy(page, 'single presses');
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  const application = map.card('Application', 'application-3');

  await map.choose(application, 'application-3', /Move on the map/);
  await map.card('Scenario', 'campaign').click();
  await expect(application).toHaveAccessibleName(/in campaign, marketing;/);

  await map.choose(application, 'application-3', /Move on the map/);
  await map.tray('marketing').click();
  await expect(application).toHaveAccessibleName(/in campaign;/);

  await map.choose(application, 'application-3', /Assign to scenario/);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^marketing/ })
    .click();
  await expect(application).toHaveAccessibleName(/in campaign, marketing;/);

  await map.choose(application, 'application-3', /Connect to a runtime/);
  await expect(page.getByRole('dialog').getByRole('button', { name: /^runtime-3/ })).toContainText(
    'Shares no scenario with application-3',
  );
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^runtime-1/ })
    .click();
  await expect(map.line('application-3', 'runtime-1')).toBeVisible();
  await expect.poll(() => pairState(compass, 'application-3', 'runtime-1')).toBe('CONNECTED');

  await map.line('application-3', 'runtime-1').click();
  await page.getByRole('button', { name: 'Actions for the line application-3 to runtime-1' }).click();
  await page.getByRole('menuitem', { name: /^Switch runtime/ }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: /^runtime-3/ })).toBeDisabled();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^runtime-2/ })
    .click();
  await expect(map.draft.getByRole('heading', { name: '1 change, 1 live connection stops' })).toBeVisible();
  await map.apply('stop 1');
  await expect(map.line('application-3', 'runtime-2')).toBeVisible();
  await expect.poll(() => pairState(compass, 'application-3', 'runtime-2')).toBe('CONNECTED');

  await map.line('application-3', 'runtime-2').click();
  await page.getByRole('button', { name: 'Move this end to another runtime' }).click();
  await expect(page.getByText('Choose a runtime')).toBeVisible();
  await map.card('Runtime', 'runtime-1').click();
  await expect(map.draft).toContainText('Switch application-3 to runtime-1');
  await map.apply('stop 1');
  await expect.poll(() => pairState(compass, 'application-3', 'runtime-1')).toBe('CONNECTED');

  await map.choose(application, 'application-3', /Pin to the map/);
  await expect(application).toHaveAccessibleName(/; pinned;/);
  await application.click();
  await page.getByRole('button', { name: 'Remove application-3 from marketing' }).click();
  await expect(application).toHaveAccessibleName(/in campaign; 1 connection; pinned;/);

  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await map.card('Runtime', 'runtime-1').click();
  await map.card('Runtime', 'runtime-2').click();
  await expect(page.getByRole('heading', { name: '3 cards' })).toBeVisible();
  await map.card('Runtime', 'runtime-1').click();
  await expect(page.getByText('2 selected, Select again when done')).toBeVisible();
});

test('the table offers the same as the map, and a second browser sees what was done there without reloading', async ({
  page,
  compass,
  signIn,
  browser,
}) => {
  await loadExample(compass);
  await signIn(page);
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await signIn(other);
  const seen = mapPage(other);
  await seen.open(compass.consoleUrl);

  const map = mapPage(page);
  await map.open(compass.consoleUrl, '?view=table');
  await page.getByRole('button', { name: 'Actions for application-3' }).click();
  await page.getByRole('menuitem', { name: /Assign to scenario/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^campaign/ })
    .click();
  await expect(page.getByRole('button', { name: 'application-3', exact: true })).toHaveCount(2);
  await expect(seen.card('Application', 'application-3')).toHaveAccessibleName(/in campaign, marketing;/);

  await page.getByRole('button', { name: 'application-3', exact: true }).first().click();
  await page.getByRole('button', { name: /Move on the map/ }).click();
  await map.tray('campaign').click();
  await expect(seen.card('Application', 'application-3')).toHaveAccessibleName(/in marketing;/);
  await elsewhere.close();
});

test('a viewer sees everything on the map, changes nothing, and is told why', async ({ page, compass, signIn }) => {
  await loadExample(compass);
  const database = new SQLite(join(compass.dataDir, 'compass.db'));
  database.prepare(`UPDATE tenant_roles SET role = 'VIEWER'`).run();
  database.close();
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  const why = 'Changing the landscape needs the right landscape:write. You are viewer.';

  await map.drag(map.card('Application', 'application-3'), map.card('Scenario', 'campaign'));
  await expect(page.getByRole('status').getByText(why)).toBeVisible();
  await map.card('Application', 'application-3').click();
  const inspector = page.getByRole('complementary', { name: 'Application, details' });
  await expect(inspector.getByText(why)).toBeVisible();
  await expect(inspector.getByRole('button', { name: /Assign to scenario/ })).toBeDisabled();
  await map.card('Application', 'application-3').hover();
  await page.getByRole('button', { name: 'Actions for application-3' }).click();
  await expect(page.getByRole('menuitem', { name: /Move on the map/ })).toBeDisabled();
  await expect.poll(() => pairState(compass, 'application-3', 'runtime-1')).toBe('FORBIDDEN');
});

test('the legend stands below the map; details are made wider by a press or a drag, and stay so for the person', async ({
  page,
  compass,
  signIn,
}) => {
  await loadExample(compass);
  await signIn(page);
  const map = mapPage(page);
  await map.open(compass.consoleUrl);
  const legend = page.getByRole('list', { name: 'Legend' });
  const lines = ['Connected', 'Pending', 'Attention', 'Failed or refused', 'Allowed, idle', 'Member of'];
  await expect(legend.getByRole('listitem')).toHaveText(lines);
  await map.card('Application', 'application-1').click();
  const details = page.getByRole('complementary', { name: 'Application, details' });
  const widthOf = async () => (await details.boundingBox())?.width ?? 0;
  await expect.poll(widthOf).toBe(364);
  await details.getByRole('button', { name: 'Make details wider' }).click();
  await expect.poll(widthOf).toBe(424);

  const box = await details.boundingBox();
  if (!box) throw new Error('there are no details');
  await page.mouse.move(box.x + 2, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 22, box.y + 300, { steps: 4 });
  await page.mouse.up();
  await expect.poll(widthOf).toBe(404);
  await page.goto(`${compass.consoleUrl}/t/default/applications`);
  await page
    .getByRole('row', { name: /application-2/ })
    .getByRole('cell')
    .nth(2)
    .click();
  await expect(details).toBeVisible();
  await expect.poll(widthOf).toBe(404);

  await map.open(compass.consoleUrl);
  await page.setViewportSize({ width: 800, height: 900 });
  await expect(legend).toBeHidden();
  await page.getByRole('button', { name: 'Legend' }).click();
  await expect(legend.getByRole('listitem')).toHaveText(lines);
  await page.keyboard.press('Escape');
  await expect(legend).toBeHidden();
  await map.card('Application', 'application-1').click();
  await expect.poll(widthOf).toBeGreaterThan(700);
  await expect(details.getByRole('button', { name: 'Make details wider' })).toBeHidden();
});
