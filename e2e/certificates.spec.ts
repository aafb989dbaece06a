import { join } from 'node:path';
import SQLite from 'better-sqlite3';
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

test('of many certificates the next to expire are shown, with the true total, and the rest on request', async ({
  page,
  compass,
  signIn,
}) => {
  const ids = await loadExample(compass);
  issueMany(compass, ids['application-1'], 1150);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/certificates`);
  await expect(page.getByText('1,000 of 1,000 match, of 1,150 on the server')).toBeVisible();
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect(page.getByText('1,150 of 1,150 match')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Load more' })).toBeHidden();

  await page.goto(`${compass.consoleUrl}/t/default/applications/${ids['application-1']}?tab=certificates`);
  await expect(page.getByText('1,150 issued')).toBeVisible();
  await expect(page.getByText('1,000 of 1,150 shown, the next to expire first.')).toBeVisible();
});

/** As if the Runtime had connected: a machine identity with one certificate in use. */
function issueOne(compass: RunningCompass, runtimeID: string | undefined): void {
  const database = new SQLite(join(compass.dataDir, 'compass.db'));
  const now = Date.now();
  database
    .prepare(
      `INSERT INTO system_auths (id, tenant_id, owner_kind, owner_id, created_at)
       SELECT 'client-1', id, 'RUNTIME', ?, ? FROM tenants LIMIT 1`,
    )
    .run(runtimeID, now);
  database
    .prepare(
      `INSERT INTO certificates (sha256, serial, tenant_id, client_id, owner_kind, owner_id, owner_name, subject, issuer,
         key_type, issued_by, issued_at, not_before, not_after, pem)
       SELECT 'ab', 'cd', id, 'client-1', 'RUNTIME', @runtimeID, 'runtime-1', 'CN=client-1', 'CN=test',
         'ECDSA P-256', 'TOKEN', @now, @now, @end, 'none' FROM tenants LIMIT 1`,
    )
    .run({ runtimeID, now, end: now + 86_400_000 });
  database.close();
}

test('revoking says what freezes, asks for the name, and is seen at once', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  issueOne(compass, ids['runtime-1']);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/certificates?selected=cd`);
  await page.getByRole('button', { name: 'Revoke…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke the certificate of runtime-1?' });
  await expect(dialog.getByText('Its connection freezes: calls go on')).toBeVisible();
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
