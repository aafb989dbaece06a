import { afterEach, describe, expect, test } from 'vitest';
import { openRuntime, type TestRuntime, testCycle } from './testing/agent.ts';
import { startCompass, type TestCompass } from './testing/compass.ts';

const day = 24 * 3_600_000;

describe('A certificate the TLS layer does not take', () => {
  const opened: TestCompass[] = [];
  const runtimes: TestRuntime[] = [];
  afterEach(async () => {
    for (const compass of opened.splice(0)) await compass.close();
    for (const runtime of runtimes.splice(0)) runtime.remove();
  });
  const start = async (ahead = 0) => {
    const compass = await startCompass({}, ahead);
    opened.push(compass);
    const runtime = await openRuntime();
    runtimes.push(runtime);
    runtime.configure(await compass.parametersFor(await compass.registerRuntime('cluster')));
    return { compass, runtime };
  };

  test('because it has expired means that the connection is lost, though the server only closes', async () => {
    // All clocks but that of the handshake are 100 days slow.
    const { runtime } = await start(-100 * day);
    const cycle = testCycle(runtime.target, { clock: () => Date.now() - 100 * day });
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    const { status } = (await runtime.target.readConnection()) ?? {};
    expect(status?.connectionStatus?.established).not.toBeNull();
    expect(status?.connectionStatus?.error).toMatch(/^Compass refuses the certificate: /);
    cycle.close();
  });

  test('because it has expired by its own clock, too, says since when', async () => {
    const { runtime } = await start(-100 * day);
    const cycle = testCycle(runtime.target);
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    const connection = await runtime.target.readConnection();
    const ended = connection?.status.connectionStatus?.certificateStatus.notAfter;
    const { error } = connection?.status.connectionStatus ?? {};
    expect(error).toMatch(/^Compass refuses the certificate: it expired at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ; /);
    expect(error).toContain(String(ended));
    cycle.close();
  });

  test('because another CA issued it means the same', async () => {
    const [{ runtime }, other] = [await start(), await start()];
    const cycle = testCycle(runtime.target);
    expect((await cycle.run()).state).toBe('Synchronized');
    cycle.close();
    const connectorUrl = other.compass.mtlsConnectorUrl;
    const managementInfo = { connectorUrl, directorUrl: connectorUrl.replace('connector', 'director') };
    await runtime.target.writeConnection((present) => present && { ...present, spec: { managementInfo } });
    await runtime.target.writeSecret('client', { serverCa: other.compass.ca.pem });
    const restarted = testCycle(runtime.target);
    expect(await restarted.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    restarted.close();
  });

  test('is told from a network that closes everything, which loses nothing', async () => {
    const { compass, runtime } = await start();
    const cycle = testCycle(runtime.target);
    await cycle.run();
    compass.faultFor = () => 'reset';
    expect(await cycle.run()).toEqual({ state: 'ConnectionMaintenanceFailed', result: 'failed' });
    compass.faultFor = () => null;
    expect((await cycle.run()).state).toBe('Synchronized');
    cycle.close();
  });
});
