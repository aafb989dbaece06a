import { expect, test } from 'vitest';
import type { ConnectionTestOfRuntimeQuery } from '../../graphql.generated.ts';
import { runtimeChecks } from './connectionChecks.ts';

const moment = '2026-11-19T14:29:49Z';
const well: ConnectionTestOfRuntimeQuery = {
  runtime: {
    id: 'r',
    connectionState: 'CONNECTED',
    agentReport: { failures: [] },
    synchronizationStatus: { lastAttempt: moment, lastSuccessfulFetch: moment },
  },
  applicationsForRuntime: { totalCount: 1, data: [{ id: 'a', name: 'orders' }] },
  enrolment: { certificate: { serial: '1f', state: 'HEALTHY', clockAheadMs: 2000 } },
};
const certificate = (clockAheadMs: number | null) => ({
  enrolment: { certificate: { serial: '1f', state: 'HEALTHY' as const, clockAheadMs } },
});

test('a Runtime that is well passes four checks', () => {
  expect(runtimeChecks(well).map(({ id, family }) => `${id} ${family}`)).toEqual([
    'certificate connected',
    'fetch connected',
    'state connected',
    'sees connected',
  ]);
});

test('a name that is taken in the cluster fails the test in the words of the agent', () => {
  const message = 'there is another Application of this name.';
  const failures = ['orders', 'shop'].map((name) => ({ application: { name }, message }));
  const report = (count: number) => ({
    ...well,
    runtime: { ...well.runtime!, agentReport: { failures: failures.slice(0, count) } },
  });
  expect(runtimeChecks(report(1)).at(-1)).toMatchObject({
    family: 'failed',
    word: 'It could not apply orders',
    detail: `orders: ${message}`,
  });
  expect(runtimeChecks(report(2)).at(-1)).toMatchObject({
    word: 'It could not apply 2 applications',
    detail: `orders: ${message} And 1 more on its page.`,
  });
});

test.each([
  [600_000, 'Its clock is 10 min ahead'],
  [-600_000, 'Its clock is 10 min behind'],
])('a clock that is off by %s ms is told', (clockAheadMs, word) => {
  expect(runtimeChecks({ ...well, ...certificate(clockAheadMs) }).at(-1)).toMatchObject({ id: 'clock', word });
});

test('a clock nobody knows is not judged', () => {
  expect(runtimeChecks({ ...well, ...certificate(null) })).toHaveLength(4);
});
