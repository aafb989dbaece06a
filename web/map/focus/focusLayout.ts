import { type Layout, layOut } from '../layout.ts';
import { cardHeight, columns, firstRow } from '../measures.ts';
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

/** Cards as on the map, below them the groups of the same column. */
export function focusLayout(ego: Ego, open: ReadonlySet<string>): Layout {
  const { applications, scenarios, runtimes, memberships } = ego;
  const shown = new Set([...applications, ...runtimes].map(({ id }) => id));
  const connections = ego.lines.filter((line) => shown.has(line.applicationID) && shown.has(line.runtimeID));
  const base = layOut({ applications, scenarios, runtimes, memberships, connections });
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
