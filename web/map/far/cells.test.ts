import { expect, it } from 'vitest';
import type { Layout } from '../layout.ts';
import { columns } from '../measures.ts';
import { buildModel } from '../model.ts';
import { application, connection, landscape, now, runtime } from '../testLandscape.ts';
import { cellAt, cellsOf, filled, namesThatFit } from './cells.ts';

const model = buildModel(
  landscape({
    applications: ['a1', 'a2', 'a3'].map((id) => application(id, 'campaign')),
    runtimes: [runtime('r1', 'STALE', 'campaign'), runtime('r2', 'CONNECTED', 'campaign')],
    connections: [connection('a1', 'r1')],
  }),
  now,
);
const cards = new Map(
  [...model.applications, ...model.runtimes].map(({ id, kind }, row) => [
    id,
    { x: kind === 'RUNTIME' ? columns.runtimes : columns.applications, y: row * 80 },
  ]),
);
const layout: Layout = { cards, channels: new Map(), height: 800 };
const cells = cellsOf(model, layout);
const far = { x: 400, y: 0, scaleX: 0.1, scaleY: 0.1 };

it('finds the nearest cell, also beside it, and none where there is none', () => {
  const [first, second] = cells;
  const middle = { x: 400 + 13.4, y: 3 };
  expect(cellAt(cells, far, middle)).toBe(first);
  expect(cellAt(cells, far, { ...middle, y: 11 })).toBe(second);
  expect(cellAt(cells, far, { x: 400 + 3 - 11, y: 3 })).toBe(first);
  expect(cellAt(cells, far, { x: 300, y: 3 })).toBeNull();
});

it('names as many as there are lines for, those selected before all others', () => {
  const last = cells.filter(({ x }) => x === columns.applications).at(-1)!;
  const names = namesThatFit(cells, { ...far, y: 20, scaleY: 0.02 }, 400, new Set([last.card.id]));
  expect(names.filter(({ side }) => side === 'left').map(({ cell }) => cell.card.id)).toEqual([last.card.id]);
});

it('fills a cell the more the worse its state is', () => {
  const order = (['failed', 'attention', 'pending', 'connected', 'idle'] as const).map((family) => filled[family]);
  expect(order).toEqual(order.toSorted((a, b) => b - a));
});
