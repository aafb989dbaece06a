import { expect, test } from 'vitest';
import { indexFacts } from '../../../landscape/impact.ts';
import { buildModel } from '../model.ts';
import { application, connection, landscape, now, runtime } from '../testLandscape.ts';
import { miniatureOf } from './miniature.ts';

const seen = landscape({
  applications: ['a1', 'a2', 'a3', 'a4', 'a5', 'away'].map((id) =>
    application(id, id === 'away' ? 'marketing' : 'campaign'),
  ),
  runtimes: [
    runtime('fine', 'CONNECTED', 'campaign'),
    runtime('stale', 'STALE', 'campaign'),
    runtime('other', 'CONNECTED', 'marketing'),
  ],
  connections: [connection('a5', 'stale'), connection('a1', 'fine')],
});
const model = buildModel(seen, now);
const index = indexFacts(seen);
const names = (id: string) => {
  const { applications, runtimes } = miniatureOf(model, index, model.cards.get(id)!, 'campaign');
  return { applications: applications.map(({ name }) => name), runtimes: runtimes.map(({ name }) => name) };
};

test('a miniature begins with the member, then comes who is worst in the scenario, at most four', () => {
  expect(names('a2')).toEqual({ applications: ['a2', 'a5', 'a1', 'a3'], runtimes: ['stale', 'fine'] });
});

test('of a Runtime it begins with that Runtime', () => {
  expect(names('fine').runtimes).toEqual(['fine', 'stale']);
  expect(names('fine').applications).toHaveLength(4);
});
