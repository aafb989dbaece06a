import { connect, loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

test('what arrives while an entry is read is held back, and entries are taken back by the way they were made', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await compass.graphql(
    'mutation ($id: ID!) { setApplicationLabel(applicationID: $id, key: "region", value: "eu") { key } }',
    { id: ids['application-1'] },
  );
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/activity`);
  const details = page.getByRole('button', { name: /^Details of:/ });
  const goOn = page.getByRole('region', { name: 'Go on from here' });
  const revert = goOn.getByRole('button', { name: 'Revert…' });
  const waiting = page.getByRole('status').filter({ hasText: 'held back while' });

  await details.first().click();
  await expect(goOn).toContainText('Removes label region.');
  await compass.graphql('mutation { registerApplication(in: {name: "orders"}) { id } }');
  await expect(waiting).toHaveText('1 new, held back while an entry is open');
  await expect(details.first(), 'nothing moves').toHaveAccessibleName(/Set label/);
  await expectNoAxeViolations(page);

  await revert.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('No connection is affected.');
  await dialog.getByRole('button', { name: 'Revert' }).click();
  await expect(goOn).toContainText('Nothing of it is left to take back.');
  await expect(revert, 'not lost with the dialog').toBeFocused();
  await expect(waiting).toContainText('2 new');
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(details.first()).toHaveAccessibleName(/Removed label/);
  await expect(details.nth(1)).toHaveAccessibleName(/Registered application/);
  await expect(waiting).toBeHidden();

  await page.getByRole('button', { name: /^Details of: Connected application-1/ }).click();
  await expect(goOn).toContainText('1 live connection stops');
  await revert.click();
  await dialog.getByLabel('To apply, type stop 1').fill('stop 1');
  await dialog.getByRole('button', { name: 'Apply 1 change' }).click();
  await expect(goOn).toContainText('Nothing of it is left to take back.');

  await compass.graphql('mutation { deleteScenario(name: "campaign") { id } }');
  await page.getByRole('button', { name: 'Show them' }).click();
  await page.getByRole('button', { name: /^Details of: Deleted scenario campaign/ }).click();
  await expect(goOn).toContainText('Creates campaign again, empty. Then a draft opens: 3 members back in campaign;');
  await revert.click();
  await expect(dialog).toContainText('application-1');
  await dialog.getByRole('button', { name: 'Apply 3 changes' }).click();
  await expect(goOn).toContainText('Nothing of it is left to take back.');

  await page.getByRole('button', { name: /^Details of: Loaded the example/ }).click();
  await expect(goOn).toContainText('Not reverted from here.');
  await expect(revert).toBeHidden();
});
