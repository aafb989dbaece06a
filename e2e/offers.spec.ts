import { idsByName, loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

const orders = `openapi: 3.0.3
info: { title: Orders, version: 2.3.0, description: "<img src=x onerror=alert(1)> **All** orders" }
paths:
  /orders/{id}:
    get:
      tags: [Reading]
      summary: One order
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: Found, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } } }
components: { schemas: { Order: { type: object, properties: { total: { type: number, minimum: 0 } } } } }
`;

test('an API is added from a pasted document, refused with the reason first, and read', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/applications/${ids['application-1']}?tab=apis`);
  await page.getByRole('button', { name: 'Add a package…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('order-processing');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Actions of package order-processing' }).click();
  await page.getByRole('menuitem', { name: 'Add an API…' }).click();
  await dialog.getByLabel('Name').fill('Orders API');
  await dialog.getByLabel('Target URL').fill('https://orders.example');
  await dialog.getByLabel('Text').fill(orders.replace('title: Orders, ', ''));
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('info: title is required.')).toBeVisible();
  await expectNoAxeViolations(page);
  await dialog.getByLabel('Text').fill(orders);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });

  // What was added is opened and rendered, in a thread that starts only now; what it says in HTML stays text.
  await expect(page.getByText('<img src=x onerror=alert(1)> All orders')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'GET /orders/{id} One order' }).click();
  await page.getByRole('region', { name: 'Reading' }).getByRole('button', { name: 'Order', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Types' }).getByText('minimum 0')).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Source' }).click();
  await expect(page.getByRole('region', { name: 'Source' })).toContainText('openapi: 3.0.3');
  await page.getByRole('link', { name: 'All APIs and packages' }).click();
  await expect(page.getByRole('link', { name: 'Orders API' })).toBeVisible();
  await expectNoAxeViolations(page);
});

test('two who edit the same definition see theirs, yours and the result', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  const ids = await idsByName(compass);
  const { addPackage } = await compass.graphql(
    `mutation ($a: ID!) { addPackage(applicationID: $a, in: { name: "p",
      apiDefinitions: [{ name: "Orders API", description: "old", targetURL: "https://a.example" }] }) {
      id apiDefinitions { data { id } } } }`,
    { a: ids['application-1'] },
  );
  const [api] = addPackage.apiDefinitions.data;
  await signIn(page);
  const url = `${compass.consoleUrl}/t/default/applications/${ids['application-1']}?tab=apis&open=api.${addPackage.id}.${api.id}`;
  await page.goto(url);
  await page.getByRole('button', { name: 'Edit…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Description (optional)').fill('mine');
  await compass.graphql(
    `mutation ($id: ID!) { updateAPIDefinition(id: $id, in: {
      name: "Orders API", description: "theirs", targetURL: "https://b.example" }) { id } }`,
    { id: api.id },
  );
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Orders API was changed meanwhile')).toBeVisible();
  await expect(dialog.getByRole('row', { name: /Description Both of you changed it theirs mine/ })).toBeVisible();
  await expect(dialog.getByRole('row', { name: /Target URL They changed it https:\/\/b.example/ })).toBeVisible();
  await expectNoAxeViolations(page);
  // What both changed nobody has decided yet: Enter does not store it.
  const decision = dialog.getByRole('group', { name: 'Result for Description' });
  await expect(decision.getByRole('button', { name: 'Theirs' })).toBeFocused();
  await expect(dialog.getByText(/^.+ saved version \d+ at \d\d:\d\d:\d\d UTC while you were editing/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Save the result' }).press('Enter');
  await expect(dialog.getByText('Choose theirs or yours first: Description.')).toBeVisible();
  await decision.getByRole('button', { name: 'Yours' }).press('Enter');
  await expect(dialog.getByRole('row', { name: /^Description .* theirs mine mine/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Save the result' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('mine', { exact: true })).toBeVisible();
  await expect(page.getByText('https://b.example')).toBeVisible();
});
