import { connect, pairState } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

const landscape = `format: compass/v1
scenarios: [spring]
labelDefinitions: [{ key: tier, schema: { enum: [gold, silver] } }]
rules: [{ scenario: spring, label: { key: tier, value: gold }, matches: [APPLICATION] }]
applications:
  - name: orders
    labels: { tier: gold }
    scenarios: [spring]
  - name: shop
    scenarios: [spring]
  - name: Not A Name
    scenarios: [unwanted]
runtimes:
  - name: cluster
`;

test('an export is planned, confirmed and imported by keyboard, and a second time nothing is left to do', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await compass.graphql(`mutation {
    registerApplication(in: { name: "orders", labels: { tier: "silver" } }) { id }
    registerRuntime(in: { name: "cluster", labels: { scenarios: ["default"] } }) { id } }`);
  await connect(compass, 'orders', 'cluster');
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/administration/import`);
  const { keyboard } = page;
  const content = page.getByLabel('Content');
  await content.focus();
  await keyboard.insertText(landscape);
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Plan the import' })).toBeFocused();
  await keyboard.press('Enter');

  const plan = page.getByRole('region', { name: 'Plan', exact: true });
  await expect(plan.getByRole('heading', { name: 'Plan' })).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'The plan is there' })).toHaveText(
    'The plan is there: 3 to create, 2 to change, 1 stays as it is, 1 cannot be imported.',
  );
  const rows = plan.getByRole('row');
  await expect(rows.nth(1)).toContainText('Not A Name Application');
  await expect(rows.nth(1)).toContainText('Cannot be importedName: Lower-case letters, digits, - and . only');
  await expect(rows.nth(2)).toContainText('tier Label definition');
  await expect(rows.filter({ hasText: 'tier=gold to spring Rule' })).toContainText(
    'Will be createdPuts Applications with label tier=gold into spring.',
  );
  await expect(rows.nth(3)).toContainText(
    'Will be changedChanges label tier from "silver" to "gold". Adds to scenarios spring.',
  );
  await expect(rows.filter({ hasText: 'shop' })).toContainText('Will be created');
  await expect(rows.filter({ hasText: 'cluster' })).toContainText('Stays as it is');
  await expect(plan.getByText('unwanted')).toBeHidden();
  await expect(plan.getByRole('region', { name: 'Connections that stop' })).toHaveText('orders to cluster');
  await expectNoAxeViolations(page);

  await keyboard.press('Tab');
  const typed = plan.getByLabel('Type default to import into this tenant');
  await expect(typed).toBeFocused();
  await keyboard.press('Enter');
  expect(await pairState(compass, 'orders', 'cluster')).toBe('CONNECTED');
  await keyboard.type('default');
  await keyboard.press('Tab');
  await expect(plan.getByRole('button', { name: 'Import 5, leave 1 out' })).toBeFocused();
  await keyboard.press('Enter');
  const imported = page.getByRole('region', { name: 'Imported', exact: true });
  await expect(imported.getByRole('heading', { name: 'Imported' })).toBeFocused();
  await expect(imported.getByText('3 created, 2 changed.')).toBeVisible();
  const { scenarios } = await compass.graphql('{ scenarios { name } }');
  expect(scenarios.map(({ name }: { name: string }) => name).sort()).toEqual(['default', 'spring']);

  await content.focus();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(plan.getByText('There is nothing to do')).toBeVisible();
  await expect(plan.getByText('6 stay as they are, 1 cannot be imported')).toBeVisible();
});

test('an import that is stopped leaves the rest to be planned again; what was imported is shown in Activity', async ({
  page,
  compass,
  signIn,
}) => {
  await compass.graphql('mutation { registerApplication(in: { name: "before" }) { id } }');
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/administration/import`);

  // A landscape whose specifications are too long, and an import of which a step does not come to the end.
  const refused = { data: null, errors: [{ message: 'this landscape has more than 16,000,000 characters' }] };
  let steps = 0;
  const { promise: pressed, resolve: stopped } = Promise.withResolvers<void>();
  await page.route('**/graphql', async (route) => {
    const { operationName, variables } = route.request().postDataJSON() ?? {};
    if (operationName === 'ExportLandscape' && variables.specifications) return route.fulfill({ json: refused });
    if (operationName !== 'ApplyImport') return route.continue();
    steps += 1;
    await pressed;
    const step = { creates: 0, changes: 0, left: 1, digest: variables.digest, correlationID: crypto.randomUUID() };
    return route.fulfill({ json: { data: { applyImport: { __typename: 'ImportResult', ...step } } } });
  });
  await page.getByRole('button', { name: 'Export for import' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Without specifications' }).click();
  expect((await download).suggestedFilename()).toBe('compass-landscape.yaml');

  await page.getByLabel('Content').fill('{"format":"compass/v1","applications":[{"name":"orders"}]}');
  await page.getByRole('button', { name: 'Plan the import' }).click();
  await page.getByRole('button', { name: 'Import 1' }).click();
  await page.getByRole('button', { name: 'Stop here' }).click();
  stopped();
  await expect(page.getByRole('region', { name: 'Imported in part' })).toContainText(
    '0 created, 0 changed, 1 not imported. Plan the import again to go on with them.',
  );
  expect(steps).toBe(1);
  await page.unroute('**/graphql');

  await page.getByRole('button', { name: 'Plan the import' }).click();
  await page.getByRole('button', { name: 'Import 1' }).click();
  await page.getByRole('link', { name: 'Show in Activity' }).click();
  const entries = page.getByRole('row').filter({ hasText: 'Registered application' });
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('orders');
});
