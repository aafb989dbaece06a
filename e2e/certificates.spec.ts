import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import SQLite from 'better-sqlite3';
import { issueCertificates } from './fixtures/certificates.ts';
import { connect, loadExample } from './fixtures/landscape.ts';
import type { RunningCompass } from './fixtures/server.ts';
import { expect, test } from './fixtures/test.ts';

/** As if so many systems had connected: one certificate each, issued now, the later ones living a minute longer. */
function issueMany(compass: RunningCompass, ownerID: string | undefined, count: number): void {
  const database = new SQLite(join(compass.dataDir, 'compass.db'));
  const insert = database.prepare(`
    INSERT INTO certificates (sha256, serial, tenant_id, client_id, owner_kind, owner_id, owner_name, subject, issuer,
      key_type, issued_by, issued_at, not_before, not_after, pem)
    SELECT @hash, @serial, id, @serial, 'APPLICATION', @ownerID, 'application-1', 'CN=test', 'CN=test',
      'ECDSA P-256', 'TOKEN', @now, @now, @end, 'none' FROM tenants LIMIT 1`);
  const now = Date.now();
  database.transaction(() => {
    for (let at = 0; at < count; at += 1) {
      const serial = at.toString(16).padStart(32, '0');
      insert.run({ hash: serial.padStart(64, 'f'), serial, ownerID, now, end: now + 86_400_000 + at * 60_000 });
    }
  })();
  database.close();
}

test('many certificates come page by page with the true total, and are exported whole', async ({
  page,
  compass,
  signIn,
}) => {
  const ids = await loadExample(compass);
  issueMany(compass, ids['application-1'], 1150);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/certificates`);
  await expect(page.getByText('1,150 of 1,150 match')).toBeVisible();

  await page.getByRole('button', { name: 'Export' }).click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV 1,150 rows, all columns' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('certificates.csv');
  const lines = readFileSync(await saved.path(), 'utf8')
    .trimEnd()
    .split('\n');
  expect([lines.length, new Set(lines).size]).toEqual([1151, 1151]);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitem', { name: 'Serial' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Serial' })).toBeHidden();
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Owner' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Serial' })).toBeHidden();

  await page.goto(`${compass.consoleUrl}/t/default/applications/${ids['application-1']}?tab=certificates`);
  await expect(page.getByText('1,150 issued')).toBeVisible();
  await expect(page.getByText('100 of 1,150 shown.')).toBeVisible();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByText('200 of 1,150 shown.')).toBeVisible();
});

/** As if the Runtime had connected: a machine identity with one certificate in use. */
function issueOne(
  compass: RunningCompass,
  runtimeID: string | undefined,
  { name = 'runtime-1', client = 'client-1', serial = 'cd' } = {},
): void {
  const database = new SQLite(join(compass.dataDir, 'compass.db'));
  const now = Date.now();
  database
    .prepare(
      `INSERT INTO system_auths (id, tenant_id, owner_kind, owner_id, created_at)
       SELECT ?, id, 'RUNTIME', ?, ? FROM tenants LIMIT 1`,
    )
    .run(client, runtimeID, now);
  database
    .prepare(
      `INSERT INTO certificates (sha256, serial, tenant_id, client_id, owner_kind, owner_id, owner_name, subject, issuer,
         key_type, issued_by, issued_at, not_before, not_after, pem)
       SELECT @serial || 'ab', @serial, id, @client, 'RUNTIME', @runtimeID, @name, 'CN=' || @client, 'CN=test',
         'ECDSA P-256', 'TOKEN', @now, @now, @end, 'none' FROM tenants LIMIT 1`,
    )
    .run({ runtimeID, name, client, serial, now, end: now + 86_400_000 });
  database.close();
}

test('revoking without a drag says what freezes, asks for the name, and is seen at once', async ({
  page,
  compass,
  signIn,
  onlyBy,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await onlyBy(page, 'single presses');
  await connect(compass, 'application-1', 'runtime-1');
  issueOne(compass, ids['runtime-1']);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/certificates?selected=cd`);
  const inspector = page.getByRole('complementary', { name: 'Certificate, details' });
  await expect(inspector.getByText('Unless it is renewed, 1 connection in 1 scenario freezes from')).toBeVisible();
  await inspector.getByRole('button', { name: 'Revoke…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke the certificate of runtime-1?' });
  await expect(dialog.getByText('Its connection freezes: calls go on')).toBeVisible();
  const freezes = dialog.getByRole('region', { name: 'What freezes' });
  await expect(freezes).toContainText('In 1 scenario: campaign 1.');
  await expect(freezes.getByRole('list', { name: 'Connections that freeze' })).toContainText('application-1');
  await expect(freezes.getByRole('link', { name: 'Draw it on the map' })).toHaveAttribute(
    'href',
    `/t/default/map?mode=map&freeze=${ids['runtime-1']}`,
  );
  await expectNoAxeViolations(page);
  await expect(dialog.getByRole('button', { name: 'Revoke now' })).toBeDisabled();
  await dialog.getByLabel('Type runtime-1 to revoke now').fill('runtime-1');
  await dialog.getByRole('button', { name: 'Revoke now' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: /runtime-1/ })).toContainText('Revoked');
  const { certificates, runtime } = await compass.graphql(
    'query ($id: ID!) { certificates { data { state } } runtime(id: $id) { connectionState } }',
    { id: ids['runtime-1'] },
  );
  expect([certificates.data[0].state, runtime.connectionState]).toEqual(['REVOKED', 'REVOKED']);
});

