import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

const runFile = promisify(execFile);

/** Runs a script as its reader would: saved to a file in an empty folder, with bash. */
async function runScript(script: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'compass-script-'));
  try {
    writeFileSync(join(folder, 'connect.sh'), script);
    const { stdout } = await runFile('bash', ['connect.sh'], { cwd: folder });
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the button Copy beside a snippet hands over; the screen masks the token. */
async function copied(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('region', { name: 'Configuration' }).getByRole('button', { name: 'Copy', exact: true }).click();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('the script on the connect page, run as it stands there, connects a Runtime while the console shows it happen; nothing is dragged', async ({
  page,
  context,
  compass,
  signIn,
  onlyBy,
  expectNoAxeViolations,
}) => {
  test.slow();
  const ids = await loadExample(compass);
  await onlyBy(page, 'single presses');
  await signIn(page);
  const certificates = await context.newPage();
  await certificates.goto(`${compass.consoleUrl}/t/default/certificates`);
  await expect(certificates.getByRole('heading', { name: 'No certificate yet' })).toBeVisible();

  await page.goto(`${compass.consoleUrl}/t/default/onboarding/runtime/${ids['runtime-1']}/connect`);
  const crumbs = page.getByRole('list', { name: 'Breadcrumb' });
  await expect(crumbs.getByRole('link', { name: 'runtime-1' })).toBeVisible();
  await expect(crumbs.getByText('Connect', { exact: true })).toBeVisible();
  const { runtime: before } = await compass.graphql('query ($id: ID!) { runtime(id: $id) { auths { id } } }', {
    id: ids['runtime-1'],
  });
  expect(before.auths, 'opening the page makes no token').toBeNull();

  await page.getByRole('button', { name: 'Generate token' }).click();
  await page.getByText('openssl + curl').click();
  await expectNoAxeViolations(page);
  const script = await copied(page);
  const shown = page.getByRole('region', { name: 'openssl + curl' });
  await expect(shown).toContainText(`TOKEN='${'•'.repeat(32)}'`);
  await page.getByRole('button', { name: 'Reveal' }).click();
  expect((await shown.innerText()).trim()).toBe(script.trim());
  expect(await runScript(script)).toContain('Connected.');

  const steps = page.getByRole('listitem').filter({ has: page.getByRole('img', { name: 'done' }) });
  await expect(steps).toHaveCount(5);
  await expect(steps.last()).toContainText('First fetch');
  await expect(page.getByText('It cannot be used again.')).toBeVisible();
  await certificates.bringToFront();
  const row = certificates.getByRole('row').filter({ has: certificates.getByRole('link', { name: 'runtime-1' }) });
  await expect(row).toContainText('Healthy');
  await expect(row).toContainText('due in 62 d');

  await page.bringToFront();
  await page.getByRole('link', { name: 'Next: wait' }).click();
  await page.getByRole('link', { name: 'Test and finish', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'runtime-1 is connected' })).toBeVisible();
  await expect(page.getByText('It may see 2 applications')).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('link', { name: 'Open runtime-1' }).click();
  const fact = (name: string) => page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
  await expect(page.getByText('is connected and uses 2 of the 2 applications in its scenarios.')).toBeVisible();
  for (const field of ['established', 'lastSync', 'lastSuccess', 'lastAttempt', 'lastSuccessfulFetch']) {
    await expect(fact(field), field).toContainText(/\d{2}:\d{2}:\d{2}/);
  }
  await expect(fact('renewed')).toContainText('–');

  await compass.graphql('mutation ($a: ID!) { disconnectApplication(applicationID: $a) { state } }', {
    a: ids['application-1'],
  });
  await expect(
    page.getByText('1 removed connection is not enforced there yet: the agent has not fetched since.').first(),
  ).toBeVisible();
});

test('the file of the method Folder, saved under its name, lets the agent connect and report', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/onboarding/runtime/${ids['runtime-1']}/connect`);
  const generate = page.getByRole('button', { name: 'Generate token' });
  await expect(generate).toBeEnabled();
  await generate.press('Enter');
  await page.getByRole('button', { name: 'Folder' }).press('Enter');
  await expect(page.getByText('For a Runtime without a cluster')).toBeVisible();
  await expectNoAxeViolations(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).press('Enter');
  const file = await downloading;
  expect(file.suggestedFilename()).toBe('compass-agent-configuration.yaml');

  const folder = mkdtempSync(join(tmpdir(), 'compass-folder-'));
  await file.saveAs(join(folder, file.suggestedFilename()));
  const agent = spawn('node', [join(import.meta.dirname, '../agent/main.ts'), '--directory', folder], {
    stdio: 'ignore',
  });
  const ended = once(agent, 'exit');
  try {
    await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible();
    await page.getByRole('link', { name: 'Open runtime-1' }).press('Enter');
    await expect(page.getByRole('region', { name: 'Agent report' }).getByText('Synchronized')).toBeVisible();
    expect(readdirSync(join(folder, 'applications'))).toContain('application-1.yaml');
  } finally {
    agent.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a second token revokes the first one, and what comes of the first one is told for certain', async ({
  page,
  compass,
  signIn,
}) => {
  const ids = await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/connect/runtime/${ids['runtime-1']}`);
  await page.getByRole('button', { name: 'Generate token' }).click();
  await page.getByText('openssl + curl').click();
  const first = await copied(page);
  await page.reload();
  await expect(page.getByText(/One that .* made .* waits to be used and expires in/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Next: wait' })).toBeVisible();
  await page.getByRole('button', { name: 'Generate token' }).click();
  await expect(page.getByText('The earlier token, which nobody had used, is revoked.')).toBeVisible();
  await expect(runScript(first)).rejects.toThrow();
  const seen = page.getByRole('region', { name: 'What the server has seen' });
  await expect(seen).toContainText('It called with a token that was revoked');
  await expect(seen).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('status').filter({ hasText: 'It called with a token that was revoked' })).toBeAttached();

  await expect(page.getByRole('button', { name: 'openssl + curl' })).toHaveAttribute('aria-pressed', 'true');
  expect(await runScript(await copied(page))).toContain('Connected.');
});

