import { defaultThresholds } from '../../landscape/certificateState.ts';
import type { LiveApplication, LiveConnection, LiveLandscape, LiveRuntime } from '../live/landscape.ts';

/** Small landscapes for tests of the map. */
export const now = Date.UTC(2026, 10, 19, 14, 32);
export const hour = 3_600_000;

const memberships = (scenarios: string[]) => scenarios.map((scenario) => ({ scenario, manual: true, rule: false }));
export const application = (id: string, ...scenarios: string[]): LiveApplication => ({
  ...{ id, name: id, providerName: null, description: null, updatedAt: 0 },
  memberships: memberships(scenarios),
});
export const runtime = (id: string, state: LiveRuntime['state'], ...scenarios: string[]): LiveRuntime => ({
  ...{ id, name: id, description: null, updatedAt: 0, state, lastContactAt: now - 40_000, lastFetchAt: now - 40_000 },
  certificate: { state: 'HEALTHY', notBefore: now - 40 * 24 * hour, notAfter: now + 50 * 24 * hour },
  ...{ tokenExpiresAt: null, unenforcedRemovals: 0, memberships: memberships(scenarios) },
});
export const connection = (applicationID: string, runtimeID: string, pending = false): LiveConnection => ({
  ...{ applicationID, runtimeID, since: now - 2 * 60_000, pending },
});

export const landscape = (parts: Partial<LiveLandscape>): LiveLandscape => ({
  ...{ version: 1, sequence: 1, at: now, defaultScenario: 'default', connectionPolicy: 'EXCLUSIVE' },
  certificateThresholds: defaultThresholds,
  scenarios: ['campaign', 'marketing'].map((name) => ({ id: `s-${name}`, name, createdAt: 0 })),
  ...{ applications: [], runtimes: [], connections: [] },
  ...parts,
});
