import { type CleanedWhere, createAdapterFactory } from 'better-auth/adapters';
import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
} from 'drizzle-orm';
import { count } from 'drizzle-orm/sql';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database } from '../db/database.ts';
import { accounts, sessions, users, verifications } from '../db/tables/access.tables.ts';

const tables: Readonly<Record<string, SQLiteTable>> = { users, sessions, accounts, verifications };

type Row = Record<string, unknown>;
type Value = CleanedWhere['value'];

function tableOf(model: string): SQLiteTable {
  const table = tables[model];
  if (!table) throw new Error(`better-auth asks for ${model}, which is not among its tables`);
  return table;
}

function columnOf(table: SQLiteTable, field: string): SQLiteColumn {
  const column = (table as unknown as Record<string, SQLiteColumn | undefined>)[field];
  if (!column) throw new Error(`better-auth asks for the unknown column ${field}`);
  return column;
}

/** better-auth speaks `Date`, our columns are milliseconds. */
const toColumn = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);
const toRow = (data: Row): Row =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, toColumn(value)]));

/** Every moment of these tables is named `...At`. */
const fromRow = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      key.endsWith('At') && typeof value === 'number' ? new Date(value) : value,
    ]),
  );

const comparisons: Readonly<Record<string, (column: SQLiteColumn, value: never) => SQL>> = {
  eq: (column, value: Value) => (value === null ? isNull(column) : eq(column, value)),
  ne: (column, value: Value) => (value === null ? isNotNull(column) : ne(column, value)),
  lt: (column, value: Value) => lt(column, value),
  lte: (column, value: Value) => lte(column, value),
  gt: (column, value: Value) => gt(column, value),
  gte: (column, value: Value) => gte(column, value),
  in: (column, value: string[]) => inArray(column, value),
  not_in: (column, value: string[]) => notInArray(column, value),
};

function condition(table: SQLiteTable, where: readonly CleanedWhere[] | undefined): SQL | undefined {
  const terms = (where ?? []).map(({ field, operator, value, connector, mode }) => {
    const compare = comparisons[operator];
    if (!compare || mode === 'insensitive') throw new Error(`better-auth compares ${field} by ${operator}, ${mode}`);
    return { term: compare(columnOf(table, field), toColumn(value) as never), connector };
  });
  const all = terms.filter(({ connector }) => connector === 'AND').map(({ term }) => term);
  const any = terms.filter(({ connector }) => connector === 'OR').map(({ term }) => term);
  return and(...all, any.length > 0 ? or(...any) : undefined);
}

/**
 * The database as better-auth sees it. Every write is a transaction of its own through the write gate, because a bare
 * statement on the shared writer would land in whatever transaction is open there (decision 0004).
 */
export function createAuthAdapter({ read, write }: Database) {
  return createAdapterFactory({
    config: {
      adapterId: 'compass',
      usePlural: true,
      supportsJSON: false,
      supportsNumericIds: false,
      transaction: false,
    },
    adapter: () => {
      const find = async (
        model: string,
        where: readonly CleanedWhere[] | undefined,
        limit: number,
        offset = 0,
        sortBy?: { field: string; direction: 'asc' | 'desc' },
      ) => {
        const table = tableOf(model);
        const order = sortBy && (sortBy.direction === 'asc' ? asc : desc)(columnOf(table, sortBy.field));
        const query = read.select().from(table).where(condition(table, where)).limit(limit).offset(offset);
        const rows = await (order ? query.orderBy(order) : query);
        return rows.map(fromRow);
      };
      const remove = (model: string, where: readonly CleanedWhere[]) =>
        write(async (tx) => {
          const table = tableOf(model);
          const rows = await tx.delete(table).where(condition(table, where)).returning();
          return rows.map(fromRow);
        });
      const change = (model: string, where: readonly CleanedWhere[], update: Row) =>
        write(async (tx) => {
          const table = tableOf(model);
          const rows = await tx.update(table).set(toRow(update)).where(condition(table, where)).returning();
          return rows.map(fromRow);
        });
      return {
        create: ({ model, data }) =>
          write(async (tx) => {
            const [row] = await tx.insert(tableOf(model)).values(toRow(data)).returning();
            return fromRow(row as Row) as never;
          }),
        findOne: async ({ model, where }) => ((await find(model, where, 1))[0] ?? null) as never,
        findMany: async ({ model, where, limit, offset, sortBy }) =>
          (await find(model, where, limit, offset, sortBy)) as never,
        count: async ({ model, where }) => {
          const table = tableOf(model);
          const [row] = await read.select({ total: count() }).from(table).where(condition(table, where));
          return Number(row?.total ?? 0);
        },
        update: async ({ model, where, update }) => ((await change(model, where, update as Row))[0] ?? null) as never,
        updateMany: async ({ model, where, update }) => (await change(model, where, update)).length,
        delete: async ({ model, where }) => void (await remove(model, where)),
        deleteMany: async ({ model, where }) => (await remove(model, where)).length,
      };
    },
  });
}
