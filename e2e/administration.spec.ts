import { expect, test } from './fixtures/test.ts';

test('a tenant, an API token, a template and an integration system are made, used and taken away', async ({
  page,
  compass,
  signIn,
}) => {
  await signIn(page);
  const dialog = page.getByRole('dialog');
  const open = (entry: string) =>
    page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: entry }).click();
  const choose = async (menu: string, entry: string) => {
    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };

  await test.step('a template is created, in every tenant', async () => {
    await page.goto(`${compass.consoleUrl}/t/default/administration/templates`);
    await page.getByRole('button', { name: 'Create a template…' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('shop');
    await dialog
      .getByLabel('Application', { exact: true })
      .fill('{ "name": "shop-{{region}}", "providerName": "Northwind" }');
    await dialog.getByLabel('What region means (optional)').fill('Where it runs');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('row', { name: /shop/ })).toContainText('region');
  });

  await test.step('an integration system gets credentials, which are shown once', async () => {
    await open('Integration systems');
    await page.getByRole('button', { name: 'Register a system…' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('provisioner');
    await dialog.getByRole('button', { name: 'Register' }).click();
    await choose('Actions of system provisioner', 'Credentials…');
    await dialog.getByRole('button', { name: 'Request client credentials…' }).click();
    await dialog.getByRole('button', { name: 'Request' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Client secret' })).toHaveAttribute('type', 'password');
    const secret = await dialog.getByRole('textbox', { name: 'Client secret' }).inputValue();
    expect(secret.length).toBeGreaterThan(20);
    const id = await dialog.getByRole('textbox', { name: 'Client id' }).inputValue();
    await dialog.getByRole('button', { name: 'I have kept them' }).click();
    await expect(dialog).toContainText(id.slice(0, 8));
    await expect(page.getByText(secret)).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('a new tenant can be switched to at once', async () => {
    await open('Tenants');
    await page.getByRole('button', { name: 'Create…' }).click();
    await dialog.getByLabel('Name', { exact: true }).fill('Northwind');
    await dialog.getByLabel('Id', { exact: true }).fill('northwind');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('row', { name: /Northwind/ })).toContainText('Active');
    await choose('switch', 'Northwind');
    await expect(page).toHaveURL(`${compass.consoleUrl}/t/northwind/overview`);
    await expect(page.getByRole('heading', { name: 'Nothing is connected yet' })).toBeVisible();
    await page.getByRole('link', { name: 'Administration' }).click();
  });

  await test.step('an API token is shown once, works in its tenant, and is refused once revoked', async () => {
    await open('API tokens');
    await page.getByRole('button', { name: 'Create…' }).first().click();
    await dialog.getByLabel('Name', { exact: true }).fill('pipeline');
    await dialog.getByRole('button', { name: 'Everything that reads' }).click();
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    const token = (await dialog.locator('code').first().textContent()) ?? '';
    const ask = (tenant: string) =>
      fetch(`${compass.consoleUrl}/graphql`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}`, Tenant: tenant },
        body: JSON.stringify({ query: '{ applications { totalCount } }' }),
      });
    expect(await (await ask('northwind')).json()).toEqual({ data: { applications: { totalCount: 0 } } });
    expect((await ask('default')).status, 'another tenant').toBeGreaterThanOrEqual(400);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText(token)).toHaveCount(0);
    const row = page.getByRole('row', { name: /pipeline/ });
    await row.getByRole('button', { name: /Revoke/ }).click();
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await expect(row).toContainText('Revoked');
    expect((await ask('northwind')).status).toBe(401);
  });

  await test.step('an application is registered from the template', async () => {
    await open('Application templates');
    await choose('Actions of template shop', 'Register an application from it…');
    await dialog.getByLabel('region').fill('eu');
    await expect(dialog).toContainText('The application will be called shop-eu.');
    await dialog.getByRole('button', { name: 'Register' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'shop-eu' })).toBeVisible();
  });

  await test.step('it waits in Onboarding until a system connects it', async () => {
    await page.getByRole('link', { name: 'Onboarding' }).click();
    const waiting = page.getByRole('table', { name: 'Applications never connected' });
    await expect(waiting.getByRole('row', { name: /shop-eu/ })).toContainText('A token');
    await waiting.getByRole('link', { name: 'Continue with shop-eu' }).click();
    await expect(page).toHaveURL(/onboarding\/application\/[^/]+\/connect$/);
  });
});
