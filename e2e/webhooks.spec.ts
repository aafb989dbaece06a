import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { loadExample } from './fixtures/landscape.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ environment: { COMPASS_ALLOWED_TARGETS: '127.0.0.1' } });

let server: Server;
let url: string;
let received: { body: string; headers: Record<string, string> }[];
/** What is answered next. */
let status: number;

test.beforeEach(async () => {
  received = [];
  status = 204;
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    received.push({ body, headers: request.headers as Record<string, string> });
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
test.afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

test('a webhook is added, refused with the reason, and what it was not sent is replayed', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/applications/${ids['application-1']}?tab=webhooks`);
  await expect(page.getByText('application-1 learns at once that it was connected')).toBeVisible();

  await page.getByRole('button', { name: 'Add a webhook…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('URL').fill('http://10.0.0.1/hook');
  await dialog.getByRole('button', { name: 'Basic' }).click();
  await dialog.getByLabel('User name').fill('compass');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('A password is needed.')).toBeVisible();
  await dialog.getByLabel('Password').fill('secret');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('10.0.0.1 is not a public address')).toBeVisible();
  await expectNoAxeViolations(page);
  await dialog.getByLabel('URL').fill(url);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();

  // Gone for good: a dead letter at once.
  status = 410;
  const webhooks = page.getByRole('table', { name: 'Webhooks' });
  const actions = webhooks.getByRole('button', { name: `Actions of webhook ${url}` });
  await actions.click();
  await page.getByRole('menuitem', { name: 'Send test event' }).click();
  const delivery = page
    .getByRole('table', { name: 'Deliveries' })
    .getByRole('row', { name: /compass\.webhook\.test\.v1/ });
  await expect(delivery.getByText('Given up')).toBeVisible({ timeout: 10_000 });
  await expect(delivery.getByText('1 attempt, the receiver answered 410')).toBeVisible();
  await expect(webhooks.getByText('Failing')).toBeVisible({ timeout: 10_000 });
  await expectNoAxeViolations(page);

  status = 204;
  await delivery.getByRole('button', { name: 'Replay compass.webhook.test.v1' }).click();
  await expect(delivery.getByText('Delivered')).toBeVisible({ timeout: 10_000 });
  await expect(delivery.getByText('2 attempts, answered 204')).toBeVisible();
  await expect(webhooks.getByText('No failure')).toBeVisible({ timeout: 10_000 });
  expect(received).toHaveLength(2);
  expect(received[0]?.headers['webhook-id']).toBe(received[1]?.headers['webhook-id']);
  expect(received[1]?.headers['authorization']).toBe(`Basic ${Buffer.from('compass:secret').toString('base64')}`);
});

test('the secret of a webhook is shown and rotated, and the webhook changed and deleted', async ({
  page,
  compass,
  signIn,
  expectNoAxeViolations,
}) => {
  const ids = await loadExample(compass);
  const add = `mutation ($a: ID!, $u: String!) {
    addWebhook(applicationID: $a, in: { type: CONFIGURATION_CHANGED, url: $u }) { id } }`;
  const { addWebhook } = await compass.graphql(add, { a: ids['application-1'], u: url });
  await signIn(page);
  await page.goto(`${compass.consoleUrl}/t/default/applications/${ids['application-1']}?tab=webhooks`);
  const dialog = page.getByRole('dialog');
  const webhooks = page.getByRole('table', { name: 'Webhooks' });
  const actions = webhooks.getByRole('button', { name: `Actions of webhook ${url}` });
  await actions.click();
  await page.getByRole('menuitem', { name: 'Send test event' }).click();
  await expect.poll(() => received.length).toBe(1);

  await actions.click();
  await page.getByRole('menuitem', { name: 'Signing secret…' }).click();
  await dialog.getByRole('button', { name: 'Reveal' }).click();
  const secret = await dialog.getByLabel('Secret', { exact: true }).inputValue();
  const last = received.at(-1);
  expect(() => new Webhook(secret).verify(last?.body ?? '', last?.headers ?? {})).not.toThrow();
  await expectNoAxeViolations(page);
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog.getByText('The former secret signs as well until')).toBeVisible();
  await expect(dialog.getByLabel('Secret', { exact: true })).not.toHaveValue(secret);
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await actions.click();
  await page.getByRole('menuitem', { name: 'Edit…' }).click();
  await dialog.getByLabel('URL').fill(`${url}/v2`);
  // A colleague saves first, and nothing of theirs is lost.
  await compass.graphql(
    `mutation ($id: ID!, $u: String!) { updateWebhook(webhookID: $id, in: { type: CONFIGURATION_CHANGED, url: $u,
      auth: { credential: { basic: { username: "theirs", password: "secret" } } } }) { id } }`,
    { id: addWebhook.id, u: url },
  );
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(`The webhook to ${url} was changed meanwhile`)).toBeVisible();
  await expect(dialog.getByRole('row', { name: /Authentication They changed it/ })).toBeVisible();
  await expectNoAxeViolations(page);
  await dialog.getByRole('button', { name: 'Save the result' }).click();
  await expect(webhooks.getByRole('cell', { name: 'Set' })).toBeVisible();
  await expect(webhooks.getByText(`${url}/v2`)).toBeVisible();
  const sections = page.getByRole('navigation', { name: 'Sections' });
  await sections.getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText('Rotated signing secret of webhook')).toBeVisible();
  await sections.getByRole('link', { name: 'Webhooks' }).click();

  await page.getByRole('button', { name: `Actions of webhook ${url}/v2` }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No webhooks')).toBeVisible();
  await expect(page.getByText('Without a webhook nothing is delivered.')).toBeVisible();
});
