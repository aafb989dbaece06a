import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultThresholds } from '../../landscape/certificateState.ts';
import { createLandscapeStore, type FeedListener } from './landscapeStore.ts';
import type { LiveChange, LiveLandscape } from './liveLandscape.ts';

const landscapeAt = (sequence: number): LiveLandscape => ({
  version: sequence,
  sequence,
  at: 0,
  defaultScenario: 'default',
  connectionPolicy: 'EXCLUSIVE',
  certificateThresholds: defaultThresholds,
  scenarios: [],
  applications: [],
  runtimes: [],
  connections: [],
});

const step = (sequence: number): LiveChange => ({
  sequence,
  fromSequence: sequence,
  version: sequence,
  at: sequence,
  reset: false,
  scenarios: [{ id: `s${sequence}`, name: `scenario ${sequence}`, createdAt: 0 }],
  applications: [],
  runtimes: [],
  connections: [],
  removed: [],
});

/** A server whose answers the test decides. */
function createServer() {
  const server = {
    sequence: 1,
    answers: true,
    fetches: 0,
    opened: [] as number[],
    stream: null as FeedListener | null,
    closed: 0,
  };
  const store = createLandscapeStore({
    now: Date.now,
    async fetch() {
      server.fetches += 1;
      if (!server.answers) throw new TypeError('Failed to fetch');
      return { landscape: landscapeAt(server.sequence), staleAfterMs: 1000 };
    },
    open(after, listener) {
      server.opened.push(after);
      server.stream = listener;
      return () => {
        server.closed += 1;
      };
    },
  });
  return { server, store };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

async function live() {
  const { server, store } = createServer();
  store.start();
  await settle();
  server.stream?.connected();
  return { server, store };
}

test('the stream begins after the last event of the landscape', async () => {
  const { server, store } = await live();
  expect(server.opened).toEqual([1]);
  expect(store.snapshot().status).toEqual({ kind: 'live' });
});

test('the first change of a burst shows at once, the rest within 250 ms', async () => {
  const { server, store } = await live();
  for (const sequence of [2, 3, 4]) server.stream?.change(step(sequence));
  expect(store.snapshot().landscape?.sequence).toBe(2);
  await vi.advanceTimersByTimeAsync(250);
  expect(store.snapshot().landscape?.sequence).toBe(4);
});

test('changes wait and are counted while paused, and apply when resumed', async () => {
  const { server, store } = await live();
  store.pause();
  server.stream?.change(step(2));
  server.stream?.change(step(3));
  expect(store.snapshot().status).toEqual({ kind: 'paused', waiting: 2, held: false });
  expect(store.snapshot().landscape?.sequence).toBe(1);
  store.resume();
  expect(store.snapshot().landscape?.sequence).toBe(3);
  expect(store.snapshot().status).toEqual({ kind: 'live' });
});

test('every hold has to end before changes go on', async () => {
  const { server, store } = await live();
  const menu = store.hold();
  const drag = store.hold();
  server.stream?.change(step(2));
  menu();
  menu();
  expect(store.snapshot().status).toEqual({ kind: 'paused', waiting: 1, held: true });
  drag();
  expect(store.snapshot().landscape?.sequence).toBe(2);
});

test('a gap fetches the whole landscape and keeps what is newer', async () => {
  const { server, store } = await live();
  server.sequence = 5;
  server.stream?.change(step(5));
  server.stream?.change(step(6));
  await settle();
  expect(server.fetches).toBe(2);
  await vi.advanceTimersByTimeAsync(250);
  expect(store.snapshot().landscape?.sequence).toBe(6);
  expect(server.opened).toEqual([1]);
});

test('a lost stream is tried again after growing pauses, from where it ended', async () => {
  const { server, store } = await live();
  server.stream?.change(step(2));
  server.stream?.ended(new Error('gone'));
  expect(store.snapshot().status).toEqual({ kind: 'reconnecting', retryAt: Date.now() + 1000 });
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.opened).toEqual([1, 2]);
  server.stream?.ended(new Error('still gone'));
  expect(store.snapshot().status).toEqual({ kind: 'reconnecting', retryAt: Date.now() + 2000 });
  await vi.advanceTimersByTimeAsync(2000);
  server.stream?.connected();
  expect(store.snapshot().status).toEqual({ kind: 'live' });
});

test('without stream and poll the screen is stale since the stream was lost', async () => {
  const { server, store } = await live();
  const lostAt = Date.now();
  server.answers = false;
  server.stream?.ended(new Error('gone'));
  await vi.advanceTimersByTimeAsync(16_000);
  expect(store.snapshot().status).toEqual({ kind: 'stale', since: lostAt });
  expect(store.snapshot().landscape?.sequence).toBe(1);
  server.answers = true;
  server.sequence = 9;
  await vi.advanceTimersByTimeAsync(16_000);
  expect(store.snapshot().landscape?.sequence).toBe(9);
  expect(store.snapshot().status.kind).not.toBe('stale');
});

