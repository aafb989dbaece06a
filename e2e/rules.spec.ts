import { loadExample } from './fixtures/landscape.ts';
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
  const deleting = page.getByRole('dialog', { name: 'Delete the rule?' });
  await expect(deleting.getByText('It concerns 1 application now. No live connection stops.')).toBeVisible();
  await expectNoAxeViolations(page);
  await deleting.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(rules.getByText('No rule. Members are assigned by hand.')).toBeVisible();
  await tab(/^Applications/).click();
  await expect(applications.getByRole('row', { name: /application-2/ })).toBeVisible();
  await expect(applications.getByRole('row').filter({ hasText: 'orders' })).toBeHidden();
});
