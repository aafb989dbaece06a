import { describe, expect, test, vi } from 'vitest';
import type { Durability } from './database.ts';
import { createWriteGate } from './writeGate.ts';

interface Options {
  failing?: 'commit' | 'flush';
  endsWith?: string;
  /** Until then the disk is busy. */
  disk?: Promise<void>;
}

/** A connection that only keeps what it was told, what it committed and how much of that is on its disk. */
function createConnection(options: Options = {}) {
  const said: string[] = [];
  const onDisk: number[] = [];
  let open: string[] = [];
  let marked = 0;
  const kept: string[] = [];
  return {
    said,
    onDisk,
    kept,
    write: (value: string) => void open.push(value),
    connection: {
      begin: () => void said.push('begin'),
      commit() {
        said.push('commit');
        if (options.failing === 'commit') throw new Error('the disk is full');
        kept.push(...open.splice(0));
      },
      async flush() {
        const count = kept.length;
        await options.disk;
        if (options.failing === 'flush') throw new Error('the disk is gone');
        onDisk.push(count);
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
    const { connection, kept, onDisk, write } = createConnection();
    const gate = createWriteGate(connection);
    const pass = (...wanted: (Durability | undefined)[]) =>
      Promise.all(
        wanted.map((durability) =>
          gate.pass(
            async () => write(durability ?? 'unsaid'),
            () => undefined,
            durability,
          ),
        ),
      );
    await pass('MEMORY', 'MEMORY');
    expect([kept.length, onDisk]).toEqual([2, []]);
    await pass('MEMORY', undefined);
    expect([kept.length, onDisk]).toEqual([4, [4]]);
    await pass('MEMORY');
    expect([kept.length, onDisk]).toEqual([5, [4]]);
  });

  test('while the disk is busy are committed and wait for it together, and are answered in their order', async () => {
    const { promise: disk, resolve: free } = Promise.withResolvers<void>();
    const { connection, kept, onDisk, write } = createConnection({ disk });
    const gate = createWriteGate(connection);
    const answered: string[] = [];
    const of = (name: string, durability?: Durability) =>
      gate.pass(
        async () => write(name),
        () => void answered.push(name),
        durability,
      );
    const first = of('a');
    await vi.waitFor(() => expect(kept).toEqual(['a']));
    const later = [of('b')];
    await vi.waitFor(() => expect(kept).toEqual(['a', 'b']));
    later.push(of('c', 'MEMORY'));
    await vi.waitFor(() => expect(kept).toEqual(['a', 'b', 'c']));
    expect(answered).toEqual([]);
    free();
    await Promise.all([first, ...later]);
    expect([answered, onDisk]).toEqual([
      ['a', 'b', 'c'],
      [1, 3],
    ]);
  });

  test('fail where the disk does, and those that come later do not', async () => {
    const options: Options = { failing: 'flush' };
    const { connection, write } = createConnection(options);
    const gate = createWriteGate(connection);
    const of = (name: string) =>
      gate.pass(
        async () => write(name),
        () => expect(name).toBe('c'),
      );
    expect(await outcomes(['a', 'b'].map(of))).toEqual(['rejected', 'rejected']);
    delete options.failing;
    await of('c');
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
    const options: Options = { failing: 'commit' };
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
