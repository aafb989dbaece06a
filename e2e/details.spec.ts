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

test('a label follows the schema of its key, by keyboard alone', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await compass.graphql(
    'mutation ($s: JSONSchema!) { createLabelDefinition(in: { key: "tier", schema: $s }) { key } }',
    { s: '{"enum":["gold","silver"]}' },
  );
  await compass.graphql(
    'mutation { createLabelDefinition(in: { key: "replicas", schema: "{\\"type\\":\\"integer\\",\\"maximum\\":5}" }) { key } }',
  );
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/applications/${ids['application-1']}?tab=labels`);
  const dialog = page.getByRole('dialog');
  const kept = page.getByRole('row').filter({ hasText: 'integrationSystemID' });
  await expect(kept).toContainText('Kept by Compass');
  await expect(kept.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Assign scenarios' })).toBeVisible();
  await page.getByRole('button', { name: 'Set a label…' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Key')).toBeFocused();
  await page.keyboard.type('replicas');
  await page.keyboard.press('Tab');
  await page.keyboard.type('7');
  await expect(dialog.getByText('Must be less than or equal to 5')).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Backspace');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').filter({ hasText: 'replicas' })).toContainText('3');

  await expect(page.getByRole('button', { name: 'Set a label…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Key')).toBeFocused();
  await page.keyboard.type('tier');
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('combobox', { name: 'Value' })).toBeFocused();
  await page.keyboard.press('s');
  await expect(dialog.getByRole('combobox', { name: 'Value' })).toHaveValue('"silver"');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').filter({ hasText: 'tier' })).toContainText('"silver"');
});
