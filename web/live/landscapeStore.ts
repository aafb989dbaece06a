import { applyFeed } from './applyFeed.ts';
import type { LiveChange, LiveLandscape } from './liveLandscape.ts';
import { statesAt } from './statesAt.ts';
import { createTimers } from './timers.ts';

export type LiveStatus =
  | { kind: 'loading' }
  | { kind: 'live' }
  /** By the user, or because something is open that must not move; see `hold`. `isLost`: more may wait than is known. */
  | { kind: 'paused'; waiting: number; held: boolean; isLost?: true }
  | { kind: 'reconnecting'; retryAt: number }
  /** Neither stream nor poll answers since then. */
  | { kind: 'stale'; since: number };

export interface LiveSnapshot {
  landscape: LiveLandscape | null;
  staleAfterMs: number;
  status: LiveStatus;
  /** Why the first fetch, or the last one, failed. */
  error: unknown;
}

export interface FeedListener {
  connected: () => void;
  /** Anything arrived, be it only a ping. */
  heard: () => void;
  change: (change: LiveChange) => void;
  /** The stream ended, by error or by the server. */
  ended: (error: unknown) => void;
}

export interface LandscapeSource {
  fetch: () => Promise<{ landscape: LiveLandscape; staleAfterMs: number }>;
  /** Opens the one stream of this tab after event number `after`; answers how to close it. */
  open: (after: number, listener: FeedListener) => () => void;
  now: () => number;
}

export type LandscapeStore = ReturnType<typeof createLandscapeStore>;

const batchMs = 250;
const pollMs = 15_000;
const longestBackOffMs = 15_000;
const tickMs = 60_000;
/** How often it is looked whether the stream has gone silent: an hour asleep is noticed this soon after waking. */
const watchMs = 1000;
/** The server pings every 12 s: a stream this silent is broken, even if nobody has said so. */
const silenceMs = 30_000;

/**
 * Holds the tenant's landscape and keeps it current: one fetch, one stream, changes in batches, waiting while paused or
 * held, reconnecting with growing pauses, polling while there is no stream (console.md 1.0).
 */
