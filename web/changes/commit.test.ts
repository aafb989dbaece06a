import { expect, test } from 'vitest';
import { impact, indexFacts } from '../../landscape/impact.ts';
import { application, connection, landscape, runtime } from '../map/testLandscape.ts';
import { withWritten } from './ahead.ts';
import { createCommit } from './commit.ts';

const live = landscape({
  applications: [application('orders', 'campaign')],
  runtimes: [runtime('eu', 'CONNECTED', 'campaign', 'marketing')],
  connections: [connection('orders', 'eu')],
});
const join = { addToScenario: { objectID: 'orders', scenario: 'marketing' } };
const leave = { removeFromScenario: { objectID: 'orders', scenario: 'campaign' } };

test('what was agreed to behind a change that failed is looked at again before anything is sent', async () => {
  const shown = withWritten(live, [{ changes: [join], version: null }]);
  const agreed = impact(indexFacts(shown), [leave]);
  expect(agreed.breaks).toEqual([]);
  let sent = 0;
  const client = {
    mutate: async () => {
      sent += 1;
      throw new Error('must not be sent');
    },
  };
  const store = { snapshot: () => ({ landscape: live }), refresh: async () => undefined };
  const commit = createCommit(client as never, store as never);
  const result = await commit([leave], agreed, true);
  expect(result).toMatchObject({ done: false, impact: { breaks: [{ applicationID: 'orders', runtimeID: 'eu' }] } });
  expect(sent).toBe(0);
});
