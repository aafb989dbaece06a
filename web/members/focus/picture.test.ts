import { expect, test } from 'vitest';
import { indexFacts } from '../../../landscape/impact.ts';
import { egoOf } from '../../map/focus/ego.ts';
import { buildModel } from '../../map/model.ts';
import { application, connection, landscape, now, runtime } from '../../map/testLandscape.ts';
import { pictureOf } from './picture.ts';

const many = Array.from({ length: 9 }, (_, at) => `app-${at + 1}`);
const seen = landscape({
  applications: [application('orders', 'campaign', 'marketing'), ...many.map((id) => application(id, 'campaign'))],
  runtimes: [runtime('eu', 'STALE', 'campaign'), runtime('us', 'CONNECTED', 'marketing')],
  connections: [connection('orders', 'us'), ...many.slice(0, 6).map((id) => connection(id, 'eu'))],
});
const around = (id: string) => {
  const model = buildModel(seen, now);
  const subject = model.cards.get(id);
  if (!subject) throw new Error(`no card of ${id}`);
  return pictureOf(egoOf(model, indexFacts(seen), subject, { steps: 1, allowed: false }));
};
const ids = (column: { cards: { card: { id: string } }[] }) => column.cards.map(({ card }) => card.id);

test('shows an Application with its scenarios and its Runtime, and their lines', () => {
  const { columns, wires, memberships } = around('orders');
  expect(ids(columns.applications)).toEqual(['orders']);
  expect(ids(columns.scenarios).sort()).toEqual(['s-campaign', 's-marketing']);
  expect(ids(columns.runtimes)).toEqual(['us']);
  expect(wires.map(({ line }) => line.id)).toEqual(['orders>us']);
  expect(memberships).toHaveLength(3);
});

test('draws three of many and counts the others in place of the fourth', () => {
  for (const [id, total] of [
    ['eu', 6],
    ['s-campaign', 10],
  ] as const) {
    const { columns, wires } = around(id);
    expect(columns.applications.cards).toHaveLength(3);
    expect(columns.applications.more?.count).toBe(total - 3);
    expect(wires.every(({ line }) => ids(columns.applications).includes(line.applicationID))).toBe(true);
  }
});

test('no line crosses a scenario card or touches another, and all stay inside', () => {
  for (const id of ['orders', 'eu', 's-campaign']) {
    const { columns, wires, height } = around(id);
    const passed = columns.scenarios.cards.map(({ top }) => top + 16);
    for (const [at, { middle }] of wires.entries()) {
      expect(Math.min(...passed.map((card) => Math.abs(card - middle)))).toBeGreaterThan(16 + 8);
      for (const other of wires.slice(at + 1)) expect(Math.abs(other.middle - middle)).toBeGreaterThanOrEqual(10);
      expect(middle).toBeGreaterThanOrEqual(8);
      expect(middle).toBeLessThanOrEqual(height - 8);
    }
  }
});
