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

function hasCode(error: unknown, code: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ((cause as Error & { code?: string }).code === code) return true;
  }
  return false;
}

/** Whether PostgreSQL refused text because it contains NUL, which SQLite would store. */
export const isUnstorableText = (error: unknown): boolean => hasCode(error, '22021');

/** Whether PostgreSQL ended the transaction because another one waited for it, and it for that one. */
export const isDeadlock = (error: unknown): boolean => hasCode(error, '40P01');
