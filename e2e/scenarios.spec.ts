import { issueCertificates } from './fixtures/certificates.ts';
import { connect, loadExample, pairState } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

test('a scenario is created, renamed and deleted, and says before what deleting it stops', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await connect(compass, 'application-3', 'runtime-2');
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/scenarios`);
  await page.getByRole('button', { name: 'Create a scenario' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('campaign');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
  await expectNoAxeViolations(page);
  await page.keyboard.press('Control+A');
  await page.keyboard.type('loyalty');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'loyalty', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await expect(dialog.getByText('Nothing is in it.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page).toHaveURL(/\/scenarios$/);

  await page.getByRole('link', { name: 'marketing' }).click();
  await page.getByRole('button', { name: 'Rename…' }).click();
  await expect(dialog.getByText('2 applications and 1 runtime stay in it under the new name.')).toBeVisible();
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('retail');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'retail', level: 1 })).toBeVisible();
  expect(await pairState(compass, 'application-3', 'runtime-2')).toBe('CONNECTED');

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await expect(dialog.getByText('1 live connection stops.').first()).toBeVisible();
  await expect(dialog.getByText('1 application returns to default.')).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Delete', exact: true });
  await expect(confirm).toBeDisabled();
  await expectNoAxeViolations(page);
  await dialog.getByRole('textbox').fill('retail');
  await confirm.click();
  await expect(page).toHaveURL(/\/scenarios$/);
  await expect(page.getByRole('link', { name: 'retail' })).toBeHidden();
  expect(await pairState(compass, 'application-3', 'runtime-2')).toBe('FORBIDDEN');
});

test('the page of a scenario tells of it tab by tab, and leads to Focus and to a comparison', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/scenarios/campaign`);
  const tab = (name: RegExp) => page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name });
  const focus = page.getByRole('region', { name: 'Focus' });
  await expect(focus.getByRole('list', { name: 'Applications' }).getByRole('link')).toHaveText([
    'application-1',
    'application-2',
  ]);
  await expectNoAxeViolations(page);
  await focus.getByRole('link', { name: 'runtime-1' }).click();
  await expect(page.getByRole('heading', { name: 'runtime-1', level: 1 })).toBeVisible();
  await expect(focus.getByRole('list', { name: 'Applications' }).getByRole('link')).toHaveText(['application-1']);
  await focus.getByRole('link', { name: 'campaign' }).click();

  await tab(/^Applications/).click();
  await expect(page.getByRole('row', { name: /application-1/ })).toContainText('assigned');
  await page.getByRole('button', { name: 'Remove application-2 from campaign' }).click();
  await expect(page.getByRole('row', { name: /application-2/ })).toBeHidden();
  await tab(/^Rules/).click();
  await expect(page.getByText('No rule. Members are assigned by hand.')).toBeVisible();
  await tab(/^Activity/).click();
  await expect(page.getByRole('row', { name: /Removed application-2 from campaign/ })).toBeVisible();
  await tab(/^YAML/).click();
  await expect(page.getByText('kind: Scenario')).toBeVisible();
  await expectNoAxeViolations(page);

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Compare with another scenario…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare campaign with another scenario' });
  await dialog.getByLabel('Other scenario').selectOption('marketing');
  await expectNoAxeViolations(page);
  await dialog.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('button', { name: /^application-3, Application;.*only in marketing/i })).toBeVisible();
  await page.goBack();
  await tab(/^Summary/).click();
  await focus.getByRole('link', { name: 'Open in Focus' }).click();
  await expect(page).toHaveURL(/mode=focus/);
  await expect(page.getByRole('button', { name: /^campaign, Scenario;/ })).toBeVisible();
});

test('table, overview and map agree on what of a scenario needs attention', async ({ page, compass, signIn }) => {
  const ids = await loadExample(compass);
  await compass.graphql(
    'mutation ($id: ID!) { setRuntimeLabel(runtimeID: $id, key: "scenarios", value: ["campaign", "default"]) { key } }',
    { id: ids['runtime-3'] },
  );
  const owner = (name: string) => ({ kind: 'RUNTIME', id: ids[name], name }) as const;
  const day = 86_400_000;
  issueCertificates(compass, [
    { serial: '01', owner: owner('runtime-1'), lived: 91 * day, left: -day },
    { serial: '02', owner: owner('runtime-3'), lived: 80 * day, left: 10 * day, also: { last_used_at: Date.now() } },
  ]);
  await connect(compass, 'application-1', 'runtime-1');
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/scenarios`);
  await expect(page.getByRole('row', { name: /^Select campaign campaign 2 2 1 2 / })).toBeVisible();
  await page.getByRole('link', { name: /^Needs attention 2/ }).click();
  await expect(page.getByRole('link', { name: 'marketing' })).toBeHidden();
  await page.goto(`${compass.consoleUrl}/t/default/overview`);
  await expect(page.getByRole('link', { name: /^campaign Failed: 1\s*Attention: 1/ })).toBeVisible();
  await page.goto(`${compass.consoleUrl}/t/default/map`);
  await expect(page.getByRole('button', { name: /^campaign, Scenario;.*, 2 need attention/ })).toBeVisible();
});

test('several scenarios are deleted at once, and the default one says why it stays', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/scenarios`);
  for (const name of ['campaign', 'marketing', 'default']) {
    await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  }
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 3 scenarios' });
  await expect(dialog.getByText('3 applications return to the default scenario.')).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Delete', exact: true });
  await expect(confirm).toBeDisabled();
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await expectNoAxeViolations(page);
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('2 done, 1 failed')).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'default' })).toContainText('cannot be deleted');
  await expectNoAxeViolations(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
});
