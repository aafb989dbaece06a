import type { Logger } from 'pino';
import { minute } from '../shared/clock.ts';

export interface Upkeep {
  /** Does everything now; resolves when it is done. */
  run(): Promise<void>;
  /** Begins nothing new and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Does what time asks for, at once and every minute, one task after another. A task that fails is logged by its name and
 * tried again the next time; the others are done all the same.
 */
export function startUpkeep(options: {
  log: Logger;
  tasks: Readonly<Record<string, () => Promise<void>>>;
  everyMs?: number;
}): Upkeep {
  const { log, tasks, everyMs = minute } = options;
  let stopping = false;
  let running = Promise.resolve();
  async function all(): Promise<void> {
    for (const [name, task] of Object.entries(tasks)) {
      if (stopping) return;
      await task().catch((error) => log.error({ err: error, task: name }, 'An upkeep task failed'));
    }
  }
  const run = () => {
    running = running.then(all);
    return running;
  };
  void run();
  const timer = setInterval(() => void run(), everyMs).unref();
  return {
    run,
    async stop() {
      stopping = true;
      clearInterval(timer);
      await running;
    },
  };
}
