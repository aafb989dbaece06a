import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

test('the script on the connect page, run as it stands there, connects a Runtime while the console shows it happen', async ({
  page,
  context,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  test.slow();
  const ids = await loadExample(compass);
  await signIn(page);
  const certificates = await context.newPage();
  await certificates.goto(`${compass.consoleUrl}/t/default/certificates`);
  await expect(certificates.getByRole('heading', { name: 'No certificate yet' })).toBeVisible();

  await page.goto(`${compass.consoleUrl}/t/default/connect/runtime/${ids['runtime-1']}`);
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
  const script = await page.locator('pre').first().innerText();
  expect(await runScript(script)).toContain('Connected.');

  const steps = page.getByRole('listitem').filter({ has: page.getByRole('img', { name: 'done' }) });
  await expect(steps).toHaveCount(4);
  await expect(steps.last()).toContainText('First fetch');
  await expect(page.getByText('It cannot be used again.')).toBeVisible();
  await certificates.bringToFront();
  const row = certificates.getByRole('row').filter({ has: certificates.getByRole('link', { name: 'runtime-1' }) });
  await expect(row).toContainText('Healthy');
  await expect(row).toContainText('due in 62 d');

  await page.bringToFront();
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
  await page.goto(`${compass.consoleUrl}/t/default/connect/runtime/${ids['runtime-1']}`);
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

test('a second token says truthfully that the first one still works', async ({ page, compass, signIn }) => {
  const ids = await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/connect/runtime/${ids['runtime-1']}`);
  await page.getByRole('button', { name: 'Generate token' }).click();
  await page.getByText('openssl + curl').click();
  const first = await page.locator('pre').first().innerText();
  await page.getByRole('button', { name: 'Generate a new one' }).click();
  await expect(page.getByText(/An earlier token is not revoked by this one/)).toBeVisible();
  expect(await runScript(first)).toContain('Connected.');
});
