import { expect, test } from 'vitest';
import { drawBlast } from './drawing.ts';

const runtime = (id: string, ...through: string[]) => ({
  ...{ id, name: id, serial: id, notAfter: 0, isOver: false },
  partners: through.map((name) => ({ id: name, name, since: 0, pending: false, through: [name] })),
});
const scenarios = (...names: string[]) => names.map((name) => ({ name, connections: 1 }));

test('two scenarios lead to one runtime, which stands between them', () => {
  const { wires, height } = drawBlast({
    scenarios: scenarios('campaign', 'marketing'),
    runtimes: [runtime('eu', 'campaign', 'marketing')],
  });
  expect(height).toBe(108);
  expect(wires.map(({ path }) => path)).toEqual(['M0 24C34.5 24 34.5 46 69 46', 'M0 84C34.5 84 34.5 62 69 62']);
});

test('what has no card of its own is led to the card of the rest, once', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const drawn = drawBlast({ scenarios: scenarios(...names), runtimes: [runtime('eu', ...names)] });
  expect(drawn.scenarios.shown.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  expect(drawn.scenarios.rest).toHaveLength(2);
  expect(drawn.wires).toHaveLength(5);
});

test('there is a line only where a runtime has a connection through the scenario, and none leaves the picture', () => {
  const { wires, height } = drawBlast({
    scenarios: scenarios('a', 'b', 'c'),
    runtimes: [runtime('one', 'a'), runtime('two', 'b', 'c')],
  });
  expect(wires.map(({ key }) => key)).toEqual(['0 0', '1 1', '2 1']);
  for (const { end } of wires) expect(end.y > 0 && end.y < height).toBe(true);
});
