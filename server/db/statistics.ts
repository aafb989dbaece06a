import type SQLite from 'better-sqlite3';

const rowsOfTable = 1_000_000;
const tenants = 10;
const ofObject = 10;

/** Columns that leave few rows; any other one, like a kind or a key, leaves half of them. */
const selective = /(^|_)(id|name|hash|sha256|serial|slot|sequence|email|token|identifier)$/;

function estimate(columns: readonly string[], unique: boolean): number[] {
  let rows = rowsOfTable;
  return columns.map((column, index) => {
    if (unique && index === columns.length - 1) return 1;
    if (column === 'tenant_id') rows = Math.ceil(rows / tenants);
    else rows = selective.test(column) ? Math.min(rows, ofObject) : Math.ceil(rows / 2);
    return rows;
  });
}

/**
 * Tells SQLite's planner what a full database looks like, in place of what it would find out with ANALYZE: that a tenant has
 * many rows and an object few. Without it, it goes through all rows of the tenant where an index leads to the object. Plans are
 * the same on every installation and from the first day.
 */
export function writeStatistics(connection: SQLite.Database): void {
  const indexes = connection
    .prepare(
      `SELECT t.name AS "table", i.name AS "index", i."unique" AS "unique", group_concat(c.name ORDER BY c.seqno) AS columns
       FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name, i.name`,
    )
    .all() as { table: string; index: string; unique: number; columns: string }[];
  const wanted = indexes.map(({ table, index, unique, columns }) => {
    const rows = [rowsOfTable, ...estimate(columns.split(','), unique === 1)].join(' ');
    return [table, index, rows] as const;
  });
  // Makes the table if there is none, and nothing else.
  connection.exec('ANALYZE sqlite_schema');
  const present = connection.prepare('SELECT tbl, idx, stat FROM sqlite_stat1').raw().all();
  const text = (rows: readonly unknown[]) => JSON.stringify(rows.map((row) => JSON.stringify(row)).sort());
  if (text(present) === text(wanted)) return;
  connection.transaction(() => {
    connection.exec('DELETE FROM sqlite_stat1');
    const insert = connection.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
    for (const row of wanted) insert.run(...row);
  })();
  // The connection reads it anew.
  connection.exec('ANALYZE sqlite_schema');
}
