import { toCsv } from '../export/csv.ts';

/** A column of an export: its head and what stands in it. */
export interface ExportColumn<Row> {
  head: string;
  value: (row: Row) => unknown;
}

export type ExportFormat = 'CSV' | 'YAML' | 'JSON';

const cell = (value: unknown): string | number | null => {
  if (value === null || value === undefined || typeof value === 'number') return value ?? null;
  if (Array.isArray(value)) return value.map(cell).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const asObjects = <Row>(rows: readonly Row[], columns: readonly ExportColumn<Row>[]) =>
  rows.map((row) => Object.fromEntries(columns.map(({ head, value }) => [head, value(row)])));

/** The rows as the text of a file. */
export async function exported<Row>(
  format: ExportFormat,
  rows: readonly Row[],
  columns: readonly ExportColumn<Row>[],
): Promise<string> {
  if (format === 'CSV') {
    return toCsv(
      columns.map(({ head }) => head),
      rows.map((row) => columns.map(({ value }) => cell(value(row)))),
    );
  }
  if (format === 'JSON') return `${JSON.stringify(asObjects(rows, columns), null, 2)}\n`;
  const { stringify } = await import('yaml');
  return stringify(asObjects(rows, columns));
}
