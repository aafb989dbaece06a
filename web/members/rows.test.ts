import { describe, expect, it } from 'vitest';
import { defaultThresholds } from '../../landscape/certificateState.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { certificateOf, memberRows } from './rows.ts';

const now = Date.UTC(2026, 10, 19, 14, 32);
const day = 86_400_000;
const manual = (...names: string[]) => names.map((scenario) => ({ scenario, manual: true, rule: false }));
const certificate = { state: 'HEALTHY' as const, notBefore: now - 10 * day, notAfter: now + 80 * day };
const runtime = (id: string, scenarios: string[]): LiveLandscape['runtimes'][number] => ({
  id,
  name: `runtime-${id}`,
  description: null,
  updatedAt: now,
  memberships: manual(...scenarios),
  state: 'CONNECTED',
  certificate,
  lastContactAt: now - 1000,
  lastFetchAt: now - 1000,
  tokenExpiresAt: null,
  unenforcedRemovals: 0,
});
const application = (id: string, memberships: ReturnType<typeof manual>) => ({
  ...{ id, name: `application-${id}`, description: null, providerName: 'Northwind', updatedAt: now, memberships },
});
const landscape: LiveLandscape = {
  version: 1,
  sequence: 1,
  at: now,
  defaultScenario: 'default',
  connectionPolicy: 'EXCLUSIVE',
  certificateThresholds: defaultThresholds,
  scenarios: ['campaign', 'marketing', 'default'].map((name) => ({ id: name, name, createdAt: now })),
  applications: [
    application('a', manual('campaign')),
    application('b', manual('campaign', 'marketing')),
    application('c', [{ scenario: 'default', manual: false, rule: false }]),
  ],
  runtimes: [runtime('1', ['campaign']), runtime('2', ['marketing'])],
  connections: [{ applicationID: 'b', runtimeID: '2', since: now - day, pending: false }],
};
const rows = memberRows(landscape, now);

describe('table rows', () => {
  it('say whether an Application is connected, may connect, or has nothing in reach', () => {
    expect(rows.applications.map(({ finding, reachable }) => [finding.word, reachable])).toEqual([
      ['Not connected', 1],
      ['Connected', 2],
      ['No runtime in reach', 0],
    ]);
    expect(rows.applications[1]?.connected[0]).toMatchObject({ name: 'runtime-2', through: ['marketing'] });
    expect(rows.applications[2]?.scenarios).toEqual([{ name: 'default', origin: 'itself' }]);
  });

  it('count what a Runtime holds and may reach', () => {
    expect(rows.runtimes.map(({ connected, reachable }) => [connected.length, reachable])).toEqual([
      [0, 2],
      [1, 1],
    ]);
  });

  it('show what is left of a certificate and alarm only when it does not renew', () => {
    expect(certificateOf(certificate, now)).toMatchObject({ family: 'healthy', words: 'in 80 d' });
    expect(certificateOf({ ...certificate, state: 'RENEWAL_DUE' }, now)?.family).toBe('healthy');
    expect(certificateOf({ ...certificate, state: 'CRITICAL' }, now)?.family).toBe('attention');
    expect(certificateOf({ ...certificate, notAfter: now - day }, now)).toMatchObject({ left: 0, words: '24 h ago' });
    expect(certificateOf(null, now)).toBeNull();
  });
});
