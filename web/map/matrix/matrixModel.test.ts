import { expect, test } from 'vitest';
import { impact, indexFacts } from '../../../landscape/impact.ts';
import type { Change } from '../../../landscape/model.ts';
import { buildModel } from '../model.ts';
import { overlayOf } from '../overlay.ts';
import { application, connection, landscape, now, runtime } from '../testLandscape.ts';
import { step } from './matrixKeys.ts';
import { cellOf, linesById, matrixOf, onlyThrough, toggleOf } from './matrixModel.ts';

const seen = landscape({
  applications: [
    application('orders', 'campaign'),
    { ...application('ruled'), memberships: [{ scenario: 'campaign', manual: false, rule: true }] },
    { ...application('alone'), memberships: [{ scenario: 'default', manual: false, rule: false }] },
  ],
  runtimes: [runtime('eu', 'CONNECTED', 'campaign'), runtime('us', 'CONNECTED', 'campaign', 'marketing')],
  connections: [connection('orders', 'eu')],
  scenarios: ['campaign', 'marketing', 'default'].map((name) => ({ id: `s-${name}`, name, createdAt: 0 })),
});
const model = buildModel(seen, now);
const index = indexFacts(seen);
const card = (id: string) => model.cards.get(id)!;
const cell = (row: string, column: string) => cellOf(index, card(row), card(column), linesById(model), null);

test('a cell says whether and why an object is in a scenario', () => {
  expect(cell('orders', 's-campaign')).toEqual({ look: 'manual', words: 'member' });
  expect(cell('ruled', 's-campaign')).toEqual({ look: 'rule', words: 'member by rule' });
  expect(cell('alone', 's-default').look).toBe('itself');
  expect(cell('orders', 's-marketing')).toEqual({ look: 'none', words: 'not a member' });
});

test('a cell says how an Application stands to a Runtime', () => {
  expect(cell('orders', 'eu')).toEqual({ look: 'connected', words: 'Connected' });
  expect(cell('orders', 'us').look).toBe('failed');
  expect(cell('ruled', 'us')).toEqual({ look: 'idle', words: 'allowed, not connected' });
  expect(cell('alone', 'us').look).toBe('none');
});

test('a press on a cell adds or removes, connects or ends, or says why it cannot', () => {
  const toggle = (row: string, column: string) => toggleOf(index, card(row), card(column));
  expect(toggle('orders', 's-marketing')).toMatchObject({
    change: { addToScenario: { objectID: 'orders', scenario: 'marketing' } },
  });
  expect(toggle('orders', 's-campaign')).toMatchObject({ label: 'Remove from campaign' });
  expect(toggle('ruled', 's-campaign')).toMatch(/^A rule puts ruled into campaign/);
  expect(toggle('alone', 's-default')).toMatch(/by itself/);
  expect(toggle('orders', 'us')).toMatchObject({ change: { switch: { applicationID: 'orders', runtimeID: 'us' } } });
  expect(toggle('orders', 'eu')).toMatchObject({ label: 'Disconnect' });
  expect(toggle('alone', 'eu')).toMatch(/share no scenario/);
});

test('a draft is marked in the cells it touches', () => {
  const changes: Change[] = [{ removeFromScenario: { objectID: 'orders', scenario: 'campaign' } }];
  const ids = new Map(seen.scenarios.map(({ id, name }) => [name, id]));
  const overlay = overlayOf(index, changes, impact(index, changes), ids);
  const drafted = (column: string) => cellOf(index, card('orders'), card(column), linesById(model), overlay).look;
  expect([drafted('s-campaign'), drafted('s-default'), drafted('eu')]).toEqual(['leaves', 'joins', 'leaves']);
});

test('a filter leaves matching rows and brings matching columns to the front', () => {
  const whole = { rows: 'applications', columns: 'scenarios' } as const;
  const { rows, columns } = matrixOf(model, whole, new Set(['orders', 's-marketing']));
  expect(rows.map(({ id }) => id)).toEqual(['orders']);
  expect(columns[0]?.id).toBe('s-marketing');
  expect(columns.length).toBe(3);
});

test('names what is in reach through one scenario alone', () => {
  expect(onlyThrough(index, 'orders', 'campaign')).toEqual(['eu', 'us']);
});

test('keys lead within the grid and never into its corner', () => {
  expect(step('ArrowUp', false, { row: 0, column: 2 }, 5, 5)).toEqual({ row: -1, column: 2 });
  expect(step('ArrowLeft', false, { row: -1, column: 0 }, 5, 5)).toEqual({ row: -1, column: 0 });
  expect(step('End', true, { row: 0, column: 0 }, 5, 5)).toEqual({ row: 4, column: 4 });
  expect(step('a', false, { row: 0, column: 0 }, 5, 5)).toBeNull();
});
