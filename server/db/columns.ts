import { customType } from 'drizzle-orm/sqlite-core';

/**
 * Every column of Compass is text or a 64-bit integer, so that one table definition, typed as SQLite, runs unchanged on
 * SQLite and PostgreSQL. `pg` answers bigint as a string; the mapping here hides it.
 */
const integer = customType<{ data: number; driverData: number | string }>({
  dataType: () => 'integer',
  fromDriver: Number,
});

export const text = customType<{ data: string; driverData: string }>({ dataType: () => 'text' });

/** A count or a version. */
export const whole = integer;

/** A moment as milliseconds since 1970-01-01T00:00:00Z. */
export const moment = integer;

export const flag = customType<{ data: boolean; driverData: number | string }>({
  dataType: () => 'integer',
  fromDriver: (value) => Number(value) === 1,
  toDriver: (value) => (value ? 1 : 0),
});

/** JSON text. Never queried by path: what is searched for has columns of its own. */
export const json = <T>(name: string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    fromDriver: (value) => JSON.parse(value) as T,
    toDriver: (value) => JSON.stringify(value),
  })(name);

/** One of a fixed set of words. */
export const oneOf = <T extends string>(name: string) =>
  customType<{ data: T; driverData: string }>({ dataType: () => 'text' })(name);