export function createLandscapeStore(source: LandscapeSource) {
  let given: LiveLandscape | null = null;
  let snapshot: LiveSnapshot = { landscape: null, staleAfterMs: 0, status: { kind: 'loading' }, error: null };
  let waiting: LiveChange[] = [];
  let running = false;
  let streaming = false;
  let fetching: Promise<void> | null = null;
  let pausedByUser = false;
  let attempts = 0;
  let retryAt = 0;
  let staleSince: number | null = null;
  /** When anything was last heard on the stream. */
  let heardAt = 0;
  /** When the stream went away. */
  let lostAt: number | null = null;
  /** The stream in use, or being opened. */
  let stream: symbol | null = null;
  let close: (() => void) | null = null;
  let giveUp: ((error: unknown) => void) | null = null;
  const holds = new Set<symbol>();
  const { has, later, cancel, cancelAll } = createTimers();
  const listeners = new Set<() => void>();

  const stopped = () => pausedByUser || holds.size > 0;

  function status(): LiveStatus {
    if (!given) return attempts === 0 ? { kind: 'loading' } : { kind: 'reconnecting', retryAt };
    if (staleSince !== null) return { kind: 'stale', since: staleSince };
    // A hold that holds nothing back yet is nobody's business.
    if (pausedByUser || (stopped() && waiting.length > 0)) {
      const lost = lostAt === null ? {} : { isLost: true as const };
      return { kind: 'paused', waiting: waiting.length, held: !pausedByUser, ...lost };
    }
    return lostAt === null ? { kind: 'live' } : { kind: 'reconnecting', retryAt };
  }

  function publish(change: Partial<LiveSnapshot> = {}): void {
    snapshot = { ...snapshot, ...change };
    if (given) snapshot.landscape = statesAt(given, source.now(), snapshot.staleAfterMs);
    snapshot.status = status();
    for (const listener of listeners) listener();
  }

  function flush(): void {
    if (given && !stopped() && !fetching && waiting.length > 0) {
      const result = applyFeed(given, waiting);
      waiting = [];
      if (result.kind === 'refetch') void refetch();
      else given = result.landscape;
    }
    publish();
  }

  /** The first of a burst is applied at once, the rest together. */
  function receive(change: LiveChange): void {
    waiting.push(change);
    if (stopped()) publish();
    else if (!has('batch')) {
      flush();
      later('batch', batchMs, flush);
    }
  }

  function refetch(): Promise<void> {
    fetching ??= source.fetch().then(
      ({ landscape, staleAfterMs }) => {
        fetching = null;
        if (!running) return;
        given = landscape;
        staleSince = null;
        // What arrived meanwhile and is newer is applied on top.
        waiting = waiting.filter(({ sequence, reset }) => !reset && sequence >= landscape.sequence);
        snapshot = { ...snapshot, staleAfterMs, error: null };
        flush();
        connect();
      },
      (error: unknown) => {
        fetching = null;
        if (!running) return;
        if (!streaming) staleSince ??= lostAt ?? source.now();
        publish({ error });
        scheduleRetry();
      },
    );
    return fetching;
  }

  function connect(): void {
    if (stream || !given || !running) return;
    cancel('retry');
    const current = Symbol('stream');
    stream = current;
    const heard = () => {
      if (stream === current) heardAt = source.now();
    };
    const lost = (error: unknown) => {
      // What a stream that was given up says is of no interest.
      if (stream !== current) return;
      disconnect();
      lostAt ??= heardAt;
      publish({ error });
      scheduleRetry();
    };
    giveUp = lost;
    heard();
    watch();
    const open = source.open(given.sequence, {
      connected() {
        heard();
        streaming = true;
        attempts = 0;
        staleSince = null;
        lostAt = null;
        cancel('poll');
        publish();
      },
      heard,
      change(change) {
        if (stream === current) receive(change);
      },
      ended: lost,
    });
    if (stream === current) close = open;
  }

  function disconnect(): void {
    stream = null;
    streaming = false;
    giveUp = null;
    cancel('watch');
    const closing = close;
    close = null;
    closing?.();
  }

  /** By the clock, not by one long timer: timers stand still while the machine sleeps. */
  function watch(): void {
    if (!stream) return;
    if (source.now() - heardAt >= silenceMs) giveUp?.(new Error('The stream has gone silent'));
    else later('watch', watchMs, watch);
  }

  function scheduleRetry(): void {
    if (!running || has('retry')) return;
    const pause = Math.min(longestBackOffMs, 1000 * 2 ** attempts);
    attempts += 1;
    retryAt = source.now() + pause;
    later('retry', pause, () => (given ? connect() : void refetch()));
    schedulePoll();
    publish();
  }

  function schedulePoll(): void {
    later('poll', pollMs, () => {
      if (streaming || stopped()) return;
      void refetch().then(() => {
        if (running && !streaming) schedulePoll();
      });
    });
  }

  function tick(): void {
    publish();
    later('tick', tickMs, tick);
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => snapshot,
    /** Paused or held: nothing on screen may move, whoever asks for it. */
    isStopped: stopped,
    start() {
      if (running) return;
      running = true;
      later('tick', tickMs, tick);
      retryAt = source.now();
      if (given) connect();
      else void refetch();
      publish();
    },
    /** Closes the stream and forgets nothing; `start` catches up. */
    stop() {
      running = false;
      attempts = 0;
      // Whoever starts again shows old data until the stream is back.
      lostAt ??= source.now();
      disconnect();
      cancelAll();
    },
    pause() {
      pausedByUser = true;
      publish();
    },
    resume() {
      pausedByUser = false;
      flush();
    },
    /** Fetches everything now, and tries the stream again if it is down. */
    refresh() {
      cancel('retry');
      attempts = 0;
      return refetch();
    },
    /** The browser has lost its network: the stream is as good as ended, only nobody will say so. */
    cut() {
      giveUp?.(new TypeError('The network is gone'));
    },
    /** Changes wait until the answer is called. */
    hold() {
      const token = Symbol('hold');
      holds.add(token);
      publish();
      return () => {
        if (holds.delete(token)) flush();
      };
    },
  };
}
