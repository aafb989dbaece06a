import { Worker } from 'node:worker_threads';
import { second } from '../shared/clock.ts';
import type { Claim } from './judge.ts';
import { SpecProblem } from './specProblem.ts';

export type Task =
  | { kind: 'judge'; claim: Claim }
  | { kind: 'archive'; bytes: Uint8Array; filter: string | null; mostBytes: number }
  | { kind: 'index'; bytes: Uint8Array; filter: string | null }
  | { kind: 'yaml'; text: string };

/** `problem` is for whoever gave the document, `failure` for us. */
export type Answer = { value: string | null } | { problem: string } | { failure: string };

/** Reads documents that others have written, in a thread that can be ended. */
export interface Specs {
  /** What is wrong with each document, with the place of it; null if it is what it claims to be. */
  judge(claims: readonly Claim[]): Promise<(string | null)[]>;
  /** The text of the one file of a ZIP or TAR archive that the filter chooses. @throws SpecProblem */
  fileOfArchive(bytes: Uint8Array, filter: string | null, mostBytes: number): Promise<string>;
  /** The name of the one file of an index that the filter chooses. @throws SpecProblem */
  fileOfIndex(bytes: Uint8Array, filter: string | null): Promise<string>;
  /** A YAML text as JSON. @throws SpecProblem */
  jsonOf(yaml: string): Promise<string>;
  close(): Promise<void>;
}

interface Waiting {
  task: Task;
  resolve: (value: string | null) => void;
  reject: (error: Error) => void;
}

/** A document of 1 MiB takes about a second, several on a machine under load; only hostile ones take longer. */
const defaultBudgetMs = 10 * second;
const mostWaiting = 20_000;
const memory = { maxOldGenerationSizeMb: 384, stackSizeMb: 4 };
const file = new URL('./worker.ts', import.meta.url);

/** The thread starts with the first document, because the schemas are large and most starts do not need them at once. */
export function createSpecs({ budgetMs = defaultBudgetMs }: { budgetMs?: number } = {}): Specs {
  const queue: Waiting[] = [];
  let worker: Worker | null = null;
  let current: Waiting | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function settle(end: (waiting: Waiting) => void): void {
    clearTimeout(timer);
    const done = current;
    current = null;
    if (done) end(done);
    next();
  }

  function discard(problem: string): void {
    const gone = worker;
    worker = null;
    gone?.removeAllListeners();
    // What the thread throws while it is being ended concerns nobody any more.
    gone?.on('error', () => undefined);
    void gone?.terminate();
    settle(({ reject }) => reject(new SpecProblem(problem)));
  }

  function start(): Worker {
    const made = new Worker(file, { resourceLimits: memory });
    made.unref();
    made.on('message', (answer: Answer) =>
      settle(({ resolve, reject }) => {
        if ('value' in answer) resolve(answer.value);
        else if ('problem' in answer) reject(new SpecProblem(answer.problem));
        else reject(new Error(`a document could not be read: ${answer.failure}`));
      }),
    );
    made.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return discard('takes too much memory to read');
      worker = null;
      settle(({ reject }) => reject(error));
    });
    return made;
  }

  function next(): void {
    if (current || closed) return;
    const following = queue.shift();
    if (!following) return;
    current = following;
    worker ??= start();
    timer = setTimeout(() => discard('takes too long to read'), budgetMs);
    worker.postMessage(following.task);
  }

  const ask = (task: Task) =>
    new Promise<string | null>((resolve, reject) => {
      if (closed) reject(new Error('Compass is stopping'));
      else if (queue.length >= mostWaiting) reject(new SpecProblem('has to wait for too many others: try again later'));
      else {
        queue.push({ task, resolve, reject });
        next();
      }
    });

  const textFrom = async (task: Task) => {
    const text = await ask(task);
    if (text === null) throw new Error('a document was read without a result');
    return text;
  };

  return {
    judge: (claims) =>
      Promise.all(
        claims.map((claim) =>
          ask({ kind: 'judge', claim }).catch((error: unknown) => {
            if (error instanceof SpecProblem) return error.message;
            throw error;
          }),
        ),
      ),
    fileOfArchive: (bytes, filter, mostBytes) => textFrom({ kind: 'archive', bytes, filter, mostBytes }),
    fileOfIndex: (bytes, filter) => textFrom({ kind: 'index', bytes, filter }),
    jsonOf: (text) => textFrom({ kind: 'yaml', text }),
    async close() {
      closed = true;
      clearTimeout(timer);
      const left = [...(current ? [current] : []), ...queue.splice(0)];
      current = null;
      for (const { reject } of left) reject(new Error('Compass is stopping'));
      await worker?.terminate();
    },
  };
}
