import type SQLite from 'better-sqlite3';

/** What Drizzle uses of a statement. */
type Executable = Pick<SQLite.Statement, 'run' | 'all' | 'get' | 'raw'>;

/** Far more than there are texts but for lists of ids, which come in every length. */
const most = 500;

/**
 * Lets a connection prepare each text once instead of at every execution, and keep the ones used last. Rows as arrays are a
 * mode of a statement that stays on, so whoever asks for it gets a statement of its own.
 */
export function keepStatements(connection: SQLite.Database): void {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, Executable>();

  function open(text: string): Executable {
    const plain = prepare(text);
    let raw: SQLite.Statement | undefined;
    return {
      run: (...parameters: unknown[]) => plain.run(...parameters),
      all: (...parameters: unknown[]) => plain.all(...parameters),
      get: (...parameters: unknown[]) => plain.get(...parameters),
      raw: () => {
        raw ??= prepare(text).raw();
        return raw;
      },
    };
  }

  Object.assign(connection, {
    prepare(text: string): Executable {
      const statement = kept.get(text) ?? open(text);
      kept.delete(text);
      kept.set(text, statement);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  });
}
