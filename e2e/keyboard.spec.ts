import { loadExample, pairState } from './fixtures/landscape.ts';
import { adminEmail, adminPassword } from './fixtures/server.ts';
import { expect, test } from './fixtures/test.ts';
import { mapPage } from './pages/mapPage.ts';

test('everything on the map is done by keyboard alone: assign, move, pin, connect, switch, what-if, undo', async ({
  page,
  compass,
  onlyBy,
}) => {
  const ids = await loadExample(compass);
  await onlyBy(page, 'keyboard');
  const map = mapPage(page);
  const { keyboard } = page;
  const application = map.card('Application', 'application-2');
  /** Opens the choice a key stands for and types into its field. */
  const choose = async (key: string, text: string) => {
    await keyboard.press(key);
    await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
    await keyboard.type(text);
  };

  await page.goto(`${compass.consoleUrl}/t/default/map?zoom=1&centre=4000,4000`);
  await expect(page.getByLabel('E-mail')).toBeVisible();
  const isTyping = () => page.evaluate(() => document.activeElement?.matches('input[name=email]') ?? false);
  for (let tabs = 0; tabs < 10 && !(await isTyping()); tabs += 1) await keyboard.press('Tab');
  await keyboard.type(adminEmail);
  await keyboard.press('Tab');
  await keyboard.type(adminPassword);
  await keyboard.press('Enter');
  await expect(application).toBeVisible();

  const isOnMap = () => page.evaluate(() => document.activeElement?.hasAttribute('data-map-item') ?? false);
  for (let tabs = 0; tabs < 30 && !(await isOnMap()); tabs += 1) await keyboard.press('Tab');
  expect(await isOnMap(), 'Tab reaches the map').toBe(true);
  await expect(map.card('Scenario', 'campaign')).toBeFocused();
  await expect(map.card('Scenario', 'campaign'), 'what Tab reaches comes into view').toBeInViewport();
  await keyboard.press('ArrowLeft');
  const focused = page.locator(':focus');
  for (
    let steps = 0;
    steps < 4 && !/^application-2/.test((await focused.getAttribute('aria-label')) ?? '');
    steps += 1
  ) {
    await keyboard.press('ArrowDown');
  }
  await expect(application).toBeFocused();

  await test.step('/ finds: conditions become chips, Backspace opens the last one, the count is said, H hides the others', async () => {
    const find = page.getByRole('textbox', { name: 'Find or hide' });
    const others = map.card('Application', 'application-3');
    await keyboard.press('/');
    await expect(find).toBeFocused();
    await keyboard.type('kind:application scenario:campaign ');
    await expect(page.getByRole('button', { name: 'Remove scenario:campaign' })).toBeVisible();
    await expect(page.getByRole('status').getByText('2 found')).toBeVisible();
    await expect(find).toHaveValue('');
    await application.focus();
    await keyboard.press('h');
    await expect(others).toHaveCount(0);
    await keyboard.press('h');
    await expect(others).toBeVisible();
    await keyboard.press('/');
    await keyboard.press('Backspace');
    await expect(find).toHaveValue('scenario:campaign');
    await keyboard.press('Escape');
    await keyboard.press('Backspace');
    await keyboard.press('Escape');
    await expect(page.getByRole('status').getByText(/ found$/)).toHaveCount(0);
    await application.focus();
  });

  await test.step('A says why a scenario cannot be assigned, and closing it leads back', async () => {
    await choose('a', 'default');
    await expect(page.getByRole('dialog')).toContainText('returns to default by itself');
    await keyboard.press('Escape');
    await expect(application).toBeFocused();
  });

  await test.step('U takes it out of marketing, M puts it back', async () => {
    await choose('u', 'marketing');
    await keyboard.press('Enter');
    await expect(application).toHaveAccessibleName(/in campaign;/);
    await expect(application).toBeFocused();
    await keyboard.press('m');
    await expect(page.getByText(/Choose a scenario/).first()).toBeVisible();
    await keyboard.press('Tab');
    await expect(page.getByText(/Joins marketing/).first()).toBeVisible();
    await keyboard.press('Enter');
    await expect(application).toHaveAccessibleName(/in campaign, marketing;/);
    await expect(application).toBeFocused();
  });

  await test.step('P pins it, for the person wherever they look, and unpins it', async () => {
    await keyboard.press('p');
    await expect(application).toHaveAccessibleName(/; pinned;/);
    await expect(application.locator('[title^="Pinned"]')).toBeVisible();
    const { preferences } = await page.evaluate(async () => {
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: '{ preferences { key value } }' }),
      });
      return (await response.json()).data;
    });
    expect(preferences).toContainEqual({ key: 'pins', value: [ids['application-2']] });
    await keyboard.press('p');
    await expect(application).not.toHaveAccessibleName(/pinned/);
  });

  await test.step('S connects, and S again, on the line, switches by way of a draft', async () => {
    await choose('s', 'runtime-1');
    await keyboard.press('Enter');
    const line = map.line('application-2', 'runtime-1');
    await expect(line).toBeVisible();
    await expect(application).toBeFocused();
    await keyboard.press('ArrowRight');
    await expect(line).toBeFocused();
    await keyboard.press('.');
    await expect(page.getByRole('menuitem', { name: /^Switch runtime/ })).toBeFocused();
    await choose('Enter', 'runtime-2');
    await keyboard.press('Escape');
    await expect(line).toBeFocused();
    await choose('s', 'runtime-2');
    await keyboard.press('Enter');
    await expect(map.draft).toBeVisible();
    const isConfirming = () => page.evaluate(() => document.activeElement?.matches('aside input') ?? false);
    for (let tabs = 0; tabs < 20 && !(await isConfirming()); tabs += 1) await keyboard.press('Tab');
    await keyboard.type('stop 1');
    await keyboard.press('Enter');
    await expect(map.line('application-2', 'runtime-2')).toBeVisible();
    await expect.poll(() => pairState(compass, 'application-2', 'runtime-2')).toBe('CONNECTED');
  });

  await test.step('Ctrl+Z takes the switch back', async () => {
    // The line may come by the live feed before the answer that brings what takes it back.
    await expect(map.draft).toBeHidden();
    await keyboard.press('Control+z');
    await expect(map.line('application-2', 'runtime-1')).toBeVisible();
    await expect.poll(() => pairState(compass, 'application-2', 'runtime-1')).toBe('CONNECTED');
  });

  await test.step('a link moves the focus to the heading of the screen it opens and announces it; a tab keeps it', async () => {
    const heading = (name: string) => page.getByRole('heading', { level: 1, name });
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Applications' }).focus();
    await keyboard.press('Enter');
    await expect(heading('Applications')).toBeFocused();
    await expect(page).toHaveTitle('Applications · Compass');
    await expect(page.getByRole('status').filter({ hasText: /^Applications$/ })).toBeAttached();
    await page.getByRole('link', { name: 'application-2', exact: true }).focus();
    await keyboard.press('Enter');
    await expect(heading('application-2')).toBeFocused();
    const labels = page.getByRole('main').getByRole('link', { name: /^Labels/ });
    await labels.focus();
    await keyboard.press('Enter');
    await expect(page).toHaveURL(/tab=labels/);
    await expect(labels).toBeFocused();
    // What comes in pieces is waited for.
    await page.getByRole('link', { name: 'Administration' }).focus();
    await keyboard.press('Enter');
    await expect(heading('Settings')).toBeFocused();
    await page.getByRole('link', { name: 'Rules' }).focus();
    await keyboard.press('Enter');
    await expect(heading('Rules')).toBeFocused();
  });
});
