import type { Index } from '../../landscape/impact.ts';
import { cellOf, type Matrix } from '../map/matrix/matrixModel.ts';
import type { MapCard, MapLine } from '../map/model.ts';
import { toCsv } from './csv.ts';

/** Ids of columns in which a row may have more than a dot: all others need not be looked at, and there are millions. */
function worthALook(index: Index, row: MapCard, lines: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const names = index.members.get(row.id)?.scenarios ?? [];
  const reachable = names.flatMap((name) => index.runtimesIn.get(name) ?? []);
  return new Set([...names, ...reachable, ...(lines.get(row.id) ?? [])]);
}

/** Rows by columns as they are shown, in the words of the cells; what is a dot there is empty here. */
export function matrixCsv({ rows, columns }: Matrix, index: Index, lines: ReadonlyMap<string, MapLine>): string {
  const heldBy = new Map<string, string[]>();
  for (const { applicationID, runtimeID } of lines.values()) {
    heldBy.set(applicationID, [...(heldBy.get(applicationID) ?? []), runtimeID]);
  }
  return toCsv(
    ['name', 'id', 'state', ...columns.map(({ name }) => name)],
    rows.map((row) => {
      const present = worthALook(index, row, heldBy);
      const cells = columns.map((column) => {
        if (!present.has(column.kind === 'SCENARIO' ? column.name : column.id)) return null;
        const { look, words } = cellOf(index, row, column, lines, null);
        return look === 'none' ? null : words;
      });
      return [row.name, row.id, row.word, ...cells];
    }),
  );
}
