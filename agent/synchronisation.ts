import type { Logger } from 'pino';
import { applyPlan } from './applying.ts';
import type { Director } from './compass.ts';
import { type Configuration, fetchConfiguration } from './fetching.ts';
import { type Failure, reconcile } from './reconcile.ts';
import { type ResourceOptions, resourcesOf } from './resources.ts';
import type { Target } from './target.ts';

export interface SynchronisationOptions extends ResourceOptions {
  target: Target;
  log: Logger;
  /** Values of the Runtime's labels; what is null is not announced. */
  announced: { runtime_eventServiceUrl: string | null; runtime_consoleUrl: string | null };
}

/** How far a synchronisation came; the connection's states of runtime-agent.md 4. */
export type Synchronised =
  | { step: 'fetch' | 'list'; error: unknown }
  | { step: 'labels'; error: unknown; failures: Failure[] }
  | { step: 'done'; failures: Failure[] };

/** One synchronisation: fetch all, list all, apply, announce what differs. Fails as a value: each step has its state. */
export async function synchronise(director: Director, options: SynchronisationOptions): Promise<Synchronised> {
  const { target, log, announced } = options;
  let configuration: Configuration;
  try {
    configuration = await fetchConfiguration(director);
  } catch (error) {
    return { step: 'fetch', error };
  }
  log.debug(`Applications passed to Sync service: ${configuration.applications.length}`);

  let failures: Failure[];
  try {
    const wanted = configuration.applications.map((application) => resourcesOf(application, options));
    const [present, presentSecrets] = [await target.listApplications(), await target.listApplicationSecrets()];
    failures = await applyPlan(reconcile(wanted, present, presentSecrets), { target, log, presentSecrets });
  } catch (error) {
    return { step: 'list', error };
  }

  try {
    for (const [key, value] of Object.entries(announced)) {
      if (value !== null && configuration.labels[key] !== value) await director.announce(key, value);
    }
  } catch (error) {
    return { step: 'labels', error, failures };
  }
  return { step: 'done', failures };
}
