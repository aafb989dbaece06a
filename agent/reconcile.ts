import { isDeepStrictEqual } from 'node:util';
import type { ApplicationSecret, PresentApplication } from './application.ts';
import type { Wanted } from './resources.ts';

/** An Application of the Director that cannot be applied; what is there of it stays as it is. */
export interface Failure {
  /** Id in the Director. */
  id: string;
  name: string;
  operation: 'create' | 'update' | 'delete';
  message: string;
}

export interface Plan {
  /** In the order of runtime-agent.md 9.1: creates, deletes, updates. */
  creates: Wanted[];
  deletes: { present: PresentApplication; secrets: ApplicationSecret[] }[];
  updates: { wanted: Wanted; present: PresentApplication; next: PresentApplication | null }[];
  /** Secrets no Application refers to any more. */
  strays: ApplicationSecret[];
  failures: Failure[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `spec.compassMetadata` is the only mark of ownership (runtime-agent.md 9.1). */
export const isOwned = ({ spec }: PresentApplication): boolean => isObject(spec) && isObject(spec['compassMetadata']);

export const applicationIdOf = ({ spec }: PresentApplication): string => {
  const metadata = spec?.['compassMetadata'];
  const id = isObject(metadata) ? metadata['applicationId'] : undefined;
  return typeof id === 'string' ? id : '';
};

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** A name of a resource (DNS-1123 subdomain), which is also a harmless file name. */
export const isResourceName = (name: string): boolean => name.length <= 253 && subdomain.test(name);

/**
 * What has to be done so that the Runtime holds what the Director answered (runtime-agent.md 9.1). Matches by name, never
 * touches what it does not own, and never deletes an Application that the answer names, however unusable that entry is.
 * @param wanted everything the Director answered, complete.
 * @param present every Application there is.
 */
export function reconcile(
  wanted: readonly Wanted[],
  present: readonly PresentApplication[],
  presentSecrets: readonly ApplicationSecret[],
): Plan {
  const plan: Plan = { creates: [], deletes: [], updates: [], strays: [], failures: [] };
  const byName = new Map(present.map((each) => [each.metadata.name, each]));
  const seen = new Set<string>();
  for (const one of wanted) {
    const { name } = one.application.metadata;
    const there = byName.get(name);
    const { applicationId: id } = one.application.spec.compassMetadata;
    const fail = (message: string) => plan.failures.push({ id, name, operation: there ? 'update' : 'create', message });
    if (seen.has(name)) fail('the Director answered two Applications of this name');
    else if (!isResourceName(name)) fail('this name cannot be the name of a resource (DNS-1123 subdomain)');
    else if (there && !isOwned(there)) fail('an Application of this name is there that did not come from Compass');
    else if (there) plan.updates.push({ wanted: one, present: there, next: updated(there, one) });
    else plan.creates.push(one);
    seen.add(name);
  }
  for (const there of present) {
    const { name } = there.metadata;
    if (!isOwned(there) || seen.has(name)) continue;
    plan.deletes.push({ present: there, secrets: presentSecrets.filter((secret) => secret.application === name) });
  }
  for (const { wanted: one } of plan.updates) plan.strays.push(...straysOf(one, presentSecrets));
  // Left by a cycle that ended between an Application and its Secrets.
  plan.strays.push(...presentSecrets.filter(({ application }) => !seen.has(application) && !byName.has(application)));
  return plan;
}

function straysOf({ application, secrets }: Wanted, present: readonly ApplicationSecret[]): ApplicationSecret[] {
  const named = new Set(secrets.map(({ name }) => name));
  for (const { entries } of application.spec.services) {
    for (const entry of entries) {
      // Named without being written: half-empty credentials. What is there under the name stays.
      if (entry.type === 'API') named.add(entry.credentials.secretName);
    }
  }
  return present.filter((secret) => secret.application === application.metadata.name && !named.has(secret.name));
}

/** Only what Compass decides is overwritten (9.2); anything else, an operator's `encodeUrl` for example, survives. */
function updated(present: PresentApplication, { application }: Wanted): PresentApplication | null {
  const { description, labels, services, compassMetadata } = application.spec;
  const next = {
    ...present,
    metadata: { ...present.metadata, labels: { ...present.metadata.labels, ...application.metadata.labels } },
    spec: { ...present.spec, description, labels, services, compassMetadata },
  };
  return isDeepStrictEqual(next, present) ? null : next;
}

/** Whether the Secret has to be written. */
export function differs(secret: ApplicationSecret, present: readonly ApplicationSecret[]): boolean {
  const there = present.find(({ name }) => name === secret.name);
  return !there || !isDeepStrictEqual(there, secret);
}
