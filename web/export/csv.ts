/** A spreadsheet would run what begins like a formula; an apostrophe makes it text (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/;

function cell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = typeof value === 'string' && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export type CsvRow = readonly (string | number | null | undefined)[];

export const csvLine = (row: CsvRow): string => `${row.map(cell).join(',')}\r\n`;

/** RFC 4180, with a head. */
export const toCsv = (head: readonly string[], rows: readonly CsvRow[]): string =>
  [head, ...rows].map(csvLine).join('');
