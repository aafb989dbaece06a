import SQLite from 'better-sqlite3';

const memory = new SQLite(':memory:');
const statementPrototype = Object.getPrototypeOf(memory.prepare('SELECT 1')) as SQLite.Statement;
memory.close();

/** Runs `body` and tells which SQL statements SQLite executed meanwhile, prepared ones included; `BEGIN` and `COMMIT` do not count. */
export async function countStatements<T>(body: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = [];
  const { all, get, run } = statementPrototype;
  for (const [name, execute] of Object.entries({ all, get, run })) {
    Object.assign(statementPrototype, {
      [name](this: SQLite.Statement, ...parameters: unknown[]) {
        statements.push(this.source);
        return execute.apply(this, parameters);
      },
    });
  }
  try {
    return { result: await body(), statements };
  } finally {
    Object.assign(statementPrototype, { all, get, run });
  }
}
