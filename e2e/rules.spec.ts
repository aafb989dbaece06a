import { connect, idsByName, loadExample, pairState } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

test('a rule takes an application out of the default scenario, and lets it return when it is deleted', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await compass.graphql('mutation { registerApplication(in: { name: "orders", labels: { region: "eu" } }) { id } }');
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/scenarios/marketing?tab=rules`);
  const rules = page.getByRole('region', { name: 'Rules', exact: true });
  const applications = page.getByRole('region', { name: 'Applications', exact: true });
  const tab = (name: RegExp) => page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name });
  await expect(rules.getByText('No rule. Members are assigned by hand.')).toBeVisible();

  await rules.getByRole('button', { name: 'Add a rule…' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a rule to marketing' });
  await adding.getByRole('button', { name: 'applications', exact: true }).click();
  await adding.getByLabel('Label key').fill('region');
  await adding.getByLabel('Label value').fill('eu');
  await expect(adding.getByText('It concerns 1 application now. No live connection stops.')).toBeVisible();
  await expectNoAxeViolations(page);
  await adding.getByRole('button', { name: 'Add', exact: true }).click();

  await expect(rules.getByRole('row').filter({ hasText: 'region = "eu"' })).toContainText('applications');
  await tab(/^Applications/).click();
  await expect(applications.getByRole('row').filter({ hasText: 'orders' })).toContainText('by rule');
  await tab(/^Rules/).click();

  await rules.getByRole('button', { name: 'Delete the rule region = "eu"' }).click();
  const deleting = page.getByRole('dialog', { name: /^Delete the rule region = "eu" of / });
  await expect(deleting.getByText('It concerns 1 application now. No live connection stops.')).toBeVisible();
  await expectNoAxeViolations(page);
  await deleting.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(rules.getByText('No rule. Members are assigned by hand.')).toBeVisible();
  await tab(/^Applications/).click();
  await expect(applications.getByRole('row', { name: /application-2/ })).toBeVisible();
  await expect(applications.getByRole('row').filter({ hasText: 'orders' })).toBeHidden();
});

test('a rule that stops a connection names it and asks for the scenario by name; nothing is added unseen', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await compass.graphql(`mutation {
    createScenario(name: "marketing") { id }
    registerApplication(in: { name: "orders", labels: { region: "eu" } }) { id }
    registerRuntime(in: { name: "cluster", labels: { scenarios: ["default"] } }) { id } }`);
  await connect(compass, 'orders', 'cluster');
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/scenarios/marketing?tab=rules`);
  await page.getByRole('button', { name: 'Add a rule…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a rule to marketing' });
  await dialog.getByLabel('Label key').fill('region');
  await dialog.getByLabel('Label value').fill('eu');
  // Before anything was shown, Enter does nothing.
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('It concerns 1 application now. 1 live connection stops.')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Connections that stop' })).toHaveText('orders to cluster');
  await page.keyboard.press('Enter');
  const typed = dialog.getByLabel('Type marketing to add the rule');
  await typed.fill('market');
  await typed.press('Enter');
  await expectNoAxeViolations(page);
  const rules = async () => (await compass.graphql('{ scenarioRules { scenario } }')).scenarioRules;
  expect(await rules()).toEqual([]);
  expect(await pairState(compass, 'orders', 'cluster')).toBe('CONNECTED');

  await typed.fill('marketing');
  await typed.press('Enter');
  await expect(dialog).toBeHidden();
  expect(await rules()).toEqual([{ scenario: 'marketing' }]);

  // The label that the rule looks for takes a connection with it, too.
  await compass.graphql(
    'mutation { registerRuntime(in: { name: "lab", labels: { scenarios: ["marketing"] } }) { id } }',
  );
  await connect(compass, 'orders', 'lab');
  const ids = await idsByName(compass);
  await page.goto(`${compass.consoleUrl}/t/default/applications/${ids['orders']}?tab=labels`);
  await page.getByRole('button', { name: 'Edit label region' }).press('Enter');
  const label = page.getByRole('dialog', { name: 'Label region' });
  await expect(label.getByText('No rule changes the scenarios of orders. No connection is affected.')).toBeVisible();
  await label.getByRole('textbox', { name: 'Value' }).fill('us');
  await expect(label.getByText('By rule orders leaves marketing.')).toBeVisible();
  await expect(label.getByText('marketing is all they share.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expectNoAxeViolations(page);
  expect(await pairState(compass, 'orders', 'lab')).toBe('CONNECTED');
  await label.getByLabel('Type orders to set the label').fill('orders');
  await page.keyboard.press('Enter');
  await expect(label).toBeHidden();
  expect(await pairState(compass, 'orders', 'lab')).toBe('FORBIDDEN');
});