test('a first fetch that fails is told and tried again', async () => {
  const { server, store } = createServer();
  server.answers = false;
  store.start();
  await settle();
  expect(store.snapshot().landscape).toBeNull();
  expect(store.snapshot().error).toBeInstanceOf(TypeError);
  expect(store.snapshot().status.kind).toBe('reconnecting');
  server.answers = true;
  await vi.advanceTimersByTimeAsync(1000);
  expect(store.snapshot().landscape?.sequence).toBe(1);
  expect(store.snapshot().error).toBeNull();
});

test('a stopped store closes its stream and catches up from there', async () => {
  const { server, store } = await live();
  server.stream?.change(step(2));
  store.stop();
  expect(server.closed).toBe(1);
  store.start();
  expect(server.opened).toEqual([1, 2]);
  expect(store.snapshot().status.kind).toBe('reconnecting');
  server.stream?.connected();
  expect(store.snapshot().status).toEqual({ kind: 'live' });
});

test('a stream that falls silent without ending is given up and opened anew; pings keep it', async () => {
  const { server, store } = await live();
  const silent = server.stream;
  await vi.advanceTimersByTimeAsync(25_000);
  silent?.heard();
  await vi.advanceTimersByTimeAsync(25_000);
  expect(store.snapshot().status).toEqual({ kind: 'live' });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(store.snapshot().status).toEqual({ kind: 'reconnecting', retryAt: Date.now() + 1000 });
  expect(server.closed).toBe(1);
  await vi.advanceTimersByTimeAsync(1000);
  server.stream?.connected();
  // Closing makes the old stream report its end, which is no news of the new one.
  silent?.ended(null);
  silent?.change(step(2));
  expect(store.snapshot().status).toEqual({ kind: 'live' });
  expect(store.snapshot().landscape?.sequence).toBe(1);
});

test('without a network the stream is given up at once, and paused says that more may wait', async () => {
  const { server, store } = await live();
  store.pause();
  store.cut();
  expect(store.snapshot().status).toEqual({ kind: 'paused', waiting: 0, held: false, isLost: true });
  store.resume();
  expect(store.snapshot().status).toMatchObject({ kind: 'reconnecting' });
  expect(server.closed).toBe(1);
  await store.refresh();
  server.stream?.connected();
  expect(store.snapshot().status).toEqual({ kind: 'live' });
});

test('a machine that slept for an hour shows nothing as live that is not, and recovers by itself', async () => {
  const { server, store } = await live();
  const asleepAt = Date.now();
  // Nothing runs while it sleeps, and the connection is gone without anybody saying so.
  vi.setSystemTime(asleepAt + 3_600_000);
  server.sequence = 400;
  server.answers = false;
  await vi.advanceTimersByTimeAsync(1000);
  expect(store.snapshot().status.kind).toBe('reconnecting');
  expect(server.closed).toBe(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(store.snapshot().status).toEqual({ kind: 'stale', since: asleepAt });
  server.answers = true;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(store.snapshot().landscape?.sequence).toBe(400);
  expect(store.snapshot().status.kind).not.toBe('live');
  server.stream?.connected();
  expect(store.snapshot().status).toEqual({ kind: 'live' });
});

test('a server that restarts is found again; what happened meanwhile is read as a whole', async () => {
  const { server, store } = await live();
  server.answers = false;
  server.stream?.ended(new Error('the server stops'));
  const seen = new Set<string>();
  for (let second = 0; second < 40; second += 1) {
    await vi.advanceTimersByTimeAsync(1000);
    seen.add(store.snapshot().status.kind);
  }
  expect([...seen].sort()).toEqual(['reconnecting', 'stale']);
  server.answers = true;
  server.sequence = 50;
  await vi.advanceTimersByTimeAsync(16_000);
  server.stream?.connected();
  // The restarted server cannot give the steps in between.
  server.stream?.change({ ...step(50), reset: true });
  await settle();
  expect(store.snapshot().landscape?.sequence).toBe(50);
  expect(store.snapshot().status).toEqual({ kind: 'live' });
});

test('paused while the stream is lost it never says live, and goes on with everything that was missed', async () => {
  const { server, store } = await live();
  store.pause();
  server.stream?.change(step(2));
  server.stream?.ended(new Error('gone'));
  await vi.advanceTimersByTimeAsync(1000);
  server.stream?.connected();
  server.stream?.change(step(3));
  expect(store.snapshot().status).toEqual({ kind: 'paused', waiting: 2, held: false });
  store.resume();
  expect(store.snapshot().landscape?.sequence).toBe(3);
  expect(store.snapshot().status).toEqual({ kind: 'live' });
});
