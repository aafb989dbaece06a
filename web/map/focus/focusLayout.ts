import { connectionPorts } from '../geometry.ts';
import { type Layout, layOut, type Place } from '../layout.ts';
import { cardHeight, columns, firstRow, rowPitch } from '../measures.ts';
import type { Ego, EgoGroup } from './ego.ts';

export const groupHead = 40;
export const groupRow = 28;
const groupFoot = 36;
const gap = 40;
/** Rows before a group has to be opened, and after. */
const closedRows = 6;
const openRows = 16;

export function rowsShown(group: EgoGroup, isOpen: boolean): number {
  return Math.min(group.rows.length, isOpen ? openRows : closedRows);
}

export function groupHeight(group: EgoGroup, isOpen: boolean): number {
  const foot = group.rows.length > closedRows ? groupFoot : 8;
  return groupHead + rowsShown(group, isOpen) * groupRow + foot;
}

export const outsideId = 'group:outside';
const columnOf = { APPLICATION: 'applications', SCENARIO: 'scenarios', RUNTIME: 'runtimes' } as const;

/** Between the subject's line and what stands below it in the middle. */
const clearance = cardHeight / 2 + 20;

/** The subject comes first and its line to the first of the others runs straight, above everything between the two. */
function cardsOf({ subject, applications, scenarios, runtimes, memberships, lines }: Ego): Layout {
  const shown = new Set([...applications, ...runtimes].map(({ id }) => id));
  const connections = lines.filter((line) => shown.has(line.applicationID) && shown.has(line.runtimeID));
  if (subject.kind === 'SCENARIO') return layOut({ applications, scenarios, runtimes, memberships, connections });
  const rows = [applications, runtimes].flatMap((column, at) =>
    column.map(({ id }, row): [string, Place] => [
      id,
      { x: at === 0 ? columns.applications : columns.runtimes, y: firstRow + row * rowPitch },
    ]),
  );
  const [first] = subject.kind === 'APPLICATION' ? runtimes : applications;
  const straight = connections.find(({ applicationID, runtimeID }) =>
    [applicationID, runtimeID].includes(first?.id ?? ''),
  );
  const others = connections.filter((line) => line !== straight);
  const previous: Layout = { cards: new Map(rows), channels: new Map(), height: 0 };
  const base = layOut({ applications, scenarios, runtimes, memberships, connections: others }, previous);
  if (!straight) return base;
  const [at = 0] = connectionPorts(1);
  const channel = firstRow + at;
  const middles = [
    ...scenarios.flatMap(({ id }) => base.cards.get(id)?.y ?? []).map((y) => y + cardHeight / 2),
    ...base.channels.values(),
  ];
  const down = Math.max(0, channel + clearance - Math.min(...middles, Number.POSITIVE_INFINITY));
  const isBetween = new Set(scenarios.map(({ id }) => id));
  return {
    cards: new Map([...base.cards].map(([id, { x, y }]) => [id, { x, y: isBetween.has(id) ? y + down : y }])),
    channels: new Map([...[...base.channels].map(([id, y]) => [id, y + down] as const), [straight.id, channel]]),
    height: base.height + down,
  };
}

/** Cards as on the map, below them the groups of the same column. */
export function focusLayout(ego: Ego, open: ReadonlySet<string>): Layout {
  const base = cardsOf(ego);
  const cards = new Map(base.cards);
  const bottoms = { applications: firstRow, scenarios: firstRow, runtimes: firstRow };
  for (const column of ['applications', 'scenarios', 'runtimes'] as const) {
    for (const { id } of ego[column]) {
      const place = base.cards.get(id);
      if (place) bottoms[column] = Math.max(bottoms[column], place.y + cardHeight);
    }
  }
  const put = (id: string, column: keyof typeof bottoms, height: number) => {
    const y = bottoms[column] === firstRow ? firstRow : bottoms[column] + gap;
    cards.set(id, { x: columns[column], y });
    bottoms[column] = y + height;
  };
  for (const group of ego.groups) put(group.id, columnOf[group.kind], groupHeight(group, open.has(group.id)));
  if (ego.outside) put(outsideId, columnOf[ego.outside.kind], groupHead + 92);
  const height = Math.max(base.height, ...Object.values(bottoms).map((bottom) => bottom + 16));
  return { cards, channels: base.channels, height };
}
