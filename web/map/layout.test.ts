import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectionPorts, routeLines } from './geometry.ts';
import { type Layout, type LayoutInput, layOut } from './layout.ts';
import { cardHeight, channelPitch, columns } from './measures.ts';

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}`, name: `${prefix} ${index}` }));

const landscapes = fc
  .record({
    applications: fc.integer({ min: 0, max: 25 }),
    scenarios: fc.integer({ min: 0, max: 8 }),
    runtimes: fc.integer({ min: 0, max: 25 }),
    links: fc.array(fc.tuple(fc.nat(24), fc.nat(7), fc.boolean()), { maxLength: 60 }),
    wires: fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 30 }),
  })
  .map(({ applications, scenarios, runtimes, links, wires }): LayoutInput => {
    const memberships = links
      .filter(([member, scenario, app]) => scenario < scenarios && member < (app ? applications : runtimes))
      .map(([member, scenario, app]) => ({ memberID: `${app ? 'a' : 'r'}${member}`, scenarioID: `s${scenario}` }));
    const connections = wires
      .filter(([a, r]) => a < applications && r < runtimes)
      .map(([a, r]) => ({ id: `a${a}>r${r}`, applicationID: `a${a}`, runtimeID: `r${r}` }));
    return {
      applications: names('a', applications),
      scenarios: names('s', scenarios),
      runtimes: names('r', runtimes),
      memberships: [...new Map(memberships.map((link) => [JSON.stringify(link), link])).values()],
      connections: [...new Map(connections.map((wire) => [wire.id, wire])).values()],
    };
  });

function expectNoOverlap(layout: Layout) {
  const byColumn = Map.groupBy(layout.cards.values(), ({ x }) => x);
  for (const places of byColumn.values()) {
    const tops = places.map(({ y }) => y).sort((a, b) => a - b);
    for (const [index, top] of tops.entries()) {
      expect(top).toBeGreaterThanOrEqual(index === 0 ? 48 : tops[index - 1]! + 80);
    }
  }
  const scenarios = byColumn.get(columns.scenarios) ?? [];
  const channels = [...layout.channels.values()].sort((a, b) => a - b);
  for (const [index, y] of channels.entries()) {
    if (index > 0) expect(y - channels[index - 1]!).toBeGreaterThanOrEqual(channelPitch);
    for (const card of scenarios) {
      expect(y < card.y - 8 || y > card.y + cardHeight + 8, `channel ${y} crosses the card at ${card.y}`).toBe(true);
    }
  }
}

describe('layOut', () => {
  test('never overlaps cards, nor leads a connection across one', () => {
    fc.assert(fc.property(landscapes, (input) => expectNoOverlap(layOut(input))));
  });

  test('is the same whatever the order of the input', () => {
    fc.assert(
      fc.property(landscapes, (input) => {
        const reversed: LayoutInput = {
          applications: input.applications.toReversed(),
          scenarios: input.scenarios.toReversed(),
          runtimes: input.runtimes.toReversed(),
          memberships: input.memberships.toReversed(),
          connections: input.connections.toReversed(),
        };
        expect(new Map(layOut(reversed).cards)).toEqual(new Map(layOut(input).cards));
      }),
    );
  });

  test('moves nothing when nothing changed', () => {
    fc.assert(
      fc.property(landscapes, (input) => {
        const first = layOut(input);
        const second = layOut(input, first);
        expect(second.cards).toEqual(first.cards);
        expect(second.channels).toEqual(first.channels);
      }),
    );
  });

  test('keeps every Application and Runtime in its place when members, memberships and connections come and go', () => {
    fc.assert(
      fc.property(landscapes, landscapes, (input, other) => {
        const first = layOut(input);
        const changed: LayoutInput = {
          ...input,
          applications: [...input.applications.slice(1), { id: 'new', name: 'new' }],
          memberships: other.memberships,
          connections: other.connections,
        };
        fc.pre(changed.applications.length + changed.runtimes.length > 4);
        const second = layOut(changed, first);
        expectNoOverlap(second);
        for (const { id } of [...input.applications.slice(1), ...input.runtimes]) {
          expect(second.cards.get(id)).toEqual(first.cards.get(id));
        }
      }),
    );
  });

  test('lays out the seed as in the picture: members beside their scenario', () => {
    const layout = layOut({
      applications: names('a', 3),
      scenarios: names('s', 3),
      runtimes: names('r', 3),
      memberships: ['a0@s0', 'a1@s0', 'a1@s1', 'a2@s1', 'r0@s0', 'r1@s1', 'r2@s2'].map((link) => {
        const [memberID, scenarioID] = link.split('@');
        return { memberID: memberID!, scenarioID: scenarioID! };
      }),
      connections: [],
    });
    const top = (id: string) => layout.cards.get(id)!.y;
    expect([top('a0'), top('a1'), top('a2')]).toEqual([48, 128, 208]);
    expect([top('r0'), top('r1'), top('r2')]).toEqual([48, 128, 208]);
    expect(top('s0')).toBeLessThan(top('s1'));
    expect(top('s1')).toBeLessThan(top('s2'));
  });
});

describe('routeLines', () => {
  test('starts and ends every line on the border of its cards', () => {
    fc.assert(
      fc.property(landscapes, (input) => {
        const layout = layOut(input);
        const { connections } = routeLines(layout, input.connections, []);
        for (const { id, applicationID, runtimeID } of input.connections) {
          const { path, end } = connections.get(id)!;
          const [, x, y] = /^M(\S+) ([\d.]+)/.exec(path)!;
          const application = layout.cards.get(applicationID)!;
          const runtime = layout.cards.get(runtimeID)!;
          expect(Number(x)).toBe(application.x + 220);
          expect(Number(y)).toBeGreaterThanOrEqual(application.y + 28);
          expect(Number(y)).toBeLessThanOrEqual(application.y + cardHeight - 8);
          expect(end.x).toBe(runtime.x);
          expect(end.y).toBeLessThanOrEqual(runtime.y + cardHeight - 8);
        }
      }),
    );
  });

  test('leads a line without a channel of its own round the scenario cards as well', () => {
    fc.assert(
      fc.property(landscapes, (input) => {
        const layout = layOut({ ...input, connections: [] });
        const { connections } = routeLines(layout, input.connections, []);
        const scenarios = [...layout.cards.values()].filter(({ x }) => x === columns.scenarios);
        for (const { middle } of connections.values()) {
          for (const card of scenarios) {
            expect(middle.y < card.y - 8 || middle.y > card.y + cardHeight + 8).toBe(true);
          }
        }
      }),
    );
  });

  test('gives up to three lines a port of their own, 12 px apart and 28 px down', () => {
    for (const count of [1, 2, 3]) {
      const ports = connectionPorts(count);
      expect(Math.min(...ports)).toBeGreaterThanOrEqual(28);
      for (const [index, port] of ports.entries()) {
        if (index > 0) expect(port - ports[index - 1]!).toBeGreaterThanOrEqual(12);
      }
    }
  });
});
