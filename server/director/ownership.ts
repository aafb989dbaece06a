import type { Consumer } from '../shared/consumer.ts';
import { invalidOperation } from '../shared/errors.ts';

/**
 * Which objects of a tenant somebody reaches (product.md 3, Ownership). Stores turn it into conditions; null means no
 * restriction.
 */
export interface Reach {
  readonly tenantId: string;
  /** Only the Application with this id. */
  readonly application: string | null;
  /** Only Applications that share a scenario with this Runtime. */
  readonly sharingWith: string | null;
  /** Only the Runtime with this id. */
  readonly runtime: string | null;
}

/** No object has this id. */
const nobody = '';

/** What the consumer may see. An integration system is held by tenant and scopes alone (director.md 3.2). */
export function readReach(consumer: Pick<Consumer, 'type' | 'id'>, tenantId: string): Reach {
  switch (consumer.type) {
    case 'USER':
    case 'AUTOMATION':
    case 'INTEGRATION_SYSTEM':
      return { tenantId, application: null, sharingWith: null, runtime: null };
    case 'RUNTIME':
      return { tenantId, application: null, sharingWith: consumer.id, runtime: consumer.id };
    case 'APPLICATION':
      return { tenantId, application: consumer.id, sharingWith: null, runtime: nobody };
    case 'ANONYMOUS':
      return { tenantId, application: nobody, sharingWith: null, runtime: nobody };
  }
}

/** What the consumer may change: as what it sees, but a Runtime no Application. */
export function changeReach(consumer: Pick<Consumer, 'type' | 'id'>, tenantId: string): Reach {
  const reach = readReach(consumer, tenantId);
  return reach.sharingWith === null ? reach : { ...reach, application: nobody };
}

/** Whether the consumer may decide about scenarios: people and automation with `landscape:write`, no machine. */
export function mayAssignScenarios(consumer: Pick<Consumer, 'type' | 'scopes'>): boolean {
  return (consumer.type === 'USER' || consumer.type === 'AUTOMATION') && consumer.scopes.has('landscape:write');
}

/** @throws InvalidOperation unless the consumer may decide about scenarios. */
export function requireScenarioAuthority(consumer: Pick<Consumer, 'type' | 'scopes'>): void {
  if (!mayAssignScenarios(consumer)) {
    throw invalidOperation('only an administrator changes the label scenarios');
  }
}

const registrars: ReadonlySet<Consumer['type']> = new Set(['USER', 'AUTOMATION', 'INTEGRATION_SYSTEM']);

/** @throws InvalidOperation for Applications and Runtimes: they are registered, they do not register. */
export function requireRegistrar(consumer: Pick<Consumer, 'type'>, what: 'an Application' | 'a Runtime'): void {
  if (registrars.has(consumer.type)) return;
  throw invalidOperation(`only an administrator or automation registers ${what}`);
}

/**
 * Whoever is in charge of an Application reads its secrets: an integration system does not take charge by itself, and gives
 * to others only what is its own (product.md 3, Secrets). @throws InvalidOperation
 */
export function requireChargeAuthority(
  { type, id }: Pick<Consumer, 'type' | 'id'>,
  { before, after }: { before: string | null; after: string | null },
): void {
  if (type !== 'INTEGRATION_SYSTEM' || after === null || after === before || before === id) return;
  throw invalidOperation('an integration system does not change who is in charge of an Application of others');
}
