import { expect, test } from 'vitest';
import { application, connection, landscape, runtime } from '../map/testLandscape.ts';
import { unseenOf, withWritten } from './ahead.ts';

const live = landscape({
  version: 7,
  applications: [application('orders', 'campaign'), application('crm', 'marketing')],
  runtimes: [runtime('eu', 'CONNECTED', 'campaign'), runtime('us', 'CONNECTED', 'campaign')],
  connections: [connection('orders', 'eu')],
});
const join = { addToScenario: { objectID: 'orders', scenario: 'marketing' } };
const scenariosOf = (id: string, { applications }: typeof live) =>
  applications.find((each) => each.id === id)?.memberships.map(({ scenario }) => scenario);

test('what is on its way is shown before the server has answered, and after that until it has come back', () => {
  for (const version of [null, 8]) {
    const shown = withWritten(live, [{ changes: [join], version }]);
    expect(scenariosOf('orders', shown)).toEqual(['campaign', 'marketing']);
    expect(shown.connections).toEqual(live.connections);
    expect(shown.runtimes[0]).toMatchObject({ state: 'CONNECTED', certificate: { state: 'HEALTHY' } });
    expect(shown.applications[1]).toBe(live.applications[1]);
  }
  expect(withWritten(live, [{ changes: [join], version: 7 }])).toBe(live);
  expect(unseenOf(live, [{ changes: [join], version: 7 }])).toEqual([]);
});

test('several are shown in their order, and a connection that begins waits for its agent', () => {
  const back = { removeFromScenario: join.addToScenario };
  const move = { switch: { applicationID: 'orders', runtimeID: 'us' } };
  const shown = withWritten(live, [
    { changes: [join], version: 8 },
    { changes: [back], version: null },
    { changes: [move], version: null },
  ]);
  expect(scenariosOf('orders', shown)).toEqual(['campaign']);
  expect(shown.connections).toMatchObject([{ applicationID: 'orders', runtimeID: 'us', pending: true }]);
});
