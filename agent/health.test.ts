import { expect, test } from 'vitest';
import { serveHealth } from './health.ts';

test('The health listener answers probes, nothing else, and not after it was closed', async () => {
  const health = await serveHealth(0);
  const ask = (path: string) => fetch(`http://127.0.0.1:${health.port}${path}`);
  const well = await ask('/healthz');
  expect([well.status, await well.text()]).toEqual([200, 'ok']);
  expect((await ask('/')).status).toBe(404);
  await expect(serveHealth(health.port)).rejects.toThrow('EADDRINUSE');
  health.close();
  await expect(ask('/healthz')).rejects.toThrow();
});
