import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Compass, createCompass } from '../compass.ts';
import { connected, newConnection } from '../connection.ts';
import { createCycle, type Outcome } from '../cycle.ts';
import { type KeyAlgorithm, newSigningRequest } from '../keys.ts';
import { runLoop } from '../loop.ts';
import { createPairing } from '../pairing.ts';
import { createTriedTokens, readParameters } from '../parameters.ts';
import { straight } from '../route.ts';
import { createServerTrust, type ServerTrust } from '../serverTrust.ts';
import type { Trust } from '../trust.ts';
import { createMemoryTarget } from './memoryTarget.ts';

export interface MemberOptions {
  runtimeId: string;
  /** Token-secured. */
  connectorUrl: string;
  tenant: string;
  compass: Compass;
  trust: ServerTrust;
  keyAlgorithm: KeyAlgorithm;
  periodMs: number;
  log: Logger;
  onOutcome(outcome: Outcome, tookMs: number): void;
}

/** One Runtime of the fleet: the agent, on a Runtime in memory. */
export interface Member {
  runtimeId: string;
  /** One-time token to certificate. @throws PairingError */
  enrol(token: string): Promise<void>;
  /** The agent's loop until the signal aborts, the first pass after `delayMs`. */
  run(delayMs: number, signal: AbortSignal): Promise<void>;
  /** Asks for a synchronisation at once. */
  resyncNow(): void;
}

const timeoutMs = 30_000;

/** What all Runtimes of a fleet share: how Compass is reached, and whom to take for it. */
export const openCompass = (trust: Trust) => ({
  compass: createCompass({ route: straight, timeoutMs, newRequestId: randomUUID }),
  trust: createServerTrust(trust, straight, timeoutMs),
});

// An aborted wait is over, not failed.
const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined);

export function createMember(options: MemberOptions): Member {
  const { runtimeId, connectorUrl, tenant, compass, trust, keyAlgorithm, periodMs, log, onOutcome } = options;
  const target = createMemoryTarget();
  const newRequest = (subject: string) => newSigningRequest(keyAlgorithm, subject);
  const phases = { target, compass, trust, newSigningRequest: newRequest, clock: Date.now };
  const pairing = createPairing({ ...phases, tried: createTriedTokens() });
  const periods = { syncPeriodMs: periodMs, minimalSyncTimeMs: Math.min(10_000, periodMs) };

  return {
    runtimeId,
    async enrol(token) {
      const parameters = { CONNECTOR_URL: connectorUrl, RUNTIME_ID: runtimeId, TENANT: tenant, TOKEN: token };
      target.configure(parameters);
      const { stored, urls } = await pairing.pair(readParameters(parameters));
      const { dates } = stored.credentials;
      await target.writeConnection(() => connected(newConnection(), { urls, dates, now: Date.now() }));
    },
    async run(delayMs, signal) {
      await wait(delayMs, signal);
      const cycle = createCycle({
        ...phases,
        route: straight,
        log,
        renewalThreshold: 0.3,
        minimalSyncTimeMs: periods.minimalSyncTimeMs,
        patienceMs: 1000,
        announced: { runtime_eventServiceUrl: null, runtime_consoleUrl: null },
        centralGatewayUrl: '',
        skipVerify: false,
        version: 'fleet',
      });
      await runLoop({ ...periods, cycle, target, log, random: Math.random, wait, onOutcome }, signal);
    },
    resyncNow: () => target.resyncNow(),
  };
}
