import { readFileSync } from 'node:fs';
import { issueCertificates, replacing } from './fixtures/certificates.ts';
import { connect, loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

const day = 86_400_000;

test('another authority signs after a rotation by keyboard, and the former one says what is left of it', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  const owner = { kind: 'RUNTIME', id: ids['runtime-1'], name: 'runtime-1' } as const;
  issueCertificates(compass, [{ serial: 'a1b2c3', owner, lived: 2 * day, left: 88 * day }]);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/certificates`);
  const strip = page.getByRole('region', { name: 'Certificate authorities' });
  await expect(strip.getByText(/^Signs until .*, 1 certificate in use$/)).toBeVisible();
  await strip.getByRole('link', { name: 'Authorities and feeds' }).press('Enter');
  await expect(page).toHaveURL(/\/certificates\/authorities$/);
  const former = page.getByRole('region', { name: 'Compass Client CA 1' });
  await expect(former.getByText('O=Compass, CN=Compass Client CA 1')).toBeVisible();
  await expect(former.getByText('ECDSA P-256')).toBeVisible();
  const { certificateAuthorities } = await compass.graphql('{ certificateAuthorities { fingerprint pem } }');
  const [{ fingerprint, pem }] = certificateAuthorities;
  await expect(former.getByText(fingerprint.match(/../g).join(':'))).toBeVisible();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    former.getByRole('button', { name: 'Download' }).press('Enter'),
  ]);
  expect([saved.suggestedFilename(), readFileSync(await saved.path(), 'utf8')]).toEqual([
    'compass-client-ca-1.pem',
    pem,
  ]);
  await expect(page.getByRole('region', { name: 'Feeds' })).toContainText('compass_certificate_next_expiry_seconds');

  await former.getByRole('button', { name: 'Rotate…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Let another authority sign certificates?' });
  await expect(dialog.getByText(/^1 certificate in use stays good/)).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(former.getByRole('button', { name: 'Rotate…' })).toBeFocused();

  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Rotate now' }).press('Enter');
  await expect(dialog).toBeHidden();
  const present = page.getByRole('region', { name: 'Compass Client CA 2' });
  await expect(present.getByText(/^Signs until .*, 0 certificates in use$/)).toBeVisible();
  await expect(former.getByText(/^Retiring: 1 certificate left, the last one until/)).toBeVisible();
  await expect(former.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '0 of 1 certificate out of use');
  await expectNoAxeViolations(page);

  const lists = page.getByRole('link', { name: /^Revocation list of Compass Client CA/ });
  await expect(lists).toHaveCount(2);
  for (const link of await lists.all()) {
    const answer = await page.request.get(`${compass.consoleUrl}${await link.getAttribute('href')}`);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pkix-crl']);
  }

  await page.reload();
  await expect(former.getByText(/^Number 1, 0 certificates revoked, signed .*, next update by /)).toBeVisible();

  await page.goto(`${compass.consoleUrl}/t/default/activity?q=kind:security`);
  await expect(page.getByText('Let another authority sign certificates')).toBeVisible();
});

test('a calendar subscribes to the ends of certificates until its address is revoked', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  const owner = { kind: 'RUNTIME', id: ids['runtime-1'], name: 'runtime-1' } as const;
  issueCertificates(compass, [{ serial: 'a1b2c3', owner, lived: 2 * day, left: 88 * day }]);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/certificates`);
  await page.getByRole('button', { name: 'Calendar…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Ends of certificates in your calendar' });
  await dialog.getByRole('button', { name: 'Make an address' }).press('Enter');
  const address = await dialog.locator('code').innerText();
  const inside = await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth);
  expect(inside, 'nothing of the dialog is cut off').toBe(true);
  await expectNoAxeViolations(page);
  const calendar = await page.request.get(address);
  expect(calendar.headers()['content-type']).toContain('text/calendar');
  expect(await calendar.text()).toContain('runtime-1');

  await dialog.getByRole('button', { name: 'Revoke the address' }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'Make an address' })).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(404);
});

test('a certificate leads to the one it replaces, and the page of its runtime revokes all after it has said what freezes', async ({
  page,
  compass,
  signIn,
}) => {
  const ids = await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  await connect(compass, 'application-2', 'runtime-1');
  const owner = { kind: 'RUNTIME', id: ids['runtime-1'], name: 'runtime-1' } as const;
  issueCertificates(compass, [
    { serial: 'a1b2c3', owner, lived: 70 * day, left: 20 * day },
    { serial: 'd4e5f6', owner, lived: 2 * day, left: 88 * day, also: { replaces: replacing('a1b2c3') } },
  ]);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/certificates?selected=d4e5f6`);
  const history = page.getByRole('list', { name: 'Certificates of this client, the newest first' });
  await expect(history.getByRole('listitem')).toHaveCount(2);
  await history.getByRole('link', { name: 'a1:b2:c3' }).press('Enter');
  await expect(page.getByText('Replaced by')).toBeVisible();
  await expect(
    history.getByRole('listitem').filter({ has: page.locator('code', { hasText: 'a1:b2:c3' }) }),
  ).toHaveAttribute('aria-current', 'true');

  await page.goto(`${compass.consoleUrl}/t/default/runtimes/${ids['runtime-1']}?tab=certificates`);
  await expect(page.getByText('2 issued')).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Revoke all certificates…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Revoke all certificates of runtime-1?' });
  await expect(dialog.getByText(/^Its 2 connections freeze: calls go on, but no change/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More actions' })).toBeFocused();

  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Revoke all certificates…' }).press('Enter');
  await expect(dialog.getByLabel('Type runtime-1 to revoke now')).toBeFocused();
  await page.keyboard.type('runtime-1');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('table', { name: 'Certificates' }).getByText('Revoked')).toHaveCount(2);
  await page.getByRole('link', { name: 'Summary' }).press('Enter');
  await expect(page.getByText(/it was revoked\. Its 2 connections are frozen/)).toBeVisible();
});