/** Presses Tab until it is there: what has no focus at all, or cannot get it, is never reached. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test('a Runtime is connected with the keyboard alone, from the list to the test, and the form survives a reload', async ({
  page,
  context,
  compass,
  signIn,
  onlyBy,
  expectNoAxeViolations,
}) => {
  test.slow();
  await onlyBy(page, 'keyboard');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/onboarding`);
  await expect(page.getByRole('table', { name: 'Not connected yet' })).toBeVisible();
  await expectNoAxeViolations(page);
  const press = async (role: 'button' | 'link', name: string) => {
    await tabTo(page, page.getByRole('main').getByRole(role, { name, exact: true }).first());
    await page.keyboard.press('Enter');
  };
  const name = page.getByLabel('Name', { exact: true });
  await press('link', 'Connect a runtime');
  await expect(page.getByRole('region', { name: 'Step 1 of 5: What' })).toBeFocused();
  await expect(page.getByRole('radio', { name: /^Runtime/ })).toBeChecked();
  await expectNoAxeViolations(page);
  await press('button', 'Next: describe');

  await expect(page.getByRole('region', { name: 'Step 2 of 5: Describe' })).toBeFocused();
  await tabTo(page, name);
  await page.keyboard.type('runtime-1');
  await expect(page.getByText('This name is taken. runtime-4 is free.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await press('button', 'Take runtime-4');
  await expect(name).toBeFocused();
  await press('button', 'Add a label');
  await expect(page.getByLabel('Key 1')).toBeFocused();
  await press('button', 'Remove label 1');
  await expect(page.getByRole('button', { name: 'Add a label' })).toBeFocused();
  await tabTo(page, page.getByRole('checkbox', { name: 'campaign' }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('heading', { name: /Becomes possible/ })).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue('runtime-4');
  await expect(page.getByRole('checkbox', { name: 'campaign' })).toBeChecked();
  await expectNoAxeViolations(page);
  await press('button', 'Register and connect');

  await expect(page.getByRole('region', { name: 'Step 3 of 5: Connect' })).toBeFocused();
  await press('button', 'Generate token');
  const result = page.getByRole('group', { name: 'The token' });
  await expect(result).toBeFocused();
  await expect(page.getByText('The token is generated. It works once.')).toBeAttached();
  await expect(result).toContainText('•'.repeat(32));
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Generate a new one' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The earlier token, which nobody had used, is revoked.')).toBeVisible();
  await expect(result).toBeFocused();
  // It is offered once the server tells of the new token.
  await expect(page.getByRole('button', { name: 'Revoke', exact: true })).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Revoke', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The token is revoked.')).toBeAttached();
  await expect(page.getByRole('group', { name: 'No token' })).toBeFocused();
  await press('button', 'Generate token');
  await expect(result).toBeFocused();

  await press('button', 'openssl + curl');
  await expect(page.getByRole('region', { name: 'openssl + curl' })).not.toContainText(/TOKEN='[^•]/);
  await tabTo(page, page.getByRole('region', { name: 'Configuration' }).getByRole('button', { name: 'Copy' }).first());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Copied' })).toBeFocused();
  const script = await page.evaluate(() => navigator.clipboard.readText());
  await press('link', 'Next: wait');
  await expect(page.getByRole('region', { name: 'Step 4 of 5: Wait' })).toBeFocused();
  await expect(page.getByText('not yet, the agent has not called')).toBeVisible();
  await expectNoAxeViolations(page);
  await press('link', 'Back');
  await expect(page.getByRole('button', { name: 'openssl + curl' })).toHaveAttribute('aria-pressed', 'true');
  await press('link', 'Next: wait');
  await runScript(script);
  await press('link', 'Test and finish');
  await expect(page.getByRole('region', { name: 'Step 5 of 5: Test and finish' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'runtime-4 is connected' })).toBeVisible();
  await press('button', 'Test again');
  await expect(page.getByRole('status').filter({ hasText: 'runtime-4 is connected' })).toBeAttached();
  await expect(page.getByRole('button', { name: 'Test again' })).toBeFocused();
  await press('link', 'Show on the map');
  await expect(page).toHaveURL(/\/map\?select=/);
});

test('an Application is described by a file that survives a reload, its problem gets the focus, and its script connects it', async ({
  page,
  compass,
  signIn,
}) => {
  test.slow();
  await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/onboarding/new/what?kind=application`);
  await page.getByRole('radio', { name: /From a file/ }).check();
  const content = page.getByLabel('Content');
  await content.fill('name: parcels\nproviderName: Northwind\nscenarios: [nowhere, campaign]');
  await page.reload();
  await expect(content).toHaveValue(/^name: parcels/);
  await page.getByRole('button', { name: 'Next: describe' }).click();

  await expect(page.getByText('parcels is free.')).toBeVisible();
  await page.getByRole('button', { name: 'Register and connect' }).click();
  await expect(page.getByText('Create nowhere first, or leave it out.')).toBeVisible();
  const leaveOut = page.getByRole('button', { name: 'Leave out nowhere' });
  await expect(leaveOut).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Register and connect' })).toBeFocused();
  await page.keyboard.press('Enter');

  await page.getByRole('button', { name: 'Generate token' }).click();
  expect(await runScript(await copied(page))).toContain('Connected.');
  await expect(page.getByRole('heading', { name: 'Connected', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Next: wait' }).click();
  await page.getByRole('link', { name: 'Test and finish', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'parcels is connected' })).toBeVisible();
  await expect(page.getByText('It has called with its certificate')).toBeVisible();
});
