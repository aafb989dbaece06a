import { loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

test('a request is completed, documented and answered; what a viewer may not do is refused with the right it needs', async ({
  page,
  compass,
  signIn,
  browser,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await signIn(page);
  const address = `${compass.consoleUrl}/t/default/administration/explorer`;
  await page.goto(address);
  const request = page.getByRole('textbox', { name: 'Request, GraphQL' });
  await request.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('query { applicat');
  await expect(page.getByRole('option', { name: /^applicationsForRuntime/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('query { applications { totalCount } }');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('textbox', { name: 'Answer, JSON' })).toContainText('"totalCount": 3');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('{ runtimes { totalCount } }');
  await page.reload();
  await page.getByRole('button', { name: 'Sent before…' }).click();
  await page.getByRole('menuitem', { name: /^applications/ }).click();
  await expect(request).toContainText('query { applications { totalCount } }');
  await request.focus();
  await page.keyboard.press('Tab');
  await expect(request, 'Tab leaves the editor').not.toBeFocused();

  await page.getByRole('button', { name: 'Documentation' }).click();
  const docs = page.getByRole('complementary', { name: 'Documentation, details' });
  await docs.getByRole('textbox', { name: 'Find a type or field' }).fill('revokeCert');
  await docs.getByRole('button', { name: 'Mutation.revokeCertificates', exact: true }).click();
  await expect(docs.getByText('Needs certificate:write.').first()).toBeVisible();
  await expectNoAxeViolations(page);
  await page.goBack();
  await expect(docs.getByRole('heading', { name: 'The contract' })).toBeVisible();

  const { invitePerson } = await compass.graphql(
    'mutation { invitePerson(in: { email: "vera@example.com", name: "Vera", role: VIEWER }) { link { url } } }',
  );
  const context = await browser.newContext();
  const hers = await context.newPage();
  await hers.goto(invitePerson.link.url);
  await hers.getByLabel('Password', { exact: true }).fill('a sentence that vera knows');
  await hers.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(hers.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await hers.goto(address);
  await hers.getByRole('textbox', { name: 'Request, GraphQL' }).focus();
  await hers.keyboard.press('ControlOrMeta+a');
  await hers.keyboard.insertText('mutation { createScenario(name: "hers") { name } }');
  await expect(hers.getByText('Changes default at once, without a preview.')).toBeVisible();
  await hers.getByRole('button', { name: 'Run' }).click();
  await expect(hers.getByRole('alert').getByText(/insufficient scopes .* required: \[landscape:write\]/)).toBeVisible();
  await context.close();

  await page.getByRole('button', { name: /account menu$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/signin$/);
  await signIn(page);
  await page.goto(address);
  await expect(
    page.getByRole('button', { name: 'Sent before…' }),
    'what was sent went with the session',
  ).toBeDisabled();
  await expect(request).not.toContainText('runtimes');
});
