import SQLite from 'better-sqlite3';

/** Runs `body` and tells how many SQL statements SQLite was given meanwhile; `BEGIN` and `COMMIT` do not count. */
export async function countStatements<T>(body: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const { prepare } = SQLite.prototype;
  const statements: string[] = [];
  SQLite.prototype.prepare = function (this: SQLite.Database, source: string) {
    statements.push(source);
    return prepare.call(this, source);
  } as typeof prepare;
  try {
    return { result: await body(), statements };
  } finally {
    SQLite.prototype.prepare = prepare;
  }
}