test('several certificates are revoked with the keyboard alone, after all that freezes together was said', async ({
  page,
  compass,
  signIn,
  onlyBy,
}) => {
  const ids = await loadExample(compass);
  await onlyBy(page, 'keyboard');
  await connect(compass, 'application-1', 'runtime-1');
  issueOne(compass, ids['runtime-1']);
  issueOne(compass, ids['runtime-2'], { name: 'runtime-2', client: 'client-2', serial: 'ef' });
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/certificates`);
  const tabTo = async (target: Locator) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
  };
  const table = page.getByRole('table', { name: 'Certificates', exact: true });
  await tabTo(page.getByRole('button', { name: 'Show as table' }));
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name: '7 d', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('0 of 2 match')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('2 of 2 match')).toBeVisible();
  await tabTo(table.getByRole('link').first());
  await page.keyboard.press('.');
  await expect(page.getByRole('menuitem', { name: /^Re-enrol runtime-/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  const together = page.getByRole('complementary', { name: 'Certificates, details' });
  await expect(together.getByText('1 connection of 1 runtime in 1 scenario freezes')).toBeVisible();
  await expect(together.getByRole('list', { name: 'Connections that freeze' })).toContainText('application-1');
  await expect(together.getByRole('link', { name: 'Re-enrol runtime-2' })).toBeVisible();
  await tabTo(page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Revoke…' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('no change, removal or new credential reaches runtime-1.')).toBeVisible();
  await expect(dialog.getByLabel('Type 2 to revoke 2 certificates now')).toBeFocused();
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('2 done')).toBeVisible();
  await tabTo(dialog.getByRole('button', { name: 'Done' }));
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  for (const name of ['runtime-1', 'runtime-2']) {
    await expect(table.getByRole('row', { name: new RegExp(name) })).toContainText('Revoked');
  }
});

const day = 86_400_000;

test('a certificate opens with its chain and the history of its client, and a clock that is off is told in the table', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  const owner = { kind: 'RUNTIME', id: ids['runtime-1'], name: 'runtime-1' } as const;
  issueCertificates(compass, [
    { serial: 'a1b2c3', owner, lived: 70 * day, left: 20 * day, also: { revoked_at: Date.now() } },
    { serial: 'd4e5f6', owner, lived: 2 * day, left: 88 * day, also: { issued_by: 'RENEWAL' } },
  ]);
  const database = new SQLite(join(compass.dataDir, 'compass.db'));
  database.prepare('UPDATE runtimes SET clock_ahead_ms = ? WHERE id = ?').run(-6 * 60_000, owner.id);
  database.close();
  await signIn(page);
  // What is opened need not be among the rows.
  await page.goto(`${compass.consoleUrl}/t/default/certificates?q=state%3Arenewing&selected=a1b2c3`);
  const table = page.getByRole('table', { name: 'Certificates', exact: true });
  await expect(table.getByRole('row', { name: /runtime-1/ })).toHaveCount(1);
  await expect(table.getByRole('row', { name: /runtime-1/ })).toContainText(/Unknown clock.*2 d ago over mTLS/);
  const inspector = page.getByRole('complementary', { name: 'Certificate, details' });
  await expect(inspector.getByRole('list', { name: 'Chain' })).toContainText(/Compass Client CA 1.*Root, ECDSA P-256/);
  await expect(inspector.getByText('2 issued to this client')).toBeVisible();
  const history = inspector.getByRole('list', { name: 'Certificates of this client, the newest first' });
  await expect(history.getByRole('listitem')).toContainText([
    /Healthy.*Issued .* by renewal, ends/,
    /Revoked.*Issued .* with a one-time token, ends/,
  ]);
  await expectNoAxeViolations(page);
});

test('all that match are revoked, those that have not arrived too', async ({ page, compass, signIn }) => {
  const ids = await loadExample(compass);
  const owners = ['application-1', 'application-2', 'application-3'].map((name) => {
    return { kind: 'APPLICATION', id: ids[name], name } as const;
  });
  const runtime = { kind: 'RUNTIME', id: ids['runtime-1'], name: 'runtime-1' } as const;
  issueCertificates(compass, [
    { serial: 'ab'.repeat(16), owner: runtime, lived: 2 * day, left: 40 * day },
    ...Array.from({ length: 210 }, (_, at) => {
      return { serial: `${at}`.padStart(32, '0'), owner: owners[at % 3]!, lived: day, left: (60 + at) * day };
    }),
  ]);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/certificates?q=kind%3Aapplication`);
  await expect(page.getByText('210 of 211 match')).toBeVisible();
  await page.getByRole('checkbox', { name: /page/ }).click();
  const bar = page.getByRole('region', { name: 'Selection' });
  await expect(bar).toContainText('100 certificates selected');
  await bar.getByRole('button', { name: 'Select all 210 matching' }).click();
  await expect(bar).toContainText('All 210 certificates that match kind:application');
  await bar.getByRole('button', { name: 'Revoke…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Type 210 to revoke 210 certificates now').fill('210');
  await dialog.getByRole('button', { name: 'Revoke now' }).click();
  await expect(dialog.getByText('210 done')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(bar).toBeHidden();
  const { certificates } = await compass.graphql('{ certificates { stateCounts { state count } } }');
  expect(certificates.stateCounts).toEqual([
    { state: 'HEALTHY', count: 1 },
    { state: 'REVOKED', count: 210 },
  ]);
});
