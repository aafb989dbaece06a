import { expect, test } from 'vitest';
import { defaultThresholds } from '../../landscape/certificateState.ts';
import type { LiveLandscape, LiveRuntime } from './liveLandscape.ts';
import { statesAt } from './statesAt.ts';

const hour = 3_600_000;
const runtime: LiveRuntime = {
  id: 'r1',
  name: 'r1',
  description: null,
  updatedAt: 0,
  memberships: [],
  state: 'CONNECTED',
  lastContactAt: 0,
  lastFetchAt: 0,
  certificate: { state: 'HEALTHY', notBefore: 0, notAfter: 100 * hour },
  tokenExpiresAt: null,
  unenforcedRemovals: 0,
};
const landscapeOf = (one: LiveRuntime): LiveLandscape => ({
  version: 1,
  sequence: 1,
  at: 0,
  defaultScenario: 'default',
  connectionPolicy: 'EXCLUSIVE',
  certificateThresholds: defaultThresholds,
  scenarios: [],
  applications: [],
  runtimes: [one],
  connections: [],
});
const at = (now: number, one = runtime) => {
  const [found] = statesAt(landscapeOf(one), now, hour).runtimes;
  return [found?.state, found?.certificate?.state];
};

test('states move with the clock while nothing is sent', () => {
  expect(at(hour)).toEqual(['CONNECTED', 'HEALTHY']);
  expect(at(2 * hour)).toEqual(['STALE', 'HEALTHY']);
  expect(at(75 * hour)).toEqual(['STALE', 'RENEWAL_DUE']);
  expect(at(95 * hour)).toEqual(['STALE', 'CRITICAL']);
  expect(at(100 * hour)).toEqual(['CERTIFICATE_EXPIRED', 'EXPIRED']);
});

test('what only the server knows stays: failed and revoked', () => {
  expect(at(hour, { ...runtime, state: 'FAILED' })).toEqual(['FAILED', 'HEALTHY']);
  const revoked = { ...runtime.certificate, state: 'REVOKED' } as const;
  const one = {
    ...runtime,
    state: 'REVOKED' as const,
    certificate: { ...revoked, notBefore: 0, notAfter: 100 * hour },
  };
  expect(at(200 * hour, one)).toEqual(['REVOKED', 'REVOKED']);
});

test('a landscape in which nothing moved is the same object', () => {
  const landscape = landscapeOf(runtime);
  expect(statesAt(landscape, hour, hour)).toBe(landscape);
});
