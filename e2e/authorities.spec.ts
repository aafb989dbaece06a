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
  const panel = page.getByRole('region', { name: 'Certificate authorities' });
  await expect(panel.getByText(/^Signs until .*, 1 certificate in use$/)).toBeVisible();

  await panel.getByRole('button', { name: 'Rotate…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Let another authority sign certificates?' });
  await expect(dialog.getByText(/^1 certificate in use stays good/)).toBeVisible();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(panel.getByRole('button', { name: 'Rotate…' })).toBeFocused();

  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Rotate now' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(panel.getByText(/^Signs until .*, 0 certificates in use$/)).toBeVisible();
  await expect(panel.getByText(/^Retiring: 1 certificate left, the last one until/)).toBeVisible();
  await expectNoAxeViolations(page);

  const lists = panel.getByRole('link', { name: /^Revocation list of Compass Client CA/ });
  await expect(lists).toHaveCount(2);
  for (const link of await lists.all()) {
    const answer = await page.request.get(`${compass.consoleUrl}${await link.getAttribute('href')}`);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pkix-crl']);
  }

  await page.goto(`${compass.consoleUrl}/t/default/activity?show=security`);
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
  await page.getByRole('link', { name: 'a1:b2:c3' }).press('Enter');
  await expect(page.getByText('Replaced by')).toBeVisible();
  await expect(page.getByRole('link', { name: 'd4:e5:f6' })).toBeVisible();

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
