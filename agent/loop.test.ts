import pino from 'pino';
import { describe, expect, test } from 'vitest';
import type { Outcome } from './cycle.ts';
import { delayAfter } from './delays.ts';
import { runLoop } from './loop.ts';
import type { Change } from './target.ts';

const periods = { syncPeriodMs: 15_000, minimalSyncTimeMs: 10_000 };
const ok: Outcome = { state: 'Synchronized', result: 'ok' };
const maintenance: Outcome = { state: 'ConnectionMaintenanceFailed', result: 'failed' };
const pairing: Outcome = { state: 'ConnectionFailed', result: 'failed' };
const refused: Outcome = { state: 'ConnectionFailed', result: 'refused' };

describe('The wait for the next pass', () => {
  test('is the period with 10 % of jitter while all is well, but never below the minimum', () => {
    expect([0, 0.5, 1].map((random) => delayAfter(ok, 0, periods, random))).toEqual([13_500, 15_000, 16_500]);
    expect(delayAfter(ok, 0, { ...periods, syncPeriodMs: 5000 }, 1)).toBe(10_000);
  });

  test('doubles with every failure, up to a limit by what failed, with jitter downwards', () => {
    const waits = (outcome: Outcome) => [1, 2, 3, 9, 1000].map((failures) => delayAfter(outcome, failures, periods, 0));
    expect(waits(maintenance)).toEqual([10_000, 15_000, 15_000, 15_000, 15_000]);
    expect(waits(pairing)).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
    expect(waits(refused)).toEqual([10_000, 20_000, 40_000, 300_000, 300_000]);
    expect(delayAfter(maintenance, 1, periods, 1)).toBe(7500);
  });

  test('is none when the resource was deleted meanwhile', () => {
    expect(delayAfter({ ...ok, again: true }, 0, periods, 0)).toBe(0);
  });
});

/** A loop whose time is made: `pass` is told its number, `rest` each wait. */
function scene(outcomes: readonly Outcome[], urgent: (change: Change) => boolean = () => true) {
  const stop = new AbortController();
  const events: string[] = [];
  let notice: (change: Change) => void = () => {};
  let passes = 0;
  let running = 0;
  const during = new Map<number, Change[]>();
  const whileResting = new Map<number, Change[]>();
  const run = runLoop(
    {
      ...periods,
      cycle: {
        async run() {
          running += 1;
          if (running > 1) events.push('two at once');
          events.push('pass');
          for (const change of during.get(passes) ?? []) notice(change);
          await Promise.resolve();
          running -= 1;
          passes += 1;
          if (passes === outcomes.length) stop.abort();
          return outcomes[passes - 1] as Outcome;
        },
        isUrgent: async (change) => urgent(change),
        close: () => void events.push('closed'),
      },
      target: {
        watch(changed) {
          notice = changed;
          return () => void events.push('watch ended');
        },
      },
      log: pino({ level: 'silent' }),
      random: () => 0,
      wait: (ms, signal) =>
        new Promise((resolve) => {
          events.push(`wait ${ms}`);
          const changes = whileResting.get(passes) ?? [];
          for (const change of changes) queueMicrotask(() => notice(change));
          if (changes.length === 0 || !changes.some(urgent)) setImmediate(resolve);
          signal.addEventListener('abort', () => resolve(), { once: true });
          if (signal.aborted) resolve();
        }),
    },
    stop.signal,
  );
  return { run, events, during, whileResting };
}

describe('The loop', () => {
  test('passes and waits in turn until it is stopped, and cleans up', async () => {
    const { run, events } = scene([ok, maintenance, maintenance, ok]);
    await run;
    const expected = ['pass', 'wait 13500', 'pass', 'wait 10000', 'pass', 'wait 15000', 'pass', 'wait 13500'];
    expect(events).toEqual([...expected, 'watch ended', 'closed']);
  });

  test('goes on at once when somebody asks while it waits', async () => {
    const { run, events, whileResting } = scene([refused, ok]);
    whileResting.set(1, ['parameters']);
    await run;
    expect(events.filter((event) => event === 'pass')).toHaveLength(2);
    expect(events).not.toContain('two at once');
  });

  test('goes on at once when somebody asked during the pass', async () => {
    const { run, events, during } = scene([ok, ok, ok]);
    during.set(0, ['connection']);
    await run;
    expect(events.filter((event) => event === 'pass')).toHaveLength(3);
  });

  test('waits on when what changed is no reason', async () => {
    const { run, events, whileResting } = scene([ok, ok], () => false);
    whileResting.set(1, ['connection', 'parameters']);
    await run;
    expect(events.slice(0, 3)).toEqual(['pass', 'wait 13500', 'pass']);
  });
});
