import { pairState } from './fixtures/landscape.ts';
import { adminEmail, adminPassword } from './fixtures/server.ts';
import { expect, test } from './fixtures/test.ts';
import { mapPage } from './pages/mapPage.ts';

test.use({ firstStart: true });

test('a new administrator sets up, sees the landscape, drags an Application onto a scenario and takes it back', async ({
  page,
  compass,
  expectNoAxeViolations,
}) => {
  const link = /http\S+\/setup\?token=\S+/.exec(compass.output())?.[0];
  expect(link, 'the start prints a setup link').toBeDefined();

  await page.goto(link as string);
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    await expectNoAxeViolations(page);
  }
  await page.getByLabel('E-mail').fill(adminEmail);
  await page.getByRole('textbox', { name: 'Password' }).fill(adminPassword);
  await page.getByText('The example landscape').click();
  await page.getByRole('button', { name: 'Create administrator and continue' }).click();

  // The overview comes first; the map is one step away.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Map', exact: true }).click();
  const map = mapPage(page);
  await expect(map.card('Application', 'application-3')).toHaveAccessibleName(/in marketing;/);
  const state = () => pairState(compass, 'application-3', 'runtime-1');
  await expect.poll(state).toBe('FORBIDDEN');

  await map.drag(map.card('Application', 'application-3'), map.card('Scenario', 'campaign'));
  await expect(map.card('Application', 'application-3')).toHaveAccessibleName(/in campaign, marketing;/);
  await expect.poll(state).toBe('AVAILABLE');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(map.card('Application', 'application-3')).toHaveAccessibleName(/in marketing;/);
  await expect.poll(state).toBe('FORBIDDEN');

  await page.context().clearCookies();
  await page.goto(link as string);
  await expect(page.getByText(/already|used|administrator exists/i).first()).toBeVisible();
});
