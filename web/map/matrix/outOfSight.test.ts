import { expect, test } from 'vitest';
import { buildModel } from '../model.ts';
import { application, connection, landscape, now, runtime } from '../testLandscape.ts';
import { matrixOf } from './matrixModel.ts';
import { heldColumns, nextHeld, outOfSight, sightOf } from './outOfSight.ts';

test('a column is in sight once its box is, so one that is cut through the box is not', () => {
  expect(sightOf(0, 720, 100)).toEqual({ from: 0, to: 9 });
  expect(sightOf(0, 720 + 43, 100)).toEqual({ from: 0, to: 9 });
  expect(sightOf(0, 720 + 44, 100)).toEqual({ from: 0, to: 10 });
  expect(sightOf(28, 720, 100)).toEqual({ from: 0, to: 9 });
  expect(sightOf(29, 720, 100)).toEqual({ from: 1, to: 9 });
  expect(sightOf(0, 720, 4)).toEqual({ from: 0, to: 3 });
});

test('what a row has out of sight is counted on both sides, and the nearest that follows is gone to first', () => {
  expect(outOfSight([0, 4, 9, 30], { from: 3, to: 8 })).toEqual([9, 30, 0]);
  expect(outOfSight([4, 5], { from: 3, to: 8 })).toEqual([]);
  expect([nextHeld([0, 4, 9], 4, 1), nextHeld([0, 4, 9], 4, -1), nextHeld([0, 4, 9], 9, 1)]).toEqual([9, 0, null]);
});

test('a row holds the scenarios it is in, or the Runtimes it is connected to', () => {
  const model = buildModel(
    landscape({
      applications: [application('orders', 'campaign', 'marketing'), application('crm')],
      runtimes: [runtime('eu', 'CONNECTED', 'campaign'), runtime('us', 'CONNECTED', 'campaign')],
      connections: [connection('orders', 'us')],
    }),
    now,
  );
  const held = (columns: 'scenarios' | 'runtimes', id: string) => {
    const matrix = matrixOf(model, { rows: 'applications', columns }, null);
    return heldColumns(matrix, model.lines)(model.cards.get(id)!).map((at) => matrix.columns[at]?.name);
  };
  expect(held('scenarios', 'orders').toSorted()).toEqual(['campaign', 'marketing']);
  expect(held('scenarios', 'crm')).toEqual([]);
  expect(held('runtimes', 'orders')).toEqual(['us']);
});
