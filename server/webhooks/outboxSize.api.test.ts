import { expect, it } from 'vitest';
import { startConsole } from '../testing/consoleServer.ts';
import { addWebhook, mark, registerApplication } from '../testing/webhookWords.ts';

it('The metrics tell how many deliveries wait', async () => {
  const server = await startConsole();
  const waiting = async () =>
    /^compass_webhook_outbox_deliveries (\d+)$/m.exec(await (await server.fetch('/metrics')).text())?.[1];
  const id = await registerApplication(server.api, 'shop');
  await addWebhook(server.api, id, 'https://receiver.example');
  expect(await waiting()).toBe('0');
  for (const number of [1, 2]) await mark(server.api, id, number);
  expect(await waiting()).toBe('2');
  await server.close();
});
