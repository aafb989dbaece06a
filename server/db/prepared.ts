import { getTableColumns, type Placeholder, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteInsertValue, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { handleOf, type Read, type Tx } from './database.ts';

interface Preparable<Rows> {
  prepare(): { execute(values: Record<string, unknown>): Promise<Rows> };
}

/**
 * A statement that is built once for each connection instead of once for each call, for the few that run with every
 * request or enrolment: building takes longer than executing. What varies are placeholders (`sql.placeholder`). On
 * PostgreSQL a transaction is a connection of its own, and it costs there what any other statement does.
 */
export function prepared<Values extends Record<string, unknown>, Rows, Handle extends Read = Read>(
  build: (handle: Handle) => Preparable<Rows>,
): (handle: Handle, values: Values) => Promise<Rows> {
  const known = new WeakMap<Read, ReturnType<Preparable<Rows>['prepare']>>();
  return async (handle, values) => {
    const connection = handleOf(handle);
    let statement = known.get(connection);
    if (!statement) {
      statement = build(handle).prepare();
      known.set(connection, statement);
    }
    return statement.execute(values);
  };
}

/**
 * For `limit` of a prepared statement: a number in its text instead of a parameter, because SQLite plans a statement anew
 * with each execution if its limit is one.
 */
export const literally = (count: number): Placeholder => sql.raw(String(count)) as unknown as Placeholder;

/**
 * `insert` of one row with every column, built once as above; columns the row leaves out become null, whatever their
 * default. Values are encoded here, because the builder would encode null as a value where a placeholder stands.
 */
export function preparedInsert<Table extends SQLiteTable>(
  table: Table,
): (tx: Tx, row: Table['$inferInsert']) => Promise<void> {
  const columns = Object.entries<SQLiteColumn>(getTableColumns(table));
  const insert = prepared<Record<string, unknown>, unknown, Tx>((tx) => {
    const places = columns.map(([name]) => [name, sql`${sql.placeholder(name)}`]);
    return tx.insert(table).values(Object.fromEntries(places) as SQLiteInsertValue<Table>);
  });
  return async (tx, row) => {
    const given = row as Record<string, unknown>;
    const encode = ([name, column]: [string, SQLiteColumn]) => {
      const value = given[name] ?? null;
      return [name, value === null ? null : column.mapToDriverValue(value)];
    };
    await insert(tx, Object.fromEntries(columns.map(encode)));
  };
}
