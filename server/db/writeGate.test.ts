import { describe, expect, test } from 'vitest';
import type { Durability } from './database.ts';
import { createWriteGate } from './writeGate.ts';

/** A connection that only keeps what it was told, and what is on its disk. */
function createConnection(options: { failing?: 'commit'; endsWith?: string } = {}) {
  const said: string[] = [];
  const durabilities: string[] = [];
  let open: string[] = [];
  let marked = 0;
  const kept: string[] = [];
  return {
    said,
    durabilities,
    kept,
    write: (value: string) => void open.push(value),
    connection: {
      begin(durability: Durability) {
        said.push('begin');
        durabilities.push(durability);
      },
      commit() {
        said.push('commit');
        if (options.failing === 'commit') throw new Error('the disk is full');
        kept.push(...open.splice(0));
      },
      rollback() {
        said.push('rollback');
        open = [];
      },
      mark() {
        marked = open.length;
      },
      keep: () => undefined,
      undo() {
        if (options.endsWith !== undefined && open.includes(options.endsWith)) return false;
        open.length = marked;
        return true;
      },
    },
  };
}

const outcomes = async (writes: Promise<unknown>[]) => (await Promise.allSettled(writes)).map(({ status }) => status);

describe('Writes that come together', () => {
  test('share one commit, in their order, and are answered after it', async () => {
    const { connection, said, kept, write } = createConnection();
    const gate = createWriteGate(connection);
    const answered: string[] = [];
    const names = ['a', 'b', 'c'];
    await Promise.all(
      names.map(async (name) => {
        const body = async () => {
          await Promise.resolve();
          write(name);
          return kept.length;
        };
        expect(await gate.pass(body, () => void answered.push(`${name} of ${kept.length}`))).toBe(0);
      }),
    );
    expect([said, kept]).toEqual([['begin', 'commit'], names]);
    expect(answered).toEqual(['a of 3', 'b of 3', 'c of 3']);
  });

  test('wait for the disk as soon as one of them wants to', async () => {
    const { connection, durabilities } = createConnection();
    const gate = createWriteGate(connection);
    const pass = (...wanted: (Durability | undefined)[]) =>
      Promise.all(
        wanted.map((durability) =>
          gate.pass(
            async () => undefined,
            () => undefined,
            durability,
          ),
        ),
      );
    await pass('MEMORY', 'MEMORY');
    await pass('MEMORY', undefined);
    await pass('MEMORY');
    expect(durabilities).toEqual(['MEMORY', 'DISK', 'MEMORY']);
  });

  test('keep nothing of one that fails, and everything of the others', async () => {
    const { connection, kept, write } = createConnection();
    const gate = createWriteGate(connection);
    const of = (name: string) =>
      gate.pass(
        async () => {
          write(name);
          if (name === 'b') throw new Error('no');
        },
        () => expect(name).not.toBe('b'),
      );
    expect(await outcomes(['a', 'b', 'c'].map(of))).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(kept).toEqual(['a', 'c']);
  });

  test('all fail if what they share cannot be committed, and those that come later do not', async () => {
    const options: { failing?: 'commit' } = { failing: 'commit' };
    const { connection, kept, write, said } = createConnection(options);
    const gate = createWriteGate(connection);
    const of = (name: string) =>
      gate.pass(
        async () => write(name),
        () => undefined,
      );
    expect(await outcomes(['a', 'b'].map(of))).toEqual(['rejected', 'rejected']);
    expect([kept, said]).toEqual([[], ['begin', 'commit', 'rollback']]);
    delete options.failing;
    await of('c');
    expect(kept).toEqual(['c']);
  });

  test('all fail if one of them ends the whole transaction', async () => {
    const { connection, kept, write } = createConnection({ endsWith: 'b' });
    const gate = createWriteGate(connection);
    const of = (name: string) =>
      gate.pass(
        async () => {
          write(name);
          if (name === 'b') throw new Error('the disk is full');
        },
        () => undefined,
      );
    expect(await outcomes(['a', 'b', 'c'].map(of))).toEqual(['rejected', 'rejected', 'rejected']);
    expect(kept).toEqual([]);
  });

  test('wait for those before them: idle means that all are done', async () => {
    const { connection, kept, write, said } = createConnection();
    const gate = createWriteGate(connection);
    const writes = Array.from({ length: 40 }, (_, index) =>
      gate.pass(
        async () => write(String(index)),
        () => undefined,
      ),
    );
    await gate.idle();
    expect(kept).toEqual(Array.from({ length: 40 }, (_, index) => String(index)));
    expect(said).toEqual(['begin', 'commit', 'begin', 'commit']);
    await Promise.all(writes);
  });
});
