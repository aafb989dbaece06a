import { expect, test } from 'vitest';
import { indexFacts } from '../../landscape/facts.ts';
import { pairStory } from './pairStory.ts';
import { application, connection, landscape, runtime } from './testLandscape.ts';

type Entry = Parameters<typeof pairStory>[2][number];

const pair = { applicationID: 'orders', runtimeID: 'eu' };
const held = (objectID: string, ...scenarios: string[]) => ({
  objectID,
  memberships: scenarios.map((scenario) => ({ scenario, manual: true, rule: false })),
});
const entry = (sequence: number, parts: Partial<Entry>): Entry => ({
  ...{ sequence, at: `2026-11-0${sequence}T09:40:00Z`, action: 'landscape.changed', objects: [] },
  ...{ actor: { type: 'USER', id: 'u', name: 'Jonas Lind' }, before: null, after: null },
  ...parts,
});
const texts = ({ events }: ReturnType<typeof pairStory>) => events.map(({ text }) => text);

test('of a pair that shares no scenario it is said until when it did, and who ended that', () => {
  const index = indexFacts(
    landscape({
      applications: [application('orders', 'campaign')],
      runtimes: [runtime('eu', 'CONNECTED', 'marketing')],
    }),
  );
  const story = pairStory(index, pair, [
    entry(1, { before: { memberships: [held('eu')] }, after: { memberships: [held('eu', 'marketing')] } }),
    entry(2, {
      before: { memberships: [held('orders', 'campaign', 'marketing')], connections: [pair] },
      after: { memberships: [held('orders', 'campaign')], connections: [] },
    }),
    entry(3, { before: { memberships: [held('eu', 'marketing', 'winter')] } }),
  ]);
  expect(story.parting).toEqual({
    ...{ scenarios: ['marketing'], at: Date.UTC(2026, 10, 2, 9, 40), sequence: 2 },
    text: 'Jonas Lind removed orders from marketing',
  });
  expect(texts(story)).toEqual([
    'Jonas Lind removed orders from marketing and ended the connection of orders to eu',
    'Jonas Lind added eu to marketing',
  ]);
});

test('a scenario that was deleted parted them too', () => {
  const index = indexFacts(
    landscape({ applications: [application('orders', 'default')], runtimes: [runtime('eu', 'CONNECTED')] }),
  );
  const before = { name: 'winter', members: [{ objectID: 'orders' }, { objectID: 'eu' }], connections: [pair] };
  const story = pairStory(index, pair, [entry(4, { action: 'scenario.deleted', before })]);
  expect(story.parting).toMatchObject({ scenarios: ['winter'], text: 'Jonas Lind deleted winter' });
});

test('where the entries do not tell, nothing is claimed', () => {
  const index = indexFacts(
    landscape({
      applications: [application('orders', 'campaign')],
      runtimes: [runtime('eu', 'CONNECTED', 'marketing')],
    }),
  );
  const joined = { before: { memberships: [held('eu')] }, after: { memberships: [held('eu', 'marketing')] } };
  expect(pairStory(index, pair, [entry(1, joined)])).toEqual({ events: [], parting: null });
});

test('a pair that may talk has no parting; its history names the Runtimes the Application was connected to', () => {
  const index = indexFacts(
    landscape({
      applications: [application('orders', 'campaign')],
      runtimes: [runtime('eu', 'CONNECTED', 'campaign'), runtime('us', 'CONNECTED', 'campaign')],
      connections: [connection('orders', 'eu')],
    }),
  );
  const us = { applicationID: 'orders', runtimeID: 'us' };
  const story = pairStory(index, pair, [
    entry(5, { action: 'connection.switched', before: { connections: [us] }, after: { connections: [pair] } }),
    entry(4, { action: 'runtime.updated', before: { name: 'a' }, after: { name: 'b' } }),
  ]);
  expect(story.parting).toBeNull();
  expect(texts(story)).toEqual(['Jonas Lind connected orders to eu and ended the connection of orders to us']);
});
