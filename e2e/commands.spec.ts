import { loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';
import { mapPage } from './pages/mapPage.ts';

test('the palette goes everywhere, acts on what is selected and sets what stays set', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await compass.graphql(
    `mutation ($id: ID!) { addPackage(applicationID: $id, in: { name: "prices",
      apiDefinitions: [{ name: "Price list", targetURL: "https://shop.example/prices" }] }) { id } }`,
    { id: ids['application-1'] },
  );
  await signIn(page);
  const { keyboard } = page;
  const html = page.locator('html');
  const palette = page.getByRole('dialog', { name: 'Type a command or a name' });
  const command = async (text: string) => {
    await keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await keyboard.type(text);
  };

  await page.goto(`${compass.consoleUrl}/t/default/runtimes/${ids['runtime-1']}`);
  await expect(page.getByRole('heading', { level: 1, name: 'runtime-1' })).toBeVisible();
  await command('assign');
  await expect(palette.getByRole('group', { name: 'On runtime-1' })).toContainText('Assign to scenario…');
  await expectNoAxeViolations(page);
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: /runtime-1/ })).toBeVisible();
  await keyboard.press('Escape');

  await command('theme dark');
  await keyboard.press('Enter');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await command('rows comf');
  await keyboard.press('Enter');
  await expect(html).toHaveAttribute('data-density', 'comfortable');
  await command('application-2');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'application-2' })).toBeVisible();
  await command('price l');
  await expect(palette.getByRole('option', { name: 'Price list API, application-1' })).toBeVisible();
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'application-1' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Price list' })).toBeVisible();

  // Another browser of the same person finds them.
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${compass.consoleUrl}/t/default/applications`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(html).toHaveAttribute('data-density', 'comfortable');
  await expect.poll(async () => (await page.locator('tr[data-row]').first().boundingBox())?.height).toBe(48);
});

test('single keys are shown, given to others and switched off', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await signIn(page);
  const map = mapPage(page);
  const { keyboard } = page;
  await page.goto(`${compass.consoleUrl}/t/default/map`);
  const card = map.card('Application', 'application-1');
  await card.focus();
  await keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Pick up and move');
  await expectNoAxeViolations(page);
  await sheet.getByRole('link', { name: 'Change the shortcuts…' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your preferences' })).toBeVisible();
  const assign = page.getByLabel('Key for: Assign to a scenario');
  await assign.fill('m');
  await expect(page.getByRole('alert')).toContainText('is the key of “Pick up and move”');
  await assign.fill('q');
  await expectNoAxeViolations(page);

  await page.goto(`${compass.consoleUrl}/t/default/map`);
  await card.focus();
  await keyboard.press('a');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await keyboard.press('q');
  await expect(page.getByRole('dialog')).toContainText('application-1');
  await keyboard.press('Escape');

  await page.goto(`${compass.consoleUrl}/t/default/preferences`);
  await page.getByRole('group', { name: 'Single keys' }).getByRole('button', { name: 'Off' }).click();
  await page.goto(`${compass.consoleUrl}/t/default/map`);
  await card.focus();
  await keyboard.press('q');
  await keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
