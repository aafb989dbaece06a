import { expect, test } from 'vitest';
import { indexFacts } from '../../../landscape/impact.ts';
import { buildModel } from '../model.ts';
import { application, connection, landscape, now, runtime } from '../testLandscape.ts';
import { countsOf, type Ego, egoOf } from './ego.ts';
import { focusLayout } from './focusLayout.ts';

const seen = landscape({
  applications: [
    application('orders', 'campaign'),
    application('hub', 'campaign', 'marketing'),
    application('gateway', 'campaign'),
    application('far', 'marketing'),
  ],
  runtimes: [
    runtime('eu', 'CONNECTED', 'campaign', 'marketing'),
    runtime('us', 'CONNECTED', 'campaign'),
    runtime('out', 'CONNECTED', 'marketing'),
  ],
  connections: [connection('orders', 'eu'), connection('hub', 'eu')],
});
const model = buildModel(seen, now);
const index = indexFacts(seen);
const around = (id: string, steps: 1 | 2, allowed = false): Ego =>
  egoOf(model, index, model.cards.get(id)!, { steps, allowed });
const rows = (ego: Ego) => Object.fromEntries(ego.groups.map(({ title, rows }) => [title, rows.map(({ id }) => id)]));
const ids = (cards: { id: string }[]) => cards.map(({ id }) => id);

test('one step shows what an Application is in and whom it is connected to', () => {
  const ego = around('orders', 1);
  expect([ids(ego.applications), ids(ego.scenarios), ids(ego.runtimes)]).toEqual([['orders'], ['s-campaign'], ['eu']]);
  expect(ego.groups).toEqual([]);
});

test('two steps name everybody once, and the rest is outside', () => {
  const ego = around('orders', 2);
  expect(rows(ego)).toEqual({
    'Also on eu': ['hub'],
    'Also in campaign': ['gateway'],
    'Refused, held by eu': ['us'],
  });
  expect(ids(ego.scenarios)).toEqual(['s-campaign', 's-marketing']);
  expect(ego.outside && ids(ego.outside.cards)).toEqual(['out']);
  expect(countsOf(ego)).toEqual({ APPLICATION: 3, SCENARIO: 2, RUNTIME: 2, all: 7, named: 4, grouped: 3 });
});

test('who shares a scenario with a Runtime may connect, or is held by another and says by which', () => {
  const ego = around('us', 2);
  expect(rows(ego)).toMatchObject({
    'Allowed, not connected': ['gateway'],
    'Held by other runtimes': ['hub', 'orders'],
  });
  const held = ego.groups.find(({ title }) => title === 'Held by other runtimes');
  expect(Object.fromEntries(held?.notes ?? [])).toEqual({ hub: 'on eu', orders: 'on eu' });
  expect(around('us', 2, true).lines.map(({ kind, family, word }) => [kind, family, word])).toEqual([
    ['allowed', 'idle', '1 allowed, not connected'],
    ['refused', 'failed', '2 refused, held by others'],
  ]);
});

test('an Application that is connected to nobody may connect to all it reaches', () => {
  expect(rows(around('gateway', 2))).toMatchObject({ 'Allowed, not connected': ['eu', 'us'] });
});

test('where Applications may have several Runtimes nobody is refused', () => {
  const shared = { ...seen, connectionPolicy: 'SHARED' as const };
  const ego = egoOf(model, indexFacts(shared), model.cards.get('orders')!, { steps: 2, allowed: true });
  expect(rows(ego)).toMatchObject({ 'Allowed, not connected': ['us'] });
});

test('connections of rows run as one line, and what is not connected has a line only if asked for', () => {
  expect(around('orders', 2).lines.map(({ id, word }) => [id, word])).toEqual([
    ['orders>eu', 'Connected'],
    ['group:on eu>eu', '1 more'],
  ]);
  expect(around('orders', 2, true).lines.at(-1)).toMatchObject({ family: 'failed', word: '1 refused, held by eu' });
});

test('at most 300 cards of all kinds together stand around a scenario or a Runtime, the others are rows', () => {
  const large = landscape({
    applications: [
      ...Array.from({ length: 279 }, (_, at) => application(`a${at}`, 'campaign')),
      application('both', 'campaign', 'marketing'),
    ],
    runtimes: Array.from({ length: 40 }, (_, at) => runtime(`r${at}`, 'CONNECTED', 'campaign')),
    connections: Array.from({ length: 279 }, (_, at) => connection(`a${at}`, 'r0')).concat(connection('both', 'r0')),
  });
  const many = buildModel(large, now);
  const of = (id: string, steps: 1 | 2) =>
    countsOf(egoOf(many, indexFacts(large), many.cards.get(id)!, { steps, allowed: false }));
  expect(of('s-campaign', 2)).toMatchObject({ APPLICATION: 280, RUNTIME: 40, SCENARIO: 2, named: 300, grouped: 22 });
  expect(of('s-campaign', 1)).toMatchObject({ SCENARIO: 1, named: 300, grouped: 21 });
  expect(of('r0', 2)).toMatchObject({ APPLICATION: 280, RUNTIME: 40, SCENARIO: 2, named: 283, grouped: 39 });
});

test('groups stand below the cards of their column and never on each other', () => {
  const ego = around('orders', 2);
  const layout = focusLayout(ego, new Set());
  const tops = ['orders', ...ego.groups.filter(({ kind }) => kind === 'APPLICATION').map(({ id }) => id)].map(
    (id) => layout.cards.get(id)!.y,
  );
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  expect(new Set(tops).size).toBe(tops.length);
});

test('the subject stands first, and its line runs straight above everything between it and the first of the others', () => {
  const ego = around('eu', 2);
  const layout = focusLayout(ego, new Set());
  const [first, second] = ego.applications.map(({ id }) => layout.cards.get(id)!.y);
  expect([layout.cards.get('eu')!.y, first]).toEqual([48, 48]);
  expect(second).toBe(128);
  const channel = layout.channels.get(`${ego.applications[0]!.id}>eu`)!;
  expect(channel).toBe(48 + 44);
  const others = [...layout.channels.values()].filter((y) => y !== channel);
  for (const { id } of ego.scenarios) others.push(layout.cards.get(id)!.y);
  expect(Math.min(...others)).toBeGreaterThan(channel + 16);
});
