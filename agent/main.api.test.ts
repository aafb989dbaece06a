import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openRuntime } from './testing/agent.ts';
import { startAgent } from './testing/agentProcess.ts';
import { startCompass } from './testing/compass.ts';

describe('The agent as a process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start(...parameters: Parameters<typeof startAgent>) {
    const agent = startAgent(...parameters);
    children.push(agent.child);
    return agent;
  }

  test('pairs by the fingerprint in the Config Map, takes a new token at once and stops when asked', async () => {
    const compass = await startCompass();
    const runtime = await openRuntime();
    const runtimeId = await compass.registerRuntime('cluster');
    await compass.registerApplication('shop');
    runtime.configure({ ...(await compass.parametersFor(runtimeId)), TOKEN: 'not-a-token' });
    // By itself it would not try again before this test is long over.
    const agent = start(['--directory', runtime.folder, '--minimal-sync-time', '1h'], {
      COMPASS_AGENT_LOG_LEVEL: 'debug',
    });
    await agent.says('the token is wrong, expired or already used');
    const parameters = await compass.parametersFor(runtimeId);
    runtime.configure(parameters);
    await agent.says('Synchronization finished');
    expect(readdirSync(join(runtime.folder, 'applications'))).toEqual(['shop.yaml']);
    agent.child.kill('SIGTERM');
    expect(await agent.ended).toBe(0);
    const lines = agent.output().trim().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('msg');
    expect(agent.output()).not.toContain(parameters['TOKEN']);
    await compass.close();
    runtime.remove();
  });

  test('refuses wrong options in one line, and explains them all', async () => {
    const wrong = start(['--sync-period', 'soon']);
    expect(await wrong.ended).toBe(1);
    expect(wrong.output()).toBe('The agent cannot start: --sync-period: "soon" is not valid: write for example 15s\n');
    const nowhere = start([], { HOME: '/nonexistent', KUBECONFIG: '', KUBERNETES_SERVICE_HOST: '' });
    expect(await nowhere.ended).toBe(1);
    expect(nowhere.output()).toBe(
      'The agent cannot start: say where the Runtime is: --directory DIR or --kubeconfig FILE\n',
    );
    const help = start(['--help']);
    expect(await help.ended).toBe(0);
    expect(help.output()).toContain('--directory DIR');
  });

  test('is refused a folder that another one holds, in one line, until that ends', async () => {
    const { folder, remove } = await openRuntime();
    const first = start(['--directory', folder]);
    await first.says('Starting Runtime Agent');
    const second = start(['--directory', folder]);
    expect(await second.ended).toBe(1);
    const held = `${folder} is in use by another agent (process ${first.child.pid}); if that has ended, remove ${folder}/.agent.lock`;
    expect(second.output()).toBe(`The agent cannot start: ${held}\n`);
    first.child.kill('SIGKILL');
    await first.ended;
    const third = start(['--directory', folder]);
    await third.says('there is no Config Map');
    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    expect(existsSync(join(folder, '.agent.lock'))).toBe(false);
    remove();
  });

  test('ends at once when its folder was taken over, and leaves it to the other one', async () => {
    const { folder, remove } = await openRuntime();
    const agent = start(['--directory', folder]);
    await agent.says('there is no Config Map');
    const lock = join(folder, '.agent.lock');
    const theirs = JSON.stringify({ pid: 1, host: 'elsewhere', since: null, machine: 'other', beats: true });
    writeFileSync(lock, theirs);
    expect(await agent.ended).toBe(1);
    expect(agent.output()).toContain(
      `${folder} was taken over by another agent (process 1 on elsewhere): this one ends`,
    );
    expect(readFileSync(lock, 'utf8')).toBe(theirs);
    remove();
  });

  test('makes the folder if there is none, and waits for a Config Map', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'compass-agent-'));
    const agent = start(['--directory', join(folder, 'new')]);
    await agent.says('Setting Compass Connection to ConnectionFailed state');
    expect(agent.output()).toContain('there is no Config Map compass-agent-configuration');
    expect(existsSync(join(folder, 'new', 'compass-connection.yaml'))).toBe(true);
    agent.child.kill('SIGINT');
    expect(await agent.ended).toBe(0);
    rmSync(folder, { recursive: true });
  });
});
