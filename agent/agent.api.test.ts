import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCompass } from './compass.ts';
import type { Cycle } from './cycle.ts';
import { straight } from './route.ts';
import { openRuntime, type TestRuntime, testCycle } from './testing/agent.ts';
import { startCompass, type TestCompass } from './testing/compass.ts';

describe('An agent over real TLS, with a folder for a Runtime', () => {
  let compass: TestCompass;
  let runtime: TestRuntime;
  let runtimeId: string;
  let cycle: Cycle;
  let logged: string[];
  let count = 0;
  beforeAll(async () => {
    compass = await startCompass();
  });
  afterAll(() => compass.close());
  beforeEach(async () => {
    count += 1;
    runtimeId = await compass.registerRuntime(`cluster-${count}`);
    runtime = await openRuntime();
    logged = [];
    cycle = testCycle(runtime.target, { logged });
  });
  afterEach(async () => {
    cycle.close();
    runtime.remove();
    const { applications } = await compass.admin('{ applications { data { id } } }');
    for (const { id } of applications.data) {
      await compass.admin('mutation($id: ID!) { unregisterApplication(id: $id) { id } }', { id });
    }
    await compass.admin('mutation($id: ID!) { unregisterRuntime(id: $id) { id } }', { id: runtimeId });
  });

  const files = (folder: string) => readdirSync(join(runtime.folder, folder)).sort();
  const connection = async () => {
    const present = await runtime.target.readConnection();
    if (!present) throw new Error('there is no connection');
    return present;
  };
  const pair = async () => {
    runtime.configure(await compass.parametersFor(runtimeId));
    expect(await cycle.run()).toEqual({ state: 'Synchronized', result: 'ok' });
  };
  const set = (spec: object) =>
    runtime.target.writeConnection((present) => present && { ...present, spec: { ...present.spec, ...spec } });

  test('pairs from the Config Map, synchronises at once and announces itself', async () => {
    await compass.registerApplication('shop', {
      bundles: [
        { name: 'Orders', defaultInstanceAuth: { credential: { basic: { username: 'u', password: 'pass' } } } },
      ],
    });
    await pair();
    const { spec, status } = await connection();
    expect(spec).toEqual({
      managementInfo: {
        connectorUrl: compass.mtlsConnectorUrl,
        directorUrl: compass.mtlsConnectorUrl.replace('connector', 'director'),
      },
    });
    expect(Object.keys(status.connectionStatus ?? {})).toEqual([
      'established',
      'renewed',
      'lastSync',
      'lastSuccess',
      'certificateStatus',
    ]);
    expect(files('applications')).toEqual(['shop.yaml']);
    expect(files('secrets')).toHaveLength(3);
    const query = `query($id: ID!) { runtime(id: $id) {
      labels agentReport { state failures { message } versions { name version } } } }`;
    const seen = (await compass.admin(query, { id: runtimeId }))['runtime'];
    expect(seen.labels['runtime_eventServiceUrl']).toBe('https://gateway.example');
    expect(seen.agentReport).toEqual({
      state: 'SYNCHRONIZED',
      failures: [],
      versions: [{ name: 'agent', version: 'test' }],
    });
  });

  test('follows replaced, unassigned and deleted Applications and leaves others alone', async () => {
    const [a, b, c] = [
      await compass.registerApplication('one'),
      await compass.registerApplication('two'),
      await compass.registerApplication('three'),
    ];
    await pair();
    expect(files('applications')).toEqual(['one.yaml', 'three.yaml', 'two.yaml']);
    await runtime.target.createApplication({ metadata: { name: 'by-hand' }, spec: { description: 'mine' } });
    await compass.admin('mutation($id: ID!) { unregisterApplication(id: $id) { id } }', { id: a });
    await compass.registerApplication('uno');
    await compass.admin(
      'mutation($id: ID!) { setApplicationLabel(applicationID: $id, key: "scenarios", value: ["default"]) { key } }',
      { id: b },
    );
    await compass.admin('mutation($id: ID!) { unregisterApplication(id: $id) { id } }', { id: c });
    expect((await cycle.run()).result).toBe('ok');
    expect(files('applications')).toEqual(['by-hand.yaml', 'uno.yaml']);
  });

  test("keeps an operator's Secret that has the labels of an Application", async () => {
    await compass.registerApplication('shop');
    await pair();
    const theirs = 'kind: Secret\nmetadata: { name: theirs, labels: { app: shop, bundleId: b } }\ndata: {}\n';
    for (const name of ['theirs', 'of-nobody']) {
      writeFileSync(
        join(runtime.folder, 'secrets', `${name}.yaml`),
        theirs.replaceAll('theirs', name).replace('app: shop', name === 'theirs' ? 'app: shop' : 'app: nobody'),
      );
    }
    expect((await cycle.run()).result).toBe('ok');
    expect(files('secrets')).toEqual(expect.arrayContaining(['of-nobody.yaml', 'theirs.yaml']));
  });

  test('renews when asked and when due, and goes on with the new certificate only', async () => {
    await pair();
    const first = await runtime.target.readSecret('client');
    await set({ refreshCredentialsNow: true });
    expect(await cycle.isUrgent('connection')).toBe(true);
    expect((await cycle.run()).result).toBe('ok');
    const { spec, status } = await connection();
    expect(spec.refreshCredentialsNow).toBeUndefined();
    expect(status.connectionStatus?.renewed).not.toBeNull();
    const second = await runtime.target.readSecret('client');
    expect(second?.['key']).not.toBe(first?.['key']);
    expect(await compass.serialsOf(runtimeId)).toHaveLength(2);
    cycle.close();
    const day = 24 * 3_600_000;
    cycle = testCycle(runtime.target, { logged, clock: () => Date.now() + 64 * day });
    expect((await cycle.run()).result).toBe('ok');
    expect((await runtime.target.readSecret('client'))?.['key']).not.toBe(second?.['key']);
  });

  test('renews once, not in every pass, where its clock is so wrong that a new certificate seems old', async () => {
    await pair();
    cycle.close();
    cycle = testCycle(runtime.target, { logged, clock: () => Date.now() + 80 * 24 * 3_600_000 });
    for (let pass = 0; pass < 4; pass += 1) expect((await cycle.run()).result).toBe('ok');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(2);
    expect(logged.filter((line) => line.includes('or the one of Compass is wrong'))).toHaveLength(1);
    await set({ refreshCredentialsNow: true });
    expect((await cycle.run()).result).toBe('ok');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(3);
  });

  test('is lost when its certificate is revoked, takes a new token at once and keeps its identity', async () => {
    await compass.registerApplication('shop');
    await pair();
    const established = (await connection()).status.connectionStatus?.established;
    await compass.revokeAll(runtimeId);
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    const lost = await connection();
    expect(lost.status.connectionStatus).toMatchObject({ established, error: expect.stringContaining('refuses') });
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    expect(files('applications')).toEqual(['shop.yaml']);
    expect(await cycle.isUrgent('parameters')).toBe(false);

    runtime.configure(await compass.parametersFor(runtimeId));
    expect(await cycle.isUrgent('parameters')).toBe(true);
    expect(await cycle.run()).toEqual({ state: 'Synchronized', result: 'ok' });
    expect(files('applications')).toEqual(['shop.yaml']);
    expect((await runtime.target.readSecret('client'))?.['runtimeId']).toBe(runtimeId);
  });

  test('pairs again when the resource is deleted, with a token that was put there before', async () => {
    await pair();
    runtime.configure(await compass.parametersFor(runtimeId));
    expect(await cycle.isUrgent('parameters')).toBe(false);
    expect((await cycle.run()).state).toBe('Synchronized');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(1);
    rmSync(join(runtime.folder, 'compass-connection.yaml'));
    expect(await cycle.isUrgent('connection')).toBe(true);
    expect((await cycle.run()).state).toBe('Synchronized');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(2);
  });

  test('ends in ConnectionFailed when the resource is deleted and the token is spent, until there is a new one', async () => {
    await pair();
    rmSync(join(runtime.folder, 'compass-connection.yaml'));
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    expect((await connection()).status.connectionStatus?.error).toMatch(/is spent/);
    runtime.configure(await compass.parametersFor(runtimeId));
    expect((await cycle.run()).state).toBe('Synchronized');
  });

  test('goes on after a restart without the Config Map', async () => {
    await pair();
    cycle.close();
    rmSync(join(runtime.folder, 'compass-agent-configuration.yaml'));
    cycle = testCycle(runtime.target, { logged });
    expect(await cycle.run()).toEqual({ state: 'Synchronized', result: 'ok' });
  });

  test('keeps its certificate while Compass is away, and is back with it', async () => {
    await pair();
    await compass.stop();
    expect(await cycle.run()).toEqual({ state: 'ConnectionMaintenanceFailed', result: 'failed' });
    await compass.start();
    expect(await cycle.run()).toEqual({ state: 'Synchronized', result: 'ok' });
    expect((await connection()).status.connectionStatus?.error).toBeUndefined();
  });

  test('is back by its certificate when Compass refused it by mistake', async () => {
    await pair();
    compass.setAhead(365 * 24 * 3_600_000);
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    compass.setAhead(0);
    expect(await cycle.run()).toEqual({ state: 'Synchronized', result: 'ok' });
    expect(await compass.serialsOf(runtimeId)).toHaveLength(1);
  });

  test('sends nothing to a server that does not show the pinned certificate', async () => {
    const tokens: unknown[] = [];
    compass.onExchange = ({ token }) => tokens.push(token);
    const wrong = compass.ca.fingerprint.replace(/^../, (first) => (first === '00' ? '11' : '00'));
    for (const more of [{ CA_FINGERPRINT: wrong }, {}]) {
      runtime.configure(await compass.parametersFor(runtimeId, more as Record<string, string>));
      expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'failed' });
    }
    expect((await connection()).status.connectionStatus?.error).toMatch(/is not trusted .*CA_FINGERPRINT$/);
    compass.onExchange = () => {};
    expect(tokens).toEqual([]);
    runtime.configure(await compass.parametersFor(runtimeId, { CA_PEM: compass.ca.pem }));
    expect((await cycle.run()).state).toBe('Synchronized');
  });

  test('talks to a Compass that was installed a moment ago, though its own clock is behind, and names the clock if that is by days', async () => {
    const said = async (hoursBehind: number) => {
      const other = await startCompass({}, hoursBehind * 3_600_000);
      try {
        const { TOKEN: token = '' } = await other.parametersFor(await other.registerRuntime('behind'));
        const client = createCompass({ route: straight, timeoutMs: 5000, newRequestId: () => 'r' });
        const connector = client.byToken(other.connectorUrl, token, other.ca.pem);
        return await connector
          .configuration()
          .then(
            () => 'ok',
            ({ message }: Error) => message,
          )
          .finally(() => connector.close());
      } finally {
        await other.close();
      }
    };
    expect(await said(12)).toBe('ok');
    expect(await said(72)).toMatch(
      /^the server certificate of \S+ is not valid yet by the clock of this machine \(20\d\d-.+Z\): is that right\?$/,
    );
  });

  test('never writes a secret into its log', async () => {
    const password = 'Tr0ub4dor-and-3';
    await compass.registerApplication('shop', {
      bundles: [{ name: 'B', defaultInstanceAuth: { credential: { basic: { username: 'u', password } } } }],
    });
    await pair();
    await compass.revokeAll(runtimeId);
    await cycle.run();
    const parameters = await runtime.target.readParameters();
    const secrets = [password, parameters?.['TOKEN'], (await runtime.target.readSecret('client'))?.['key']];
    expect(existsSync(join(runtime.folder, 'compass-connection.yaml'))).toBe(true);
    for (const secret of secrets) expect(logged.join('\n')).not.toContain(secret);
  });
});
