import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TargetError } from '../target.ts';
import { names, openRuntime, type TestRuntime } from '../testing/agent.ts';
import { openDirectory } from './directory.ts';
import { heldBy, type LockOptions, lockDirectory } from './directoryLock.ts';

describe('The lock of a folder', () => {
  let runtime: TestRuntime;
  beforeEach(async () => {
    runtime = await openRuntime();
  });
  const own = new Set<Awaited<ReturnType<typeof lockDirectory>>>();
  afterEach(() => {
    for (const lock of own) lock.release();
    own.clear();
    runtime.remove();
  });
  const path = (...parts: string[]) => join(runtime.folder, ...parts);
  const held = () => JSON.parse(readFileSync(path('.agent.lock'), 'utf8'));
  const ended = () => spawnSync(process.execPath, ['--version']).pid;

  /** Waits for nothing, unless told otherwise. */
  async function lock(folder = runtime.folder, options: Partial<LockOptions> = {}) {
    const never = () => Promise.reject(new Error('nobody was to be waited for'));
    const taken = await lockDirectory(folder, { onLost() {}, onWait() {}, wait: never, ...options });
    own.add(taken);
    return taken;
  }
  const elsewhere = JSON.stringify({ pid: 1, host: 'elsewhere', since: null, machine: 'other', beats: true });

  test('is held by one agent at a time, until that releases it', async () => {
    const { release } = await lock();
    expect(held()).toMatchObject({ pid: process.pid, host: hostname() });
    await expect(lock()).rejects.toThrow(TargetError);
    await expect(lock()).rejects.toThrow(
      `${runtime.folder} is in use by another agent (process ${process.pid}); if that has ended, remove ${path('.agent.lock')}`,
    );
    release();
    expect(existsSync(path('.agent.lock'))).toBe(false);
    await lock();
  });

  test('makes the folder if there is none, and says when it cannot', async () => {
    (await lock(path('new', 'folder'))).release();
    expect(readdirSync(path('new', 'folder'))).toEqual([]);
    writeFileSync(path('file'), '');
    await expect(lock(path('file'))).rejects.toThrow(/file cannot be used: E(EXIST|NOTDIR)$/);
  });

  test.each([
    ['of a process that has ended', () => JSON.stringify({ pid: ended(), host: hostname(), since: null })],
    ['of one that had our number before us', () => JSON.stringify({ pid: process.pid, host: hostname(), since: 'x' })],
    ['that was not written completely', () => '{"pid": 1'],
  ])('%s is taken over, once', async (_what, text) => {
    writeFileSync(path('.agent.lock'), text());
    const { release } = await lock();
    expect(held()).toMatchObject({ pid: process.pid });
    await expect(lock()).rejects.toThrow(/in use by another agent/);
    expect(readdirSync(runtime.folder).filter((file) => file !== '.agent.lock')).toEqual(['applications', 'secrets']);
    release();
  });

  test('of another host whose agent shows no sign of life is taken over after half a minute, and it says so before', async () => {
    writeFileSync(path('.agent.lock'), elsewhere);
    writeFileSync(path('.x.draft'), 'half');
    const [waits, said]: [number[], string[]] = [[], []];
    const isStillTheirs = () => expect(held().host).toBe('elsewhere');
    await lock(runtime.folder, {
      onWait: (reason) => said.push(reason),
      async wait(ms) {
        isStillTheirs();
        waits.push(ms);
      },
    });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(30_000);
    expect(said).toEqual([
      `${runtime.folder} is in use by another agent (process 1 on elsewhere); it is taken over in 30 s if that one shows no sign of life until then`,
    ]);
    expect(held().pid).toBe(process.pid);
    expect(existsSync(path('.x.draft'))).toBe(false);
  });

  test.each([1, 3, 6])('of another host is left alone if its agent touches it at the %ith look', async (nth) => {
    writeFileSync(path('.agent.lock'), elsewhere);
    let looks = 0;
    const taking = lock(runtime.folder, {
      async wait() {
        looks += 1;
        // A clock that is wrong by a year is a sign of life as well.
        if (looks === nth) utimesSync(path('.agent.lock'), new Date(0), new Date(Date.now() - 31_536_000_000));
      },
    });
    await expect(taking).rejects.toThrow(
      /\(process 1 on elsewhere\), which has just shown a sign of life: end it first/,
    );
    expect(held()).toEqual(JSON.parse(elsewhere));
  });

  test('of this host but another container, whose process numbers mean nothing here, is waited for as well', async () => {
    const theirs = JSON.stringify({ ...JSON.parse(elsewhere), pid: ended(), host: hostname() });
    writeFileSync(path('.agent.lock'), theirs);
    const waits: number[] = [];
    await lock(runtime.folder, { wait: async (ms) => waits.push(ms) });
    expect(waits).toHaveLength(6);
  });

  test('goes to one of those who wait for it, and the others see that one', async () => {
    writeFileSync(path('.agent.lock'), elsewhere);
    const wait = () => new Promise<void>((resolve) => setImmediate(resolve));
    const taking = await Promise.allSettled(Array.from({ length: 5 }, () => lock(runtime.folder, { wait })));
    expect(taking.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of taking) {
      if (each.status === 'rejected')
        expect(String(each.reason)).toContain(`in use by another agent (process ${process.pid})`);
    }
    expect(held().pid).toBe(process.pid);
  });

  test('is touched every five seconds, and before each write', async () => {
    vi.useFakeTimers();
    try {
      const { assertHeld } = await lock();
      const touched = () => statSync(path('.agent.lock')).mtimeMs;
      const begin = Date.now();
      vi.advanceTimersByTime(5000);
      expect(touched()).toBe(begin + 5000);
      vi.setSystemTime(begin + 6000);
      await heldBy({ assertHeld }, runtime.target).writeSecret('ca', { cacert: 'PEM' });
      expect(touched()).toBe(begin + 6000);
    } finally {
      vi.useRealTimers();
    }
  });

  test('that somebody else has taken is lost: its former agent writes nothing any more, and leaves it alone', async () => {
    const lost: string[] = [];
    const taken = await lock(runtime.folder, { onLost: (reason) => lost.push(reason) });
    const target = heldBy(taken, runtime.target);
    const application = { apiVersion: 'v1', kind: 'Application', metadata: { name: 'shop' }, spec: {} };
    await target.createApplication(application as never);
    const [present] = await target.listApplications();
    writeFileSync(path('.agent.lock'), elsewhere);
    const writes = [
      () => target.writeConnection(() => null),
      () => target.writeSecret('client', { key: 'k' }),
      () => target.assertWritable(),
      () => target.assertSecretsWritable(),
      () => target.createApplication({ ...application, metadata: { name: 'second' } } as never),
      () => target.updateApplication(present as never),
      () => target.deleteApplication(present as never),
      () =>
        target.writeApplicationSecret({ name: 's', application: 'shop', bundleId: 'b', data: {} }, present as never),
      () => target.deleteApplicationSecret({ name: 's', application: 'shop', bundleId: 'b', data: {} }),
    ];
    const reason = `${runtime.folder} was taken over by another agent (process 1 on elsewhere)`;
    for (const write of writes) await expect(write()).rejects.toThrow(reason);
    expect(lost).toEqual(writes.map(() => reason));
    expect(readdirSync(path('applications'))).toEqual(['shop.yaml']);
    taken.release();
    expect(held()).toEqual(JSON.parse(elsewhere));
  });

  test('of an earlier agent on another host, which would not touch it, has to be removed by hand', async () => {
    const theirs = JSON.stringify({ pid: 1, host: 'elsewhere', since: null });
    writeFileSync(path('.agent.lock'), theirs);
    await expect(lock()).rejects.toThrow(
      /\(process 1 on elsewhere\) of an earlier version, of which nothing shows from here whether it runs; if that has ended, remove /,
    );
    expect(held()).toEqual(JSON.parse(theirs));
  });

  test('is for who removes what a killed process left half done; opening the folder removes nothing', async () => {
    const drafts = ['.x.draft', 'applications/.shop.yaml.123.draft', 'secrets/.a.yaml.1.draft'];
    for (const draft of drafts) writeFileSync(path(draft), 'half');
    await openDirectory(runtime.folder, names);
    expect(drafts.every((draft) => existsSync(path(draft)))).toBe(true);
    expect(await runtime.target.listApplications()).toEqual([]);
    mkdirSync(path('applications', 'kept'));
    await lock();
    expect(drafts.some((draft) => existsSync(path(draft)))).toBe(false);
    expect(readdirSync(path('applications'))).toEqual(['kept']);
  });
});
