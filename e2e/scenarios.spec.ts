import { connect, loadExample, pairState } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

test('a scenario is created, renamed and deleted, and says before what deleting it stops', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await connect(compass, 'application-3', 'runtime-2');
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/scenarios`);
  await page.getByRole('button', { name: 'Create a scenario' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('campaign');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
  await expectNoAxeViolations(page);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('loyalty');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'loyalty', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Delete…' }).click();
  await expect(dialog.getByText('Nothing is in it.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page).toHaveURL(/\/scenarios$/);

  await page.getByRole('link', { name: 'marketing' }).click();
  await page.getByRole('button', { name: 'Rename…' }).click();
  await expect(dialog.getByText('2 applications and 1 runtime stay in it under the new name.')).toBeVisible();
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('retail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'retail', level: 1 })).toBeVisible();
  expect(await pairState(compass, 'application-3', 'runtime-2')).toBe('CONNECTED');

  await page.getByRole('button', { name: 'Delete…' }).click();
  await expect(dialog.getByText('1 live connection stops.').first()).toBeVisible();
  await expect(dialog.getByText('1 application returns to default.')).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Delete', exact: true });
  await expect(confirm).toBeDisabled();
  await expectNoAxeViolations(page);
  await dialog.getByRole('textbox').fill('retail');
  await confirm.click();
  await expect(page).toHaveURL(/\/scenarios$/);
  await expect(page.getByRole('link', { name: 'retail' })).toBeHidden();
  expect(await pairState(compass, 'application-3', 'runtime-2')).toBe('FORBIDDEN');
});
