import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { adminEmail, adminPassword } from './fixtures/server.ts';
import { expect, test } from './fixtures/test.ts';

test('a wrong password says how many tries are left, the right one leads back to where one wanted to go', async ({
  page,
  compass,
}) => {
  await page.goto(`${compass.consoleUrl}/t/default/runtimes`);
  await expect(page).toHaveURL(/\/signin/);
  await page.getByLabel('E-mail').fill(adminEmail);
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('4 tries left before a pause of 5 minutes')).toBeVisible();

  await page.getByRole('textbox', { name: 'Password' }).fill(adminPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${compass.consoleUrl}/t/default/runtimes`);
  await expect(page.getByRole('heading', { name: 'Runtimes' })).toBeVisible();
});

test('signing out ends the session on the server, not only in the browser', async ({ page, compass, signIn }) => {
  await signIn(page);
  const cookies = await page.context().cookies();
  await page.goto(`${compass.consoleUrl}/t/default/map`);
  await page.getByRole('button', { name: /account menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/signin/);

  const answer = await fetch(`${compass.consoleUrl}/graphql`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: compass.consoleUrl,
      Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
  });
  expect(answer.status).toBe(401);
});

test('a viewer is shown everything and offered no change, and the API refuses as well', async ({
  page,
  compass,
  signIn,
}) => {
  await compass.graphql('mutation { loadExampleLandscape { version } }');
  const database = new SQLite(join(compass.dataDir, 'compass.db'));
  database.prepare(`UPDATE tenant_roles SET role = 'VIEWER'`).run();
  database.close();

  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/applications`);
  await expect(page.getByRole('link', { name: 'application-1' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Register an application' })).toBeHidden();

  const refused = await page.evaluate(async () => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { createScenario(name: "mine") { id } }' }),
    });
    return (await response.json()) as { errors: { extensions: { error: string } }[] };
  });
  expect(refused.errors[0]?.extensions.error).toBe('InsufficientScopes');
});
