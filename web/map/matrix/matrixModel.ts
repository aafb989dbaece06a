import { common, pairState } from '../../../landscape/facts.ts';
import type { Index } from '../../../landscape/impact.ts';
import type { Change } from '../../../landscape/model.ts';
import { lineId, type MapCard, type MapLine, type MapModel } from '../model.ts';
import type { Overlay } from '../overlay.ts';
import type { MapSearch } from '../useMapSearch.ts';
import type { Family } from '../words.ts';

export interface Matrix {
  rows: readonly MapCard[];
  columns: readonly MapCard[];
}

/** How a box looks; a Family stands for a pair that is allowed, `none` for no member or a forbidden pair. */
export type CellLook = 'manual' | 'rule' | 'itself' | 'none' | 'joins' | 'leaves' | Family;

export interface Cell {
  look: CellLook;
  /** After the names of row and column. */
  words: string;
}

/**
 * Rows and columns worst first. A filter decides which rows there are, and brings the columns it names to the front;
 * columns that match nothing stay, since a membership that is missing is what one looks for here.
 */
export function matrixOf(
  model: MapModel,
  { rows, columns }: Pick<MapSearch, 'rows' | 'columns'>,
  matching: ReadonlySet<string> | null,
): Matrix {
  const kind = columns === 'runtimes' ? 'applications' : rows;
  const wanted = model[kind].filter(({ id }) => matching === null || matching.has(id));
  const heads = model[columns];
  if (matching === null) return { rows: wanted, columns: heads };
  const named = heads.filter(({ id }) => matching.has(id));
  return { rows: wanted, columns: [...named, ...heads.filter(({ id }) => !matching.has(id))] };
}

export const linesById = (model: MapModel): ReadonlyMap<string, MapLine> =>
  new Map(model.lines.map((line) => [line.id, line]));

function membershipCell(index: Index, row: MapCard, column: MapCard, overlay: Overlay | null): Cell {
  const id = `${row.id}@${column.id}`;
  if (overlay?.joins.has(id)) return { look: 'joins', words: 'joins in the draft' };
  if (overlay?.leaves.has(id)) return { look: 'leaves', words: 'leaves in the draft' };
  const held = index.members.get(row.id)?.memberships.get(column.name);
  if (!held) return { look: 'none', words: 'not a member' };
  if (held.manual) return { look: 'manual', words: held.rule ? 'member, by rule too' : 'member' };
  return held.rule
    ? { look: 'rule', words: 'member by rule' }
    : { look: 'itself', words: 'member by itself, no other scenario' };
}

function pairCell(
  index: Index,
  row: MapCard,
  column: MapCard,
  lines: ReadonlyMap<string, MapLine>,
  overlay: Overlay | null,
): Cell {
  const id = lineId(row.id, column.id);
  if (overlay?.breaks.has(id)) return { look: 'leaves', words: 'stops in the draft' };
  const appears = overlay?.appears.find((pair) => lineId(pair.applicationID, pair.runtimeID) === id);
  if (appears)
    return { look: 'joins', words: appears.begins ? 'begins in the draft' : 'becomes possible in the draft' };
  const line = lines.get(id);
  if (line) return { look: line.family, words: line.word };
  switch (pairState(index, row.id, column.id)) {
    case 'BLOCKED':
      return { look: 'failed', words: 'refused, held by another runtime' };
    case 'AVAILABLE':
      return { look: 'idle', words: 'allowed, not connected' };
    case 'CONNECTED':
      return { look: 'unknown', words: 'connected, state unknown' };
    case 'FORBIDDEN':
      return { look: 'none', words: 'forbidden, no common scenario' };
  }
}

/** What stands where a row and a column meet. */
export function cellOf(
  index: Index,
  row: MapCard,
  column: MapCard,
  lines: ReadonlyMap<string, MapLine>,
  overlay: Overlay | null,
): Cell {
  return column.kind === 'SCENARIO'
    ? membershipCell(index, row, column, overlay)
    : pairCell(index, row, column, lines, overlay);
}

export interface Toggle {
  change: Change;
  /** For the notice: `Added orders to campaign`. */
  title: string;
  /** On the button: `Remove from campaign`. */
  label: string;
}

/** The change a press on the cell means; a text if there is none, which says why. */
export function toggleOf(index: Index, row: MapCard, column: MapCard): Toggle | string {
  if (column.kind === 'SCENARIO') {
    const held = index.members.get(row.id)?.memberships.get(column.name);
    const membership = { objectID: row.id, scenario: column.name };
    if (!held) {
      return {
        change: { addToScenario: membership },
        title: `Added ${row.name} to ${column.name}`,
        label: `Add to ${column.name}`,
      };
    }
    if (!held.manual) {
      return held.rule
        ? `A rule puts ${row.name} into ${column.name}. Change the rule or the label it looks at.`
        : `${row.name} leaves ${column.name} by itself with its first other scenario.`;
    }
    return {
      change: { removeFromScenario: membership },
      title: `Removed ${row.name} from ${column.name}`,
      label: `Remove from ${column.name}`,
    };
  }
  const pair = { applicationID: row.id, runtimeID: column.id };
  switch (pairState(index, row.id, column.id)) {
    case 'FORBIDDEN':
      return `${row.name} and ${column.name} share no scenario, so they cannot connect.`;
    case 'CONNECTED':
      return {
        change: { disconnect: pair },
        title: `Disconnected ${row.name} from ${column.name}`,
        label: 'Disconnect',
      };
    case 'BLOCKED':
      return {
        change: { switch: pair },
        title: `Switched ${row.name} to ${column.name}`,
        label: `Switch to ${column.name}`,
      };
    case 'AVAILABLE':
      return {
        change: { connect: pair },
        title: `Connected ${row.name} to ${column.name}`,
        label: `Connect to ${column.name}`,
      };
  }
}

/** Runtimes of the scenario that an Application reaches only through it, or the other way round. */
export function onlyThrough(index: Index, memberID: string, scenario: string): string[] {
  const member = index.members.get(memberID);
  if (!member) return [];
  const others = member.kind === 'APPLICATION' ? index.runtimesIn : index.applicationsIn;
  return (others.get(scenario) ?? []).filter((id) => {
    const shared = common(member.scenarios, index.members.get(id)?.scenarios ?? []);
    return shared.every((name) => name === scenario);
  });
}
