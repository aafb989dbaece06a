import type SQLite from 'better-sqlite3';
import type { Read } from '../db/database.ts';

/** Steps of SQLite's plan that go through a whole table or through all a tenant has in it. */
const whole = /^SCAN (?!CONSTANT|held|\(|\d+-ROW)|\(tenant_id=\?\)/;

/**
 * Statements of SQLite whose cost grows with the tenant, each with the step that makes it so. Tables in `small` may be read
 * whole: a tenant has few rows in them.
 */
export function growing(read: Read, statements: readonly string[], small: readonly string[] = []): string[] {
  // Drizzle's own handle: a `Read` of SQLite is one.
  const { client } = (read as unknown as { session: { client: SQLite.Database } }).session;
  return [...new Set(statements)].flatMap((statement) => {
    const parameters = (statement.match(/\?/g) ?? []).map(() => '');
    const steps = client.prepare(`EXPLAIN QUERY PLAN ${statement}`).all(...parameters) as { detail: string }[];
    const found = steps
      .map(({ detail }) => detail)
      .filter((detail) => whole.test(detail) && !small.some((table) => detail.split(' ')[1] === table));
    return found.map((detail) => `${detail}: ${statement}`);
  });
}
