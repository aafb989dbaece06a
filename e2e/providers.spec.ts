import { registered, startIdentityProvider } from '../server/testing/identityProvider.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ environment: { COMPASS_ALLOWED_TARGETS: '127.0.0.1' } });

test('an administrator adds a provider, and who comes from it signs in with the role of their group', async ({
  page,
  compass,
  signIn,
  browser,
  expectNoAxeViolations,
}) => {
  const provider = await startIdentityProvider(`${compass.consoleUrl}/api/auth/oidc/callback`);
  provider.person = {
    ...{ sub: 'jonas', email: 'jonas.lind@northwind.example', email_verified: true, name: 'Jonas Lind' },
    groups: ['operations'],
  };
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/administration/providers`);
  await page.getByRole('button', { name: 'Add…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a sign-in provider' });
  await expect(dialog.getByText(`${compass.consoleUrl}/api/auth/oidc/callback`)).toBeVisible();
  await dialog.getByLabel('Name').fill('Northwind ID');
  await dialog.getByLabel('Issuer').fill(provider.issuer);
  await dialog.getByRole('button', { name: 'Check' }).click();
  await expect(dialog.getByText('A provider answers there.')).toBeVisible();
  await dialog.getByLabel('Client id').fill(registered.clientID);
  await dialog.getByLabel('Client secret').fill(registered.clientSecret);
  await dialog.getByLabel('Claim', { exact: true }).fill('groups');
  await dialog.getByRole('button', { name: 'Add a role' }).click();
  await dialog.getByLabel('Value of groups').fill('operations');
  await expectNoAxeViolations(page);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('People sign in with Northwind ID now')).toBeVisible();

  const context = await browser.newContext();
  const his = await context.newPage();
  await his.goto(`${compass.consoleUrl}/t/default/runtimes`);
  await his.getByRole('button', { name: 'Sign in with Northwind ID' }).click();
  await expect(his).toHaveURL(`${compass.consoleUrl}/t/default/runtimes`);
  await expect(his.getByRole('button', { name: /Jonas Lind.*account menu/ })).toBeVisible();
  // A viewer, as the group says.
  await expect(his.getByRole('button', { name: 'Register a runtime' })).toHaveCount(0);

  provider.person = { ...provider.person, groups: [] };
  await context.clearCookies();
  await his.goto(`${compass.consoleUrl}/t/default/runtimes`);
  await his.getByRole('button', { name: 'Sign in with Northwind ID' }).click();
  await expect(his.getByText('Nobody gave you a role here yet.')).toBeVisible();
  await context.close();
  await provider.close();
});
