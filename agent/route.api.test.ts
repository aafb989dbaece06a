import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OptionsError } from './options.ts';
import { readRoute, straight } from './route.ts';
import { openRuntime, type TestRuntime, testCycle } from './testing/agent.ts';
import { startCompass, type TestCompass } from './testing/compass.ts';
import { startProxy, type TestProxy } from './testing/proxy.ts';

const day = 24 * 3_600_000;
/** Only the proxy knows where it is. */
const publicHost = 'compass.test';

describe('The way to Compass', () => {
  let compass: TestCompass;
  let runtime: TestRuntime;
  let runtimeId: string;
  let proxy: TestProxy;
  const start = async (ahead = 0) => {
    compass = await startCompass({ publicHost }, ahead);
    runtimeId = await compass.registerRuntime('cluster');
    runtime.configure(await compass.parametersFor(runtimeId));
  };
  beforeEach(async () => {
    proxy = await startProxy();
    runtime = await openRuntime();
  });
  afterEach(async () => {
    await proxy.close();
    await compass.close();
    runtime.remove();
  });
  const through = (more: object = {}) => readRoute({ HTTPS_PROXY: proxy.url, ...more });
  const error = async () => (await runtime.target.readConnection())?.status.connectionStatus?.error;

  test('leads through the proxy for all there is: fingerprint, token, client certificate and renewal', async () => {
    await start();
    const cycle = testCycle(runtime.target, { route: through({ HTTPS_PROXY: proxy.url.replace('//', '//me:pass@') }) });
    expect(await cycle.run()).toEqual({ state: 'Synchronized', result: 'ok' });
    const ports = new Set([compass.connectorUrl, compass.mtlsConnectorUrl].map((url) => new URL(url).port));
    expect(new Set(proxy.asked.map(({ server }) => server))).toEqual(
      new Set([...ports].map((port) => `${publicHost}:${port}`)),
    );
    expect(new Set(proxy.asked.map(({ credentials }) => credentials))).toEqual(new Set([`Basic ${btoa('me:pass')}`]));
    await runtime.target.writeConnection(
      (present) => present && { ...present, spec: { ...present.spec, refreshCredentialsNow: true } },
    );
    expect(await cycle.run()).toEqual({ state: 'Synchronized', result: 'ok' });
    expect(await compass.serialsOf(runtimeId)).toHaveLength(2);
    await compass.revokeAll(runtimeId);
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    cycle.close();
  });

  test('leads through the proxy for looking into a certificate that TLS does not take', async () => {
    await start(-100 * day);
    const cycle = testCycle(runtime.target, { route: through(), clock: () => Date.now() - 100 * day });
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    expect(await error()).toMatch(/^Compass refuses the certificate: /);
    cycle.close();
  });

  test('is no reason to lose the connection when the proxy does not let through or is away', async () => {
    await start();
    const cycle = testCycle(runtime.target, { route: through(), timeoutMs: 2000 });
    expect((await cycle.run()).state).toBe('Synchronized');
    cycle.close();
    const restarted = testCycle(runtime.target, { route: through(), timeoutMs: 2000 });
    proxy.status = 407;
    expect(await restarted.run()).toEqual({ state: 'ConnectionMaintenanceFailed', result: 'failed' });
    const { host } = new URL(proxy.url);
    const { port } = new URL(compass.mtlsConnectorUrl);
    expect(await error()).toContain(`the proxy ${host} answers 407 for ${publicHost}:${port}`);
    await proxy.close();
    expect(await restarted.run()).toEqual({ state: 'ConnectionMaintenanceFailed', result: 'failed' });
    expect(await error()).toContain(`the proxy ${host} cannot be reached: ECONNREFUSED`);
    restarted.close();
    proxy = await startProxy();
  });

  test('is straight where NO_PROXY says so, or no proxy is named', async () => {
    await start();
    const cycle = testCycle(runtime.target, { route: through({ NO_PROXY: publicHost }) });
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'failed' });
    expect(await error()).toMatch(/ENOTFOUND|EAI_AGAIN/);
    expect(proxy.asked).toEqual([]);
    cycle.close();
    expect(readRoute({ HTTPS_PROXY: '', NO_PROXY: '*' })).toBe(straight);
    expect(readRoute({ https_proxy: 'proxy.example:3128' })).not.toBe(straight);
    const refused = () => readRoute({ HTTPS_PROXY: 'socks5://user:pass@proxy.example' });
    expect(refused).toThrow(OptionsError);
    expect(refused).toThrow(/^HTTPS_PROXY is not valid: write for example http:\/\/proxy.example:3128$/);
  });
});
