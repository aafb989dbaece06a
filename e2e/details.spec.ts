import { connect, loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

test('unregistering what is connected names what stops and asks for the name', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/runtimes/${ids['runtime-1']}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Unregister…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Unregister runtime-1?' });
  await expect(dialog.getByText('1 connection stops: application-1.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Unregister' })).toBeDisabled();
  await expectNoAxeViolations(page);
  await dialog.getByRole('textbox').fill('runtime-1');
  await dialog.getByRole('button', { name: 'Unregister' }).click();
  await expect(page).toHaveURL(/\/runtimes$/);
  await expect(page.getByRole('link', { name: 'runtime-1' })).toBeHidden();
});

test('a label is set, refused with the reason, and deleted', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/applications/${ids['application-1']}?tab=labels`);
  await page.getByRole('button', { name: 'Set a label…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Key').fill('env');
  await dialog.getByLabel('Value').fill('prod');
  await dialog.getByRole('button', { name: /^(Set|Save)/ }).click();
  await expect(dialog.getByText(/This is not JSON: .* Text stands in quotes/)).toBeVisible();
  await expectNoAxeViolations(page);
  await dialog.getByLabel('Value').fill('"prod"');
  await dialog.getByRole('button', { name: /^(Set|Save)/ }).click();
  await expect(page.getByRole('row').filter({ hasText: 'env' })).toContainText('"prod"');
});
