import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openReceiver, type Receiver } from '../testing/receiver.ts';
import { type ServerProcess, startServer } from '../testing/serverProcess.ts';

const token = 'a-static-token-of-more-than-32-characters';

let folder: string;
let receiver: Receiver;
const servers: ServerProcess[] = [];

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop('SIGKILL')));
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(url: string, query: string, variables: object): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: any; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

it('A delivery that a killed process was at is made by the next one, and none is lost or out of order', async () => {
  folder = mkdtempSync(join(tmpdir(), 'compass-webhooks-'));
  receiver = await openReceiver();
  // The second delivery is under way when the process is killed.
  receiver.answers = [204, null];
  const env = {
    COMPASS_DATA_DIR: folder,
    COMPASS_ADMIN_TOKEN: token,
    COMPASS_ALLOWED_TARGETS: '127.0.0.1',
    COMPASS_LOG_LEVEL: 'error',
  };
  const first = await startServer(env);
  servers.push(first);
  const register = `mutation ($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }`;
  const webhooks = [{ type: 'CONFIGURATION_CHANGED', url: receiver.url }];
  const { registerApplication } = await ask(first.url, register, { in: { name: 'shop', webhooks } });
  await receiver.until(1);
  const mark =
    'mutation ($a: ID!, $v: Any!) { setApplicationLabel(applicationID: $a, key: "mark", value: $v) { key } }';
  for (const v of [1, 2, 3]) await ask(first.url, mark, { a: registerApplication.id, v });
  await receiver.until(2);
  await first.stop('SIGKILL');

  const second = await startServer(env);
  servers.push(second);
  await receiver.until(5);
  const list = 'query ($a: ID!) { webhookDeliveries(applicationID: $a) { data { eventID } } }';
  const { webhookDeliveries } = await ask(second.url, list, { a: registerApplication.id });
  const ids = webhookDeliveries.data.map(({ eventID }: { eventID: string }) => eventID).reverse();
  expect(receiver.received.map(({ event }) => event.id)).toEqual([ids[0], ids[1], ids[1], ids[2], ids[3]]);
});
