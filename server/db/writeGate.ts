import type { Durability } from './database.ts';

/** The connection all writes share. */
interface Connection {
  begin(): void;
  /** Readers see what was written from here on; it outlives the end of the process, but not yet a power failure. */
  commit(): void;
  /** Resolves once all that was committed before the call is on the disk. */
  flush(): Promise<void>;
  /** Harmless where no transaction is open. */
  rollback(): void;
  /** Marks the place that `undo` goes back to. */
  mark(): void;
  keep(): void;
  /** False if the whole transaction is gone. */
  undo(): boolean;
}

/** What waits for its turn. */
interface Turn {
  durability: Durability;
  /** Resolves to what is to be done once committed. */
  run(): Promise<() => void>;
  fail(error: unknown): void;
}

/** A commit whose bodies wait for their answers. */
interface Committed {
  durability: Durability;
  announce(): void;
  fail(error: unknown): void;
}

export interface WriteGate {
  /**
   * Resolves when what `body` did is committed and as durable as asked, after `committed`; rejects, with nothing of it kept,
   * if `body` does or if it cannot be committed. If the disk fails after the commit it rejects as well: then it may be kept.
   */
  pass<T>(body: () => Promise<T>, committed: () => void, durability?: Durability): Promise<T>;
  /** Waits for all that have come so far. */
  idle(): Promise<void>;
}

/** So that the first of a group does not wait long for its answer. */
const mostInGroup = 32;

const ioHandled = () => new Promise<void>((resolve) => void setImmediate(resolve));

/**
 * Lets bodies write one after the other. Those that come with one turn of the event loop share one commit, and commits that
 * come while the disk is busy share the next wait for it: it is most of what a small write costs, and nothing else waits
 * meanwhile (decision 0004).
 */
export function createWriteGate(connection: Connection): WriteGate {
  let waiting: Turn[] = [];
  let working: Promise<void> | null = null;
  let committed: Committed[] = [];
  let isFlushing = false;
  let flushed = Promise.resolve();

  /** Answers in the order of the commits, also those that need not wait for the disk themselves. */
  async function flush(): Promise<void> {
    isFlushing = true;
    while (committed.length > 0) {
      const batch = committed;
      committed = [];
      try {
        if (batch.some(({ durability }) => durability === 'DISK')) await connection.flush();
      } catch (error) {
        for (const { fail } of batch) fail(error);
        continue;
      }
      for (const { announce } of batch) announce();
    }
    isFlushing = false;
  }

  async function attempt(turn: Turn): Promise<(() => void) | null> {
    connection.mark();
    try {
      const announce = await turn.run();
      connection.keep();
      return announce;
    } catch (error) {
      if (!connection.undo()) throw error;
      turn.fail(error);
      return null;
    }
  }

  async function writeGroup(group: readonly Turn[]): Promise<void> {
    const announcements: (() => void)[] = [];
    try {
      connection.begin();
      for (const turn of group) {
        const announce = await attempt(turn);
        if (announce) announcements.push(announce);
      }
      // What a body left and took back would be written once more.
      if (announcements.length === 0) return connection.rollback();
      connection.commit();
    } catch (error) {
      connection.rollback();
      for (const turn of group) turn.fail(error);
      return;
    }
    committed.push({
      durability: group.some(({ durability }) => durability === 'DISK') ? 'DISK' : 'MEMORY',
      announce: () => {
        for (const announce of announcements) announce();
      },
      fail: (error) => {
        for (const turn of group) turn.fail(error);
      },
    });
    if (!isFlushing) flushed = flush();
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      await ioHandled();
      const group = waiting.slice(0, mostInGroup);
      waiting = waiting.slice(mostInGroup);
      await writeGroup(group);
    }
    working = null;
  }

  return {
    pass: (body, committed, durability = 'DISK') =>
      new Promise((resolve, reject) => {
        waiting.push({
          durability,
          async run() {
            const result = await body();
            return () => {
              committed();
              resolve(result);
            };
          },
          fail: reject,
        });
        working ??= work();
      }),
    idle: async () => {
      await working;
      await flushed;
    },
  };
}
