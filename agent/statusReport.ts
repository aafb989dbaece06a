import type { Logger } from 'pino';
import { CallError, safeLine } from './callError.ts';
import type { Director } from './compass.ts';
import { moment } from './connection.ts';
import { reasonOf } from './pairing.ts';
import type { Synchronised } from './synchronisation.ts';
import type { ClusterHealth, Target } from './target.ts';

interface StatusOptions {
  target: Target;
  clock: () => number;
  log: Logger;
  version: string;
}

/** Tells Compass how the Runtime is. Nothing that goes wrong here is a failure of the cycle. */
export interface StatusReport {
  report(director: Director, done: Synchronised): Promise<void>;
}

const most = { failures: 500, components: 100, versions: 20, text: 500 };

export function createStatusReport({ target, clock, log, version }: StatusOptions): StatusReport {
  let appliedInFullAt: number | null = null;
  /** A Compass without the operation is not asked again by this process. */
  let isKnown = true;

  return {
    async report(director, done) {
      const failures = 'failures' in done ? done.failures : [];
      if (done.step === 'done' && failures.length === 0) appliedInFullAt = clock();
      // The next call would go the way of the last.
      if (done.step === 'fetch' && done.error instanceof CallError && done.error.problem !== 'answered') return;
      if (!isKnown) return;
      try {
        const health = await healthOf();
        await director.report({
          state: done.step === 'done' ? 'SYNCHRONIZED' : 'FAILED',
          message: done.step === 'done' ? null : safeLine(reasonOf(done.error), []),
          lastSuccessfulApplication: appliedInFullAt === null ? null : moment(appliedInFullAt),
          agentTime: moment(clock()),
          versions: [{ name: 'agent', version }, ...health.versions].slice(0, most.versions),
          components: health.components.slice(0, most.components),
          failures: oncePerApplication(failures),
        });
      } catch (error) {
        if (error instanceof CallError && error.problem === 'answered' && /Cannot query field/.test(error.message)) {
          isKnown = false;
          log.info('This Compass takes no status reports');
        } else log.debug(`The status was not reported: ${safeLine(reasonOf(error), [])}`);
      }
    },
  };

  async function healthOf(): Promise<ClusterHealth> {
    const health = await target.health();
    return health ?? { versions: [], components: [] };
  }
}

/** Compass takes one failure of each Application. */
function oncePerApplication(failures: readonly { id: string; operation: string; message: string }[]) {
  const byId = new Map<string, { applicationID: string; message: string }>();
  for (const { id, operation, message } of failures) {
    if (id === '' || byId.has(id)) continue;
    byId.set(id, { applicationID: id, message: `Failed to ${operation}: ${message}`.slice(0, most.text) });
  }
  return [...byId.values()].slice(0, most.failures);
}
