import { expect, test } from './fixtures/test.ts';

test('thresholds that somebody else set meanwhile are shown before they are replaced', async ({
  page,
  compass,
  signIn,
}) => {
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/administration/settings`);
  const panel = page.getByRole('region', { name: 'Certificates' });
  await panel.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the thresholds of certificates' });
  await dialog.getByLabel('Overdue, %').fill('80');

  await compass.graphql(
    'mutation { setCertificateThresholds(in: { renewalDue: 50, overdue: 75, critical: 97 }) { critical } }',
  );
  await dialog.getByRole('button', { name: 'Set the thresholds' }).click();
  await expect(dialog.getByText('somebody else set 50, 75 and 97 meanwhile; nothing was written')).toBeVisible();
  const now = async () => {
    const { certificateThresholds } = await compass.graphql(
      '{ certificateThresholds { renewalDue overdue critical } }',
    );
    return Object.values(certificateThresholds);
  };
  expect(await now()).toEqual([50, 75, 97]);

  await dialog.getByRole('button', { name: 'Set the thresholds' }).click();
  await expect(dialog).toBeHidden();
  await expect(panel.getByText('from 80 % of the lifetime')).toBeVisible();
  expect(await now()).toEqual([70, 80, 90]);
});
