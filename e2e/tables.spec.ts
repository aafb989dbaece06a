import { join } from 'node:path';
import type { Page } from '@playwright/test';
import SQLite from 'better-sqlite3';
import { importWhole, loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

/** Presses a button without a mouse. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().press('Enter');
}

test('an Application is registered, edited, assigned and unregistered by keyboard', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  test.slow();
  await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/applications`);
  await press(page, 'Register an application');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('application-1');
  await expect(dialog.getByText('This name is taken. Choose another one.')).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Orders');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Lower-case letters only.')).toBeVisible();
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('orders');
  await dialog.getByLabel('Health check URL (optional)').focus();
  await page.keyboard.type('no address');
  await page.keyboard.press('Enter');
  await expect(
    dialog.getByLabel('Health check URL (optional)'),
    'what the server refuses stands at its field',
  ).toBeFocused();
  await expect(dialog.getByLabel('Health check URL (optional)')).toHaveAttribute('aria-invalid', 'true');
  await expectNoAxeViolations(page);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('https://orders.example/health');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'orders', level: 1 })).toBeVisible();
  await expect(page.getByText('https://orders.example/health')).toBeVisible();

  await press(page, 'More actions');
  await expect(page.getByRole('menuitem', { name: 'Edit…' })).toBeFocused();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Provider (optional)')).toBeFocused();
  await page.keyboard.type('Northwind');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('definition').filter({ hasText: 'Northwind' })).toBeVisible();

  await press(page, 'Assign…');
  await dialog.getByRole('checkbox', { name: 'campaign' }).focus();
  await page.keyboard.press('Space');
  await expect(dialog.getByText('No live connection stops.')).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/orders is connected to no runtime. 1 runtime shares a scenario/)).toBeVisible();

  await press(page, 'More actions');
  await expect(page.getByRole('menuitem', { name: 'Edit…' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Unregister…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('No connection stops.')).toBeVisible();
  await press(page, 'Unregister');
  await expect(page).toHaveURL(/\/applications$/);
  await expect(page.getByRole('row')).toHaveCount(4);
});

test('the empty map leads to the wizard; the short form registers a Runtime, which is renamed and unregistered by keyboard', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/map`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('link', { name: 'Connect a runtime' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Connect a runtime', level: 1 })).toBeVisible();

  await page.goto(`${compass.consoleUrl}/t/default/runtimes?dialog=register`);
  const dialog = page.getByRole('dialog', { name: 'Connect a runtime' });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('A name is needed.')).toBeVisible();
  await page.keyboard.type('kyma-eu');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Connect kyma-eu' })).toBeVisible();

  await page.getByRole('link', { name: 'Leave, continue later' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'kyma-eu', exact: true }).focus();
  await page.keyboard.press('Enter');
  await press(page, 'More actions');
  await expect(page.getByRole('menuitem', { name: 'Edit…' })).toBeFocused();
  await page.keyboard.press('Enter');
  const edit = page.getByRole('dialog', { name: 'Edit kyma-eu' });
  await expect(edit.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('kyma-us');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'kyma-us', level: 1 })).toBeVisible();

  await press(page, 'More actions');
  await expect(page.getByRole('menuitem', { name: 'Edit…' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Unregister…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await press(page, 'Unregister');
  await expect(page.getByRole('heading', { name: 'Nothing is connected yet' })).toBeVisible();
  await expect(page).toHaveURL(/\/runtimes$/);
});

test('rows are dragged onto a scenario, or chosen and added by a press without dragging', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/runtimes`);
  await page.getByRole('button', { name: 'Drag to scenario' }).click();
  const rail = page.getByRole('complementary', { name: 'Scenarios to add rows to' });
  const marketing = rail.getByRole('button', { name: /marketing/ });
  await expect(marketing).toBeDisabled();
  const row = page.getByRole('row', { name: /runtime-3/ });
  await row.getByRole('link', { name: 'runtime-3' }).hover();
  await page.mouse.down();
  await marketing.hover();
  await expect(rail.getByText('Joins marketing')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByText('Added runtime-3 to marketing', { exact: true })).toBeVisible();
  await expect(row).toContainText('marketing');
  await expect(page).toHaveURL(/\/runtimes$/);

  await page.getByRole('checkbox', { name: 'Select runtime-1' }).check();
  await page.getByRole('checkbox', { name: 'Select runtime-3' }).check();
  await expectNoAxeViolations(page);
  await marketing.click();
  await expect(page.getByText('Added 2 runtimes to marketing', { exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /runtime-1/ })).toContainText('marketing');
});

test('the rows of Applications are walked, chosen and acted on by single keys', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  const { system } = await compass.graphql(
    'mutation { system: registerIntegrationSystem(in: { name: "erp" }) { id } }',
  );
  await compass.graphql(
    'mutation ($id: ID!, $in: ApplicationUpdateInput!) { updateApplication(id: $id, in: $in) { id } }',
    { id: ids['application-3'], in: { integrationSystemID: system.id } },
  );
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/applications`);
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  const box = (name: string) => page.getByRole('checkbox', { name: `Select ${name}` });
  await link('application-1').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(link('application-3')).toBeFocused();
  await page.keyboard.press('k');
  await expect(link('application-2')).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByText('1 application selected')).toBeVisible();
  await expect(box('application-2')).toBeChecked();
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.getByText('2 applications selected')).toBeVisible();
  await expect(box('application-3')).toBeChecked();
  await expect(box('application-1')).not.toBeChecked();

  await page.keyboard.press('.');
  await expect(page.getByRole('menuitem', { name: /^Open/ })).toBeFocused();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(link('application-3')).toBeFocused();
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('e');
  await expect(dialog.getByRole('heading', { name: 'Edit application-3' })).toBeVisible();
  await dialog.getByLabel('Provider').fill('Northwind');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved application-3')).toBeVisible();
  await expect(dialog).toBeHidden();
  const { application } = await compass.graphql(
    'query ($id: ID!) { application(id: $id) { providerName integrationSystemID } }',
    { id: ids['application-3'] },
  );
  expect(application).toEqual({ providerName: 'Northwind', integrationSystemID: system.id });
  await expect(link('application-3')).toBeFocused();
  await page.keyboard.press('a');
  await expect(dialog.getByRole('checkbox', { name: 'campaign' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(link('application-3')).toBeFocused();
  await page.keyboard.press('c');
  await expect(page).toHaveURL(new RegExp(`/onboarding/application/${ids['application-3']}/`));
});

test('a facet counts and filters; a saved view, with a filter or without, keeps its columns and its row height', async ({
  page,
  compass,
  signIn,
}) => {
  await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/applications`);
  await expect(page.getByRole('row')).toHaveCount(4);
  await page.getByRole('button', { name: 'Scenario', exact: true }).click();
  await page.getByRole('menuitem', { name: 'campaign 2' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/q=scenario(:|%3A)campaign$/);
  await expect(page.getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Scenario (1)' })).toBeVisible();
  const head = (name: string) => page.getByRole('columnheader', { name });
  const toggle = async (column: string) => {
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitem', { name: column }).click();
    await page.keyboard.press('Escape');
  };
  await toggle('Provider');
  await expect(head('Provider')).toBeHidden();
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.keyboard.type('Campaign');
  await page.keyboard.press('Enter');
  const views = page.getByRole('navigation', { name: 'Views of Applications' });
  await expect(views.getByRole('link', { name: /^Campaign/ })).toHaveAttribute('aria-current', 'page');
  await views.getByRole('link', { name: /^All/ }).click();
  await toggle('Provider');
  await expect(head('Provider')).toBeVisible();
  await views.getByRole('link', { name: /^Campaign/ }).click();
  await expect(head('Provider')).toBeHidden();
  await toggle('Updated');
  await expect(head('Updated')).toBeHidden();
  await page.reload();
  await expect(head('State')).toBeVisible();
  await expect(head('Updated')).toBeHidden();
  await views.getByRole('link', { name: /^All/ }).click();
  await expect(head('Updated')).toBeVisible();

  await page.getByRole('button', { name: 'Save view' }).click();
  await page.keyboard.type('Roomy');
  await page.keyboard.press('Enter');
  const roomy = views.getByRole('link', { name: /^Roomy/ });
  await expect(roomy, 'a view needs no filter').toHaveAttribute('aria-current', 'page');
  const height = async () => (await page.getByRole('row', { name: /application-2/ }).boundingBox())?.height ?? 0;
  const usual = await height();
  expect(usual, 'console.md 3.2').toBe(40);
  await page.getByRole('button', { name: 'Row height: Default' }).click();
  await page.getByRole('menuitem', { name: 'Comfortable' }).click();
  await expect.poll(height).toBe(48);
  await views.getByRole('link', { name: /^All/ }).click();
  await expect.poll(height, 'other views have their own').toBe(40);
  await roomy.click();
  await page.reload();
  await expect(roomy).toHaveAttribute('aria-current', 'page');
  await expect.poll(height).toBe(48);
});

test('a page is selected, then all that match; what fails for some of them is told by reason and tried again', async ({
  page,
  compass,
  signIn,
}) => {
  test.slow();
  const applications = Array.from({ length: 106 }, (_, at) => ({ name: `shop-${at + 1}` }));
  await importWhole(compass, { applications: [...applications, { name: 'crm' }], runtimes: [] });
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/applications?q=shop`);
  await page.getByRole('checkbox', { name: 'Select the rows of this page' }).press('Space');
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar.getByRole('status')).toContainText('100 applications selected');
  await bar.getByRole('button', { name: 'Select all 106 matching' }).press('Enter');
  await expect(bar.getByRole('status')).toContainText('All 106 applications that match shop');
  await expect(bar.getByRole('button', { name: 'Clear' }), 'the button pressed is gone').toBeFocused();

  const database = new SQLite(join(compass.dataDir, 'compass.db'));
  const refused = ['shop-7', 'shop-70', 'shop-106'].map((name) => `'${name}'`).join();
  database.exec(`CREATE TRIGGER busy BEFORE INSERT ON labels
    WHEN NEW.object_id IN (SELECT id FROM applications WHERE name IN (${refused})) BEGIN SELECT RAISE(ABORT, 'busy'); END`);
  await bar.getByRole('button', { name: 'More' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Set label…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Set a label of 106 applications' });
  await expect(dialog.getByLabel('Key')).toBeFocused();
  await page.keyboard.type('team');
  await dialog.getByRole('textbox', { name: 'Value' }).fill('retail');
  await expect(dialog.getByText('No live connection stops.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('103 done, 3 failed')).toBeVisible({ timeout: 20_000 });
  await expect(dialog.getByText('3 applications: Compass could not do it: see the server log')).toBeVisible();
  database.exec('DROP TRIGGER busy');
  database.close();
  await dialog.getByRole('button', { name: 'Retry failed' }).press('Enter');
  await expect(dialog.getByText('3 done', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo…' }).press('Enter');
  const undo = page.getByRole('dialog', { name: 'Undo: Set a label of 106 applications' });
  await expect(undo.getByText('Sets 3 applications back to what they were.')).toBeVisible();
  await undo.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
  await expect(dialog.getByText('3 done', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(dialog).toBeHidden();
  const { labelled } = await compass.graphql(
    'query ($is: String!) { labelled: applications(filter: [{ key: "team", query: $is }]) { totalCount } }',
    { is: '"retail"' },
  );
  expect(labelled.totalCount, 'set, and 3 of them taken back').toBe(103);

  await page.goto(`${compass.consoleUrl}/t/default/activity?q=action:bulk.finished`);
  await page
    .getByRole('button', { name: /^Details of: / })
    .nth(2)
    .press('Enter');
  await expect(page.getByText('Sets 103 of 106 applications back; what that does is shown first.')).toBeVisible();
  await press(page, 'Revert…');
  const whole = page.getByRole('dialog', { name: /^Undo: Set label team of 103 of 106 applications/ });
  await expect(whole.getByText('Sets 103 applications back to what they were.')).toBeVisible();
});
