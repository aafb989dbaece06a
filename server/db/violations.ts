/**
 * Whether a driver's error says that a unique index was violated, on SQLite and PostgreSQL alike.
 * @param index narrows to one index; SQLite names the columns instead, as `table.column, table.column`.
 */
export function isUniqueViolation(error: unknown, index?: { name: string; columns: string }): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, constraint } = cause as Error & { code?: string; constraint?: string };
    if (code === '23505') return !index || constraint === index.name;
    if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
      return !index || cause.message.endsWith(index.columns);
    }
  }
  return false;
}

/** Whether PostgreSQL refused text because it contains NUL, which SQLite would store. */
export function isUnstorableText(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ((cause as Error & { code?: string }).code === '22021') return true;
  }
  return false;
}
