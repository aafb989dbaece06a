import type { Read } from './database.ts';

interface Preparable<Rows> {
  prepare(): { execute(values: Record<string, unknown>): Promise<Rows> };
}

/**
 * A statement that is built once for each handle instead of once for each call, for the few that run with every request.
 * What varies are placeholders (`sql.placeholder`). Inside a transaction it costs what any other statement does.
 */
export function prepared<Values extends Record<string, unknown>, Rows>(
  build: (read: Read) => Preparable<Rows>,
): (read: Read, values: Values) => Promise<Rows> {
  const known = new WeakMap<Read, ReturnType<Preparable<Rows>['prepare']>>();
  return async (read, values) => {
    let statement = known.get(read);
    if (!statement) {
      statement = build(read).prepare();
      known.set(read, statement);
    }
    return statement.execute(values);
  };
}
