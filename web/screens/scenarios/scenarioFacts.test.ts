import { expect, test } from 'vitest';
import { application, connection, landscape, now, runtime } from '../../map/testLandscape.ts';
import { memberRows } from '../../members/rows.ts';
import { scenarioRows } from './rows.ts';
import { scenarioFacts } from './scenarioFacts.ts';

test('a scenario is told with its rules, members and connections', () => {
  const live = landscape({
    applications: [application('orders', 'campaign')],
    runtimes: [runtime('eu', 'STALE', 'campaign')],
    connections: [connection('orders', 'eu', true)],
  });
  const [row] = scenarioRows(live);
  if (!row) throw new Error('there is no scenario');
  expect(row).toMatchObject({
    name: 'campaign',
    applications: 1,
    runtimes: 1,
    connections: 1,
    failed: 0,
    attention: 1,
  });
  const rule = { selector: { key: 'region', value: 'eu' }, matches: ['RUNTIME' as const] };
  expect(scenarioFacts(row, [rule], { ...memberRows(live, now), connections: live.connections })).toEqual({
    ...{ kind: 'Scenario', id: 's-campaign', name: 'campaign', default: false, createdAt: '1970-01-01T00:00:00.000Z' },
    rules: [{ label: { key: 'region', value: 'eu' }, matches: ['RUNTIME'] }],
    applications: [{ id: 'orders', name: 'orders', origin: 'manual' }],
    runtimes: [{ id: 'eu', name: 'eu', origin: 'manual' }],
    connections: [
      {
        application: { id: 'orders', name: 'orders' },
        runtime: { id: 'eu', name: 'eu' },
        since: '2026-11-19T14:30:00.000Z',
        fetchedByAgent: false,
      },
    ],
  });
});
