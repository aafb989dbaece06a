import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newConnection } from './connection.ts';
import type { Cycle } from './cycle.ts';
import { type Target, TargetError } from './target.ts';
import { openRuntime, type TestRuntime, testCycle } from './testing/agent.ts';
import { startCompass, type TestCompass } from './testing/compass.ts';

/** The rows of runtime-agent.md 4, 5.1, 5.3 and 5.4 that need a failure at one certain place. */
describe('What the agent makes of a failure', () => {
  let compass: TestCompass;
  let runtime: TestRuntime;
  let runtimeId: string;
  let target: Target;
  let cycle: Cycle;
  let count = 0;
  beforeAll(async () => {
    compass = await startCompass();
    await compass.registerApplication('shop');
  });
  afterAll(() => compass.close());
  beforeEach(async () => {
    count += 1;
    runtimeId = await compass.registerRuntime(`cluster-${count}`);
    runtime = await openRuntime();
    runtime.configure(await compass.parametersFor(runtimeId));
    target = { ...runtime.target };
    cycle = testCycle(target);
  });
  afterEach(async () => {
    cycle.close();
    runtime.remove();
    compass.faultFor = () => null;
    compass.onExchange = () => {};
    // Frees what the Runtime has claimed.
    await compass.admin('mutation($id: ID!) { unregisterRuntime(id: $id) { id } }', { id: runtimeId });
  });
  const status = async () => (await runtime.target.readConnection())?.status;
  const broken = (message: string) => async () => {
    throw new TargetError(message);
  };
  const restart = () => {
    cycle.close();
    cycle = testCycle(target);
  };

  test('no token is spent while the connection could not be stored', async () => {
    target.assertWritable = broken('nothing can be written');
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'failed' });
    expect((await status())?.connectionStatus?.error).toBe('Failed to retrieve certificate: nothing can be written');
    target.assertWritable = runtime.target.assertWritable;
    expect((await cycle.run()).state).toBe('Synchronized');
  });

  test('a missing or wrong Config Map is ConnectionFailed until it is right', async () => {
    const right = await compass.parametersFor(runtimeId);
    rmSync(join(runtime.folder, 'compass-agent-configuration.yaml'));
    const errors = [];
    for (const data of [null, { ...right, TOKEN: '' }, { ...right, CONNECTOR_URL: 'http://x' }]) {
      if (data) runtime.configure(data as Record<string, string>);
      expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'failed' });
      errors.push((await status())?.connectionStatus?.error);
    }
    expect(errors).toEqual([
      'Failed to retrieve certificate: there is no Config Map compass-agent-configuration',
      'Failed to retrieve certificate: TOKEN is missing in the Config Map',
      'Failed to retrieve certificate: CONNECTOR_URL in the Config Map does not begin with https://',
    ]);
    runtime.configure(right);
    expect((await cycle.run()).state).toBe('Synchronized');
  });

  test('a refused token is ConnectionFailed with the words of Compass, and tried again later', async () => {
    let asked = 0;
    compass.onExchange = () => {
      asked += 1;
    };
    runtime.configure({ ...(await compass.parametersFor(runtimeId)), TOKEN: 'no-such-token' });
    for (const times of [1, 2]) {
      expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
      expect(asked).toBe(times);
    }
    expect((await status())?.connectionStatus?.error).toMatch(
      /^Failed to retrieve certificate: .*Failed to authenticate with one time token/,
    );
    expect(await cycle.isUrgent('parameters')).toBe(false);
  });

  test('a lost signing answer is asked for again with the second token, not with the spent one', async () => {
    const sent: (string | null)[] = [];
    compass.faultFor = ({ token }) => {
      if (token !== null) sent.push(token);
      return sent.length === 2 || sent.length === 3 ? 'unavailable' : null;
    };
    expect((await cycle.run()).state).toBe('Synchronized');
    expect(sent).toHaveLength(4);
    expect(new Set(sent.slice(1)).size).toBe(1);
    expect(sent[0]).not.toBe(sent[1]);
  });

  test('a pairing that Compass interrupted is finished in a later pass', async () => {
    let tokens = 0;
    compass.faultFor = ({ token }) => {
      if (token !== null) tokens += 1;
      return tokens > 1 && tokens < 6 ? 'unavailable' : null;
    };
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'failed' });
    expect(await cycle.run()).toEqual({ state: 'Synchronized', result: 'ok' });
    expect(await compass.serialsOf(runtimeId)).toHaveLength(1);
  });

  test('a certificate that cannot be stored at once is stored later', async () => {
    target.writeSecret = broken('the disk is full');
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'failed' });
    expect((await status())?.connectionStatus?.error).toBe('Failed to preserve certificate: the disk is full');
    target.writeSecret = runtime.target.writeSecret;
    expect((await cycle.run()).state).toBe('Synchronized');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(1);
  });

  test('a paired agent that could not write the resource writes it later', async () => {
    target.writeConnection = broken('the disk is full');
    expect(await cycle.run()).toEqual({ state: null, result: 'failed' });
    target.writeConnection = runtime.target.writeConnection;
    expect((await cycle.run()).state).toBe('Synchronized');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(1);
  });

  test('a connection without certificate, made by hand for example, pairs', async () => {
    await target.writeConnection(newConnection);
    expect((await cycle.run()).state).toBe('Synchronized');
  });

  test('a resource that cannot be read is not one that is not there', async () => {
    await cycle.run();
    target.readConnection = broken('half a file');
    expect(await cycle.run()).toEqual({ state: null, result: 'failed' });
    expect(await compass.serialsOf(runtimeId)).toHaveLength(1);
  });

  test('a missing CA Secret renews', async () => {
    await cycle.run();
    rmSync(join(runtime.folder, 'secrets', 'ca-certificates.yaml'));
    expect((await cycle.run()).state).toBe('Synchronized');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(2);
  });

  test('a renewal that fails is ConnectionMaintenanceFailed, and the old certificate stays in use', async () => {
    await cycle.run();
    await target.writeConnection(
      (present) => present && { ...present, spec: { ...present.spec, refreshCredentialsNow: true } },
    );
    target.writeSecret = broken('the disk is full');
    expect(await cycle.run()).toEqual({ state: 'ConnectionMaintenanceFailed', result: 'failed' });
    expect((await status())?.connectionStatus?.error).toBe(
      'Error while trying to maintain connection: Failed to preserve certificate: the disk is full',
    );
    target.writeSecret = runtime.target.writeSecret;
    expect((await cycle.run()).state).toBe('Synchronized');
    expect((await runtime.target.readConnection())?.spec.refreshCredentialsNow).toBeUndefined();
  });

  test.each(['writeSecret', 'assertSecretsWritable'] as const)(
    'a renewal for which %s fails issues no certificate with every pass',
    async (operation) => {
      await cycle.run();
      await target.writeConnection(
        (present) => present && { ...present, spec: { ...present.spec, refreshCredentialsNow: true } },
      );
      target[operation] = async (secret?: unknown) => {
        if (secret !== 'client') throw new TargetError('no permission');
      };
      for (let pass = 0; pass < 10; pass += 1) {
        expect(await cycle.run()).toEqual({ state: 'ConnectionMaintenanceFailed', result: 'failed' });
      }
      expect(await compass.serialsOf(runtimeId)).toHaveLength(operation === 'writeSecret' ? 2 : 1);
      Object.assign(target, { [operation]: runtime.target[operation] });
      expect((await cycle.run()).state).toBe('Synchronized');
      expect(await compass.serialsOf(runtimeId)).toHaveLength(2);
      expect((await runtime.target.readConnection())?.spec.refreshCredentialsNow).toBeUndefined();
      restart();
      expect((await cycle.run()).state).toBe('Synchronized');
    },
  );

  test('a Director that fails is SynchronizationFailed, and nothing is deleted', async () => {
    await cycle.run();
    let calls = 0;
    compass.faultFor = () => {
      calls += 1;
      return calls === 2 ? 'nulls' : null;
    };
    expect(await cycle.run()).toEqual({ state: 'SynchronizationFailed', result: 'failed' });
    expect((await status())?.synchronizationStatus).toMatchObject({
      lastSuccessfulFetch: expect.any(String),
      error: expect.stringContaining('no GraphQL data'),
    });
    expect(await target.listApplications()).toHaveLength(1);
  });

  test('a Runtime id that is not the one of the token says so and fetches nothing', async () => {
    runtime.configure({ ...(await compass.parametersFor(runtimeId)), RUNTIME_ID: crypto.randomUUID() });
    expect((await cycle.run()).state).toBe('SynchronizationFailed');
    expect((await status())?.synchronizationStatus?.error).toMatch(/runtime does not exist/);
  });

  test('Applications that cannot be listed are ResourceApplicationFailed', async () => {
    target.listApplications = broken('no permission');
    expect(await cycle.run()).toEqual({ state: 'ResourceApplicationFailed', result: 'failed' });
    const { synchronizationStatus } = (await status()) ?? {};
    expect(synchronizationStatus).toMatchObject({
      lastSuccessfulApplication: null,
      error: 'Failed to apply configuration: no permission',
    });
  });

  test('a label that cannot be set is MetadataUpdateFailed; Applications are applied', async () => {
    let calls = 0;
    compass.faultFor = ({ gateway }) => {
      if (gateway === 'mtls') calls += 1;
      return calls === 3 ? 'unavailable' : null;
    };
    expect(await cycle.run()).toEqual({ state: 'MetadataUpdateFailed', result: 'failed' });
    expect(await target.listApplications()).toHaveLength(1);
    expect((await cycle.run()).state).toBe('Synchronized');
  });

  test('one Application that cannot be applied does not keep the others, nor the state; Compass is told', async () => {
    const id = await compass.registerApplication('poor');
    target.createApplication = async (application) => {
      if (application.metadata.name === 'poor') throw new TargetError('quota exceeded');
      return runtime.target.createApplication(application);
    };
    expect((await cycle.run()).state).toBe('Synchronized');
    expect((await target.listApplications()).map(({ metadata }) => metadata.name)).toEqual(['shop']);
    const query = `query($id: ID!) { runtime(id: $id) {
      synchronizationStatus { lastSuccessfulApplication }
      agentReport { state failures { application { id } message } } } }`;
    expect((await compass.admin(query, { id: runtimeId }))['runtime']).toEqual({
      synchronizationStatus: { lastSuccessfulApplication: null },
      agentReport: {
        state: 'SYNCHRONIZED',
        failures: [{ application: { id }, message: 'Failed to create: quota exceeded' }],
      },
    });
    await compass.admin('mutation($id: ID!) { unregisterApplication(id: $id) { id } }', { id });
  });

  test('a resource deleted during a pass stays deleted, and the next pass pairs', async () => {
    await cycle.run();
    runtime.configure(await compass.parametersFor(runtimeId));
    target.listApplications = async () => {
      rmSync(join(runtime.folder, 'compass-connection.yaml'), { force: true });
      return runtime.target.listApplications();
    };
    expect(await cycle.run()).toEqual({ state: null, result: 'ok', again: true });
    expect(await runtime.target.readConnection()).toBeNull();
    target.listApplications = runtime.target.listApplications;
    expect((await cycle.run()).state).toBe('Synchronized');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(2);
  });

  test('a flag that comes during a pass is not lost with it', async () => {
    await cycle.run();
    target.listApplications = async () => {
      await runtime.target.writeConnection(
        (present) => present && { ...present, spec: { ...present.spec, resyncNow: true } },
      );
      return runtime.target.listApplications();
    };
    expect((await cycle.run()).state).toBe('Synchronized');
    target.listApplications = runtime.target.listApplications;
    expect(await cycle.isUrgent('connection')).toBe(true);
    await cycle.run();
    expect((await runtime.target.readConnection())?.spec.resyncNow).toBeUndefined();
    expect(await cycle.isUrgent('connection')).toBe(false);
  });

  test('refreshCredentialsNow that comes during a pass which renews anyway is served by the next one', async () => {
    await cycle.run();
    rmSync(join(runtime.folder, 'secrets', 'ca-certificates.yaml'));
    target.listApplications = async () => {
      await runtime.target.writeConnection(
        (present) => present && { ...present, spec: { ...present.spec, refreshCredentialsNow: true } },
      );
      return runtime.target.listApplications();
    };
    expect((await cycle.run()).state).toBe('Synchronized');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(2);
    target.listApplications = runtime.target.listApplications;
    expect(await cycle.isUrgent('connection')).toBe(true);
    expect((await cycle.run()).state).toBe('Synchronized');
    expect(await compass.serialsOf(runtimeId)).toHaveLength(3);
    expect((await runtime.target.readConnection())?.spec.refreshCredentialsNow).toBeUndefined();
  });

  test('a restarted agent knows which token is spent', async () => {
    await cycle.run();
    await compass.revokeAll(runtimeId);
    restart();
    const tokens: unknown[] = [];
    compass.onExchange = ({ token }) => tokens.push(token);
    expect(await cycle.run()).toEqual({ state: 'ConnectionFailed', result: 'refused' });
    expect(tokens.filter((token) => token !== null)).toEqual([]);
  });
});
