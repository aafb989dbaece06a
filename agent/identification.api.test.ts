import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Cycle, Outcome } from './cycle.ts';
import { type Target, TargetError } from './target.ts';
import { openRuntime, type TestRuntime, testCycle } from './testing/agent.ts';
import { startCompass, type TestCompass } from './testing/compass.ts';

const synchronized: Outcome = { state: 'Synchronized', result: 'ok' };
const turnedAway: Outcome = { state: 'SynchronizationFailed', result: 'failed' };

describe('RUNTIME_ID and TENANT of the Config Map', () => {
  let compass: TestCompass;
  let runtime: TestRuntime;
  let runtimeId: string;
  let right: Record<string, string>;
  let target: Target;
  let cycle: Cycle;
  let tokens: string[];
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
    right = await compass.parametersFor(runtimeId);
    target = { ...runtime.target };
    cycle = testCycle(target);
    tokens = [];
    compass.onExchange = ({ token }) => void (token !== null && tokens.push(token));
  });
  afterEach(async () => {
    cycle.close();
    runtime.remove();
    compass.onExchange = () => {};
    await compass.admin('mutation($id: ID!) { unregisterRuntime(id: $id) { id } }', { id: runtimeId });
  });
  const restart = () => {
    cycle.close();
    cycle = testCycle(target);
  };
  const status = async () => (await target.readConnection())?.status;
  const stored = async () => {
    const { runtimeId: id, tenant } = (await target.readSecret('client')) ?? {};
    return { RUNTIME_ID: id, TENANT: tenant };
  };

  const wrong = [
    [{ TENANT: 'defualt' }, /^Compass takes the certificate, but not in the tenant "defualt": correct TENANT in/],
    [{ RUNTIME_ID: '2f1d7a80-0000-4000-8000-000000000001' }, /runtime does not exist/],
  ] as const;

  test.each(wrong)(
    'that are wrong, %j, lose no connection, and count at once when they are corrected',
    async (one, message) => {
      runtime.configure({ ...right, ...one });
      for (let pass = 0; pass < 2; pass += 1) {
        expect(await cycle.run()).toEqual(turnedAway);
        expect(await cycle.isUrgent('parameters')).toBe(false);
      }
      const { connectionStatus, synchronizationStatus } = (await status()) ?? {};
      expect(connectionStatus?.error).toBeUndefined();
      expect(synchronizationStatus?.error).toMatch(message);

      runtime.configure(right);
      expect(await cycle.isUrgent('parameters')).toBe(true);
      expect(await cycle.run()).toEqual(synchronized);
      expect(await stored()).toMatchObject({ RUNTIME_ID: runtimeId, TENANT: 'default' });
      expect(await compass.serialsOf(runtimeId)).toHaveLength(1);
      expect(tokens).toHaveLength(2);
      runtime.configure({ ...right, ...one });
      restart();
      expect(await cycle.run()).toEqual(synchronized);
    },
  );

  test('that are corrected into another mistake are named as they are now', async () => {
    runtime.configure({ ...right, TENANT: 'defualt' });
    expect(await cycle.run()).toEqual(turnedAway);
    runtime.configure({ ...right, TENANT: 'defalut' });
    expect(await cycle.isUrgent('parameters')).toBe(true);
    expect(await cycle.run()).toEqual(turnedAway);
    expect((await status())?.synchronizationStatus?.error).toContain('"defalut"');
    expect(await stored()).toMatchObject({ TENANT: 'defualt' });
  });

  test('are corrected while the agent does not run, without the token, after an agent that took it for a loss', async () => {
    runtime.configure({ ...right, TENANT: 'defualt' });
    expect(await cycle.run()).toEqual(turnedAway);
    await target.writeConnection(
      (present) => present && { ...present, status: { ...present.status, connectionState: 'ConnectionFailed' } },
    );
    const { TOKEN: _spent, CONNECTOR_URL: _unused, ...identity } = right;
    runtime.configure(identity);
    restart();
    expect(await cycle.run()).toEqual(synchronized);
    expect(tokens).toHaveLength(2);
  });

  test('count in the next pass, too, when they could not be stored', async () => {
    runtime.configure({ ...right, TENANT: 'defualt' });
    expect(await cycle.run()).toEqual(turnedAway);
    runtime.configure(right);
    target.writeSecret = async () => {
      throw new TargetError('the disk is full');
    };
    expect(await cycle.run()).toEqual(synchronized);
    expect(await stored()).toMatchObject({ TENANT: 'defualt' });
    target.writeSecret = runtime.target.writeSecret;
    expect(await cycle.run()).toEqual(synchronized);
    expect(await stored()).toMatchObject({ TENANT: 'default' });
  });

  test('are ignored by a connection that works, and by one whose Director is away', async () => {
    runtime.configure(right);
    expect(await cycle.run()).toEqual(synchronized);
    runtime.configure({ ...(await compass.parametersFor(runtimeId)), TENANT: 'other', RUNTIME_ID: 'other' });
    expect(await cycle.isUrgent('parameters')).toBe(false);
    expect(await cycle.run()).toEqual(synchronized);
    let calls = 0;
    compass.faultFor = () => {
      calls += 1;
      return calls > 1 ? 'unavailable' : null;
    };
    expect(await cycle.run()).toEqual(turnedAway);
    expect(calls).toBe(2);
    compass.faultFor = () => null;
    expect(await cycle.isUrgent('parameters')).toBe(false);
    expect(await stored()).toMatchObject({ RUNTIME_ID: runtimeId, TENANT: 'default' });
  });
});
