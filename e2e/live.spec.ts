import { connect, loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

test.describe('what another person does', () => {
  test('shows in a second browser without a reload, and waits while paused', async ({
    browser,
    page,
    compass,
    signIn,
  }) => {
    await loadExample(compass);
    await signIn(page);
    await page.goto(`${compass.consoleUrl}/t/default/applications`);
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'application-1' }) });
    await expect(row).toContainText('Not connected');
    let loads = 0;
    page.on('framenavigated', () => {
      loads += 1;
    });

    const other = await browser.newContext();
    const theirs = await other.newPage();
    await signIn(theirs);
    await theirs.goto(`${compass.consoleUrl}/t/default/applications`);
    await theirs.getByRole('link', { name: 'application-1' }).click();
    await theirs.getByRole('button', { name: 'Actions for runtime-1' }).click();
    await theirs.getByRole('menuitem', { name: 'Connect to runtime-1' }).click();
    await expect(row).toContainText('runtime-1');
    expect(loads).toBe(0);

    await page.getByRole('button', { name: /^Live/ }).click();
    await theirs.getByRole('button', { name: 'Actions for runtime-1' }).click();
    await theirs.getByRole('menuitem', { name: 'Disconnect' }).click();
    await theirs.getByLabel('To apply, type stop 1').fill('stop 1');
    await theirs.getByRole('button', { name: /^Apply/ }).click();
    await expect(page.getByRole('button', { name: /Paused.*1 change waiting/ })).toBeVisible();
    await expect(row).toContainText('runtime-1');
    await page.getByRole('button', { name: /^Paused/ }).click();
    await expect(row).toContainText('Not connected');
    await other.close();
  });
});

test.describe('a server that goes away', () => {
  test.use({ alsoExpected: [/Failed to load resource: .*(503|ERR_CONNECTION_REFUSED)/] });

  test('is told at once, and what changed meanwhile is there when it is back', async ({ page, compass, signIn }) => {
    await loadExample(compass);
    await signIn(page);
    await page.goto(`${compass.consoleUrl}/t/default/applications`);
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'application-1' }) });
    await expect(row).toContainText('Not connected');
    await expect(page.getByRole('button', { name: /^Live/ })).toBeVisible();

    await compass.kill('SIGTERM');
    await expect(page.getByRole('button', { name: /^(Reconnecting|Stale)/ })).toBeVisible();
    await expect(row, 'the last good data stays').toContainText('Not connected');

    await compass.restart();
    await connect(compass, 'application-1', 'runtime-1');
    await expect(page.getByRole('button', { name: /^Live/ })).toBeVisible({ timeout: 20_000 });
    await expect(row).toContainText('runtime-1');
  });
});

test('the first steps are ticked as they are done, and a figure that changes is marked and leads to what it counts', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/overview`);
  const steps = page.getByRole('region', { name: 'From nothing to a live connection' });
  await expect(steps).toContainText('0 of 4 done');
  await loadExample(compass);
  await expect(steps).toContainText('2 of 4 done');
  await expect(steps.getByRole('link', { name: 'See them connected' })).toHaveAttribute('href', '/t/default/map');
  await expectNoAxeViolations(page);

  await steps.getByRole('button', { name: 'Hide' }).click();
  await expect(steps).toBeHidden();
  await page.getByRole('button', { name: 'Show again' }).click();
  const tile = page.getByRole('region', { name: 'Connections', exact: true });
  const figure = tile.locator('strong span');
  const animation = () => figure.evaluate((element) => getComputedStyle(element).animationName);
  await expect(figure).toHaveText('0');
  expect(await animation(), 'it was always so').toBe('none');

  await connect(compass, 'application-1', 'runtime-1');
  await expect(steps, 'there is a connection').toBeHidden();
  await expect(figure).toHaveText('1');
  expect(await animation()).not.toBe('none');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await animation()).toBe('none');
  await page.getByRole('link', { name: 'Automation connected application-1 to runtime-1' }).focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tooltip')).toHaveText(/^\d+ \w+ \d{4}, \d\d:\d\d UTC$/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);

  await page
    .getByRole('region', { name: 'Pending changes' })
    .getByRole('link', { name: /^Agent not in contact/ })
    .click();
  await expect(page.getByRole('row').filter({ hasText: 'runtime-1' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'runtime-2' })).toBeHidden();
  await page.goBack();
  await tile.getByRole('link', { name: /^Connected/ }).click();
  await expect(page).toHaveURL(/find=state%3Aconnected/);
});

test('theme and rail stay as they were chosen', async ({ page, compass, signIn, expectNoAxeViolations }) => {
  await signIn(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${compass.consoleUrl}/t/default/runtimes`);
  await page.getByRole('button', { name: 'Collapse the rail' }).click();
  await page.getByRole('button', { name: /account menu/ }).click();
  await expectNoAxeViolations(page);
  await page.getByRole('menuitem', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: 'Expand the rail' })).toBeVisible();
});
