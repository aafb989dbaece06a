import { expect, test } from './fixtures/test.ts';

test('somebody invited chooses a password, and a new role counts with their next request', async ({
  page,
  compass,
  signIn,
  browser,
}) => {
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/administration/people`);
  await page.getByRole('button', { name: 'Invite…' }).click();
  await page.getByLabel('E-mail').fill('mara@example.com');
  await page.getByLabel('Name', { exact: true }).fill('Mara Keller');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const url = await page.getByRole('dialog').locator('code').textContent();
  expect(url).toMatch(/\/welcome\?token=/);
  await page.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row', { name: /Mara Keller/ });
  await expect(row).toContainText('Invited');

  const context = await browser.newContext();
  const hers = await context.newPage();
  await hers.goto(url ?? '');
  await hers.getByLabel('Password', { exact: true }).fill('a sentence that mara knows');
  await hers.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(hers.getByRole('heading', { level: 2, name: 'Nothing is connected yet' })).toBeVisible();
  await hers.goto(`${compass.consoleUrl}/t/default/administration/people`);
  await expect(hers.getByRole('heading', { level: 1, name: 'People: you lack the right user:read' })).toBeVisible();

  await page.reload();
  await expect(row).toContainText('Active');
  await row.getByRole('button', { name: 'Actions for Mara Keller' }).click();
  await page.getByRole('menuitem', { name: 'Change role…' }).click();
  await page.getByRole('button', { name: 'Administrator' }).click();
  await page.getByRole('button', { name: 'Change the role' }).click();
  await expect(row).toContainText('Administrator');

  await hers.reload();
  await expect(hers.getByRole('row', { name: /Mara Keller/ })).toContainText('you');
  await context.close();
});
