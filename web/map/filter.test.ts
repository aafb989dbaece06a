import { expect, test } from 'vitest';
import { matchingCards } from './filter.ts';
import { buildModel } from './model.ts';
import { application, connection, landscape, now, runtime } from './testLandscape.ts';

const model = buildModel(
  landscape({
    applications: [application('orders', 'campaign'), application('crm', 'campaign')],
    runtimes: [runtime('eu', 'CONNECTED', 'campaign'), runtime('us', 'STALE', 'marketing')],
    connections: [connection('orders', 'eu')],
  }),
  now,
);
const found = (filter: string) => [...(matchingCards(model, filter) ?? [])];

test('a state is one of the families, or part of the word on the card', () => {
  expect(found('state:connected')).toEqual(['orders', 's-campaign', 'eu']);
  expect(found('state:attention')).toEqual(['s-marketing', 'us']);
  expect(found('state:silent')).toEqual(['us']);
  expect(found('state:"not connected"')).toEqual(['crm']);
});
