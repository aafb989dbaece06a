import { describe, expect, it } from 'vitest';
import { defaultThresholds } from '../../landscape/certificateState.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { pairsOf } from './pairs.ts';
import { memberRows } from './rows.ts';

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

describe('pairs of an object', () => {
  it('name the Runtime that holds an Application', () => {
    expect(pairsOf(landscape, rows, '1', now).map(({ other, finding }) => [other.name, finding.word])).toEqual([
      ['application-b', 'Held by runtime-2'],
      ['application-a', 'Allowed, not connected'],
    ]);
  });

  it('put the connected one first and give the scenarios in common', () => {
    const [first, second] = pairsOf(landscape, rows, 'b', now);
    expect(first).toMatchObject({ other: { id: '2' }, state: 'CONNECTED', scenarios: ['marketing'], since: now - day });
    expect(second).toMatchObject({ other: { id: '1' }, state: 'BLOCKED', scenarios: ['campaign'] });
  });

  it('say when a connection freezes, what it waits for, and why there is none', () => {
    const noted = (change: Partial<LiveLandscape['runtimes'][number]>, pending = false, of = 'b') => {
      const runtimes = [landscape.runtimes[0]!, { ...landscape.runtimes[1]!, ...change }];
      const connections = landscape.connections.map((each) => ({ ...each, pending }));
      const changed = { ...landscape, runtimes, connections };
      return pairsOf(changed, memberRows(changed, now), of, now).map(({ note }) => note);
    };
    const dated = (state: 'CRITICAL' | 'EXPIRED' | 'REVOKED', notAfter: number) => ({
      certificate: { ...certificate, state, notAfter },
    });
    expect(noted({})).toEqual(['', 'Only one runtime at a time']);
    expect(noted({}, true)[0]).toBe('Begins with its next fetch');
    expect(noted(dated('CRITICAL', now + day))[0]).toBe('Freezes 20 Nov 2026, 14:32');
    expect(noted(dated('EXPIRED', now - day))[0]).toBe('Calls go on, changes do not arrive');
    expect(noted(dated('REVOKED', now + day))[0]).toBe('Calls go on, changes do not arrive');
    expect(noted({ certificate: null }, false, '2')).toEqual(['']);
    const unconnected = { ...landscape, connections: [], runtimes: [{ ...landscape.runtimes[0]!, certificate: null }] };
    expect(pairsOf(unconnected, memberRows(unconnected, now), 'a', now)[0]?.note).toBe(
      'The agent has to connect first',
    );
  });

  it('are none for what shares no scenario with anything', () => {
    expect(pairsOf(landscape, rows, 'c', now)).toEqual([]);
    expect(pairsOf(landscape, rows, 'gone', now)).toEqual([]);
  });
});
