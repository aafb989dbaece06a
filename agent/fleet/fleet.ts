import { pino } from 'pino';
import { z } from 'zod';
import type { Outcome } from '../cycle.ts';
import type { KeyAlgorithm } from '../keys.ts';
import { reasonOf } from '../pairing.ts';
import type { Trust } from '../trust.ts';
import type { Administrator } from './administrator.ts';
import { createTally, type Spread, spreadOf } from './figures.ts';
import { inParallel } from './inParallel.ts';
import { createMember, type Member, openCompass } from './member.ts';

export interface FleetOptions {
  administrator: Administrator;
  runtimeIds: readonly string[];
  tenant: string;
  /** Token-secured. */
  connectorUrl: string;
  trust: Trust;
  keyAlgorithm: KeyAlgorithm;
  periodMs: number;
}

export interface Measured extends Spread {
  perSecond: number;
  /** By kind, most frequent first. */
  errors: [string, number][];
}

/** Many agents in one process. */
export interface Fleet {
  /** Enrols every Runtime, `atOnce` at a time, with tokens asked for beforehand. */
  enrol(atOnce: number): Promise<Measured>;
  /** Starts every agent, spread over one period. Resolves once each has synchronised: the spread of the first passes. */
  start(): Promise<Spread>;
  /** What the passes of `ms` milliseconds from now on are like. */
  measure(ms: number): Promise<Measured>;
  /** All at once. Resolves with the milliseconds until each has synchronised in a pass begun after this call. */
  storm(): Promise<number>;
  /** How many are synchronised as far as they know. */
  synchronised(): number;
  stop(): Promise<void>;
}

const token = z.object({ issued: z.object({ token: z.string() }) });
const requestToken = 'mutation ($id: ID!) { issued: requestOneTimeTokenForRuntime(id: $id) { token } }';

export function createFleet(options: FleetOptions): Fleet {
  const { administrator, runtimeIds, periodMs } = options;
  const shared = openCompass(options.trust);
  const stopping = new AbortController();
  const running: Promise<void>[] = [];
  const waiters = new Set<() => void>();
  /** Of each agent: when its last pass that ended synchronised began, on the clock of `performance`; null if its last did not. */
  const synchronisedSince = new Map<string, number | null>();
  let samples: number[] = [];
  let tally = createTally();
  const log = pino(
    { level: 'warn', base: null },
    { write: (line: string) => tally.add((JSON.parse(line) as { msg: string }).msg) },
  );

  const members: Member[] = runtimeIds.map((runtimeId) =>
    createMember({
      ...options,
      ...shared,
      runtimeId,
      log,
      onOutcome({ result }: Outcome, tookMs) {
        if (result === 'ok') samples.push(tookMs);
        synchronisedSince.set(runtimeId, result === 'ok' ? performance.now() - tookMs : null);
        for (const waiter of waiters) waiter();
      },
    }),
  );

  function restart(): void {
    samples = [];
    tally = createTally();
  }

  const measured = (durations: readonly number[], tookMs: number): Measured => ({
    ...spreadOf(durations),
    perSecond: (durations.length * 1000) / tookMs,
    errors: tally.entries(),
  });

  /** Every agent has synchronised in a pass that began at `moment` or later. */
  function allSynchronised(moment: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (runtimeIds.some((id) => (synchronisedSince.get(id) ?? -1) < moment)) return;
        waiters.delete(look);
        resolve();
      };
      waiters.add(look);
      look();
    });
  }

  return {
    async enrol(atOnce) {
      const tokens = await inParallel(members, 8, async ({ runtimeId }) => {
        return (await administrator.ask(token, requestToken, { id: runtimeId })).issued.token;
      });
      restart();
      const durations: number[] = [];
      const startedAt = performance.now();
      await inParallel(members, atOnce, async (member, index) => {
        const beganAt = performance.now();
        try {
          await member.enrol(tokens[index] as string);
          durations.push(performance.now() - beganAt);
        } catch (error) {
          tally.add(reasonOf(error));
        }
      });
      return measured(durations, performance.now() - startedAt);
    },
    async start() {
      restart();
      const startedAt = performance.now();
      members.forEach((member, index) => {
        running.push(member.run((index / members.length) * periodMs, stopping.signal));
      });
      await allSynchronised(startedAt);
      return spreadOf(samples);
    },
    async measure(ms) {
      restart();
      await new Promise((resolve) => setTimeout(resolve, ms));
      return measured(samples, ms);
    },
    async storm() {
      restart();
      const startedAt = performance.now();
      for (const member of members) member.resyncNow();
      await allSynchronised(startedAt);
      return performance.now() - startedAt;
    },
    synchronised: () => [...synchronisedSince.values()].filter((since) => since !== null).length,
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
