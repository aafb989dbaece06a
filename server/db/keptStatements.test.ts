import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepStatements } from './keptStatements.ts';

describe('A connection that keeps its statements', () => {
  let connection: SQLite.Database;
  beforeEach(() => {
    connection = new SQLite(':memory:');
    connection.exec("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO t (name) VALUES ('a'), ('b')");
    keepStatements(connection);
  });
  afterEach(() => void connection.close());

  const text = 'SELECT id, name FROM t WHERE id = ?';

  test('prepares a text once, whatever its parameters', () => {
    const first = connection.prepare(text);
    expect(connection.prepare(text)).toBe(first);
    expect([first.get(1), connection.prepare(text).get(2), connection.prepare(text).get(3)]).toEqual([
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
      undefined,
    ]);
  });

  test('answers rows as objects after they were asked for as arrays', () => {
    expect(connection.prepare(text).raw().all(1)).toEqual([[1, 'a']]);
    expect(connection.prepare(text).all(1)).toEqual([{ id: 1, name: 'a' }]);
    expect(connection.prepare(text).raw().get(2)).toEqual([2, 'b']);
  });

  test('writes, and sees tables that were changed meanwhile', () => {
    const insert = 'INSERT INTO t (name) VALUES (?) RETURNING id';
    expect(connection.prepare(insert).raw().all('c')).toEqual([[3]]);
    expect(connection.prepare('UPDATE t SET name = ?').run('x').changes).toBe(3);
    connection.exec('ALTER TABLE t ADD COLUMN more TEXT');
    expect(connection.prepare(insert).raw().all('d')).toEqual([[4]]);
    expect(connection.prepare(text).get(4)).toEqual({ id: 4, name: 'd' });
  });

  test('lets go of the text that was not used for longest', () => {
    const first = connection.prepare(text);
    const second = connection.prepare('SELECT 1');
    for (let index = 0; index < 498; index += 1) connection.prepare(`SELECT ${index} AS n`);
    expect(connection.prepare(text)).toBe(first);
    connection.prepare('SELECT 2 AS last');
    expect(connection.prepare(text)).toBe(first);
    expect(connection.prepare('SELECT 1')).not.toBe(second);
  });
});
