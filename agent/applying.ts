import type { Logger } from 'pino';
import type { ApplicationSecret, PresentApplication } from './application.ts';
import { safeLine } from './callError.ts';
import { applicationIdOf, differs, type Failure, type Plan } from './reconcile.ts';
import type { Wanted } from './resources.ts';
import type { Target } from './target.ts';

interface ApplyOptions {
  target: Target;
  log: Logger;
  presentSecrets: readonly ApplicationSecret[];
}

/**
 * Carries out a plan, one Application after the other: what fails with one does not keep the others (runtime-agent.md 4).
 * @returns the failures, those of the plan included.
 */
export async function applyPlan(plan: Plan, { target, log, presentSecrets }: ApplyOptions): Promise<Failure[]> {
  const failures = [...plan.failures];

  async function attempt(
    about: Omit<Failure, 'message'>,
    secrets: readonly ApplicationSecret[],
    step: () => Promise<void>,
  ) {
    try {
      await step();
    } catch (error) {
      // Others' words may quote what was written.
      const values = secrets.flatMap(({ data }) => Object.values(data));
      failures.push({ ...about, message: safeLine(error instanceof Error ? error.message : String(error), values) });
    }
  }

  /** @param known Secrets of this very owner: a cluster removes those of an earlier one of the same name. */
  async function writeSecrets(
    { secrets }: Wanted,
    owner: PresentApplication,
    known: readonly ApplicationSecret[],
  ): Promise<void> {
    for (const secret of secrets) {
      if (differs(secret, known)) await target.writeApplicationSecret(secret, owner);
    }
  }

  for (const wanted of plan.creates) {
    const { name } = wanted.application.metadata;
    const { applicationId: id } = wanted.application.spec.compassMetadata;
    log.info(`Creating application '${name}'.`);
    await attempt({ id, name, operation: 'create' }, wanted.secrets, async () => {
      await writeSecrets(wanted, await target.createApplication(wanted.application), []);
    });
  }
  for (const { present, secrets } of plan.deletes) {
    const { name } = present.metadata;
    log.info(`Deleting application '${name}'.`);
    await attempt({ id: applicationIdOf(present), name, operation: 'delete' }, secrets, async () => {
      await target.deleteApplication(present);
      for (const secret of secrets) await target.deleteApplicationSecret(secret);
    });
  }
  for (const { wanted, present, next } of plan.updates) {
    const { name } = wanted.application.metadata;
    const { applicationId: id } = wanted.application.spec.compassMetadata;
    if (next) log.info(`Updating Application '${name}'.`);
    await attempt({ id, name, operation: 'update' }, wanted.secrets, async () => {
      // Secrets first: an entry never names what is not there yet.
      await writeSecrets(wanted, present, presentSecrets);
      if (next) await target.updateApplication(next);
    });
  }
  for (const secret of plan.strays) {
    const about = { id: '', name: secret.application, operation: 'delete' as const };
    await attempt(about, [secret], () => target.deleteApplicationSecret(secret));
  }
  for (const { name, operation, message } of failures)
    log.warn(`Failed to ${operation} application '${name}': ${message}`);
  return failures;
}
