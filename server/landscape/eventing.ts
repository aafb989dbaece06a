import type { Read, Tx } from '../db/database.ts';
import { getApplication } from '../director/application.store.ts';
import { labelsOfRuntimes } from '../director/label.store.ts';
import { readReach } from '../director/ownership.ts';
import { type RequestContext, tenantOf } from '../graphql/context.ts';
import type { ApplicationEventingConfiguration } from '../graphql/director.generated.ts';
import { invalidData, invalidOperation } from '../shared/errors.ts';
import { isUuid } from '../shared/ids.ts';
import { eventsUrlFor } from './configuration.ts';
import { connect, disconnect, requirePair } from './connecting.ts';
import { connectionsOf } from './connection.store.ts';
import { scenariosOf } from './membership.store.ts';

function requireUuid(id: string, what: 'application' | 'runtime'): void {
  if (!isUuid(id)) throw invalidData(`while parsing ${what} ID as UUID: invalid UUID: ${id}`);
}

async function configurationOf(
  read: Read,
  application: { name: string },
  runtimeId: string,
): Promise<ApplicationEventingConfiguration> {
  const labels = (await labelsOfRuntimes(read, [runtimeId])).get(runtimeId);
  return { defaultURL: eventsUrlFor(application.name, labels?.['runtime_eventServiceUrl']) };
}

/**
 * Eventing follows the connection: this switches it (product.md 4, director.md 12).
 * @throws InvalidOperation in the words of director.md 6 if the two share no scenario.
 */
export async function setDefaultEventing(
  tx: Tx,
  context: RequestContext,
  pair: { applicationID: string; runtimeID: string },
): Promise<ApplicationEventingConfiguration> {
  const { applicationID, runtimeID } = pair;
  requireUuid(applicationID, 'application');
  requireUuid(runtimeID, 'runtime');
  const { application } = await requirePair(tx, context, pair);
  const scenarios = await scenariosOf(tx, [applicationID, runtimeID]);
  const theirs = new Set(scenarios.get(runtimeID));
  if (!scenarios.get(applicationID)?.some((name) => theirs.has(name))) {
    throw invalidOperation(
      `while setting eventing cofiguration for application: does not find the given runtime [ID=${runtimeID}] assigned to the application scenarios`,
    );
  }
  await connect(tx, context, pair, { replace: true });
  return configurationOf(tx, application, runtimeID);
}

/** Ends the connection; of several the oldest, which gets the events. @returns the URL it gave, "" if there was none. */
export async function deleteDefaultEventing(
  tx: Tx,
  context: RequestContext,
  applicationID: string,
): Promise<ApplicationEventingConfiguration> {
  requireUuid(applicationID, 'application');
  const application = await getApplication(tx, readReach(context.consumer, tenantOf(context.consumer)), applicationID);
  const [present] = (await connectionsOf(tx, [applicationID])).get(applicationID) ?? [];
  if (!present) return { defaultURL: '' };
  const configuration = await configurationOf(tx, application, present.runtimeId);
  await disconnect(tx, context, { applicationID, runtimeID: present.runtimeId });
  return configuration;
}
