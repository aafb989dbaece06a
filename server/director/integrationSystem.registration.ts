import type { Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { invalidOperation, notFound } from '../shared/errors.ts';
import {
  deleteIntegrationSystem,
  findIntegrationSystem,
  holdIntegrationSystem,
  insertIntegrationSystem,
  isReferenced,
  updateIntegrationSystem,
} from './integrationSystem.store.ts';
import {
  type IntegrationSystemInput,
  type IntegrationSystemRecord,
  integrationSystemFrom,
} from './integrationSystem.ts';
import type { Acting } from './labelling.ts';

const named = ({ id, name }: IntegrationSystemRecord) => [{ kind: 'INTEGRATION_SYSTEM', id, name }];
const factsOf = ({ name, description }: IntegrationSystemRecord) => ({ name, description });

/** @param tenantId of whoever acts: in its activity log the entry is found. */
export async function register(
  tx: Tx,
  env: Acting,
  tenantId: string,
  input: IntegrationSystemInput,
): Promise<IntegrationSystemRecord> {
  const system = { ...integrationSystemFrom(input), id: env.newId(), createdAt: env.clock() };
  await insertIntegrationSystem(tx, system);
  await record(tx, env, {
    tenantId,
    action: 'integrationSystem.registered',
    objects: named(system),
    after: factsOf(system),
    changesLandscape: false,
  });
  return system;
}

/** Replaces both fields. */
export async function update(
  tx: Tx,
  env: Acting,
  tenantId: string,
  id: string,
  input: IntegrationSystemInput,
): Promise<IntegrationSystemRecord> {
  const changes = integrationSystemFrom(input);
  const before = await findIntegrationSystem(tx, id);
  const after = before && (await updateIntegrationSystem(tx, id, changes));
  if (!before || !after) {
    throw notFound(`while updating Integration System with ID ${id}: should update single row, but updated 0 rows`);
  }
  await record(tx, env, {
    tenantId,
    action: 'integrationSystem.updated',
    objects: named(before),
    before: factsOf(before),
    after: factsOf(after),
    changesLandscape: false,
  });
  return after;
}

/** @throws InvalidOperation while an Application refers to it. @returns its last state. */
export async function unregister(tx: Tx, env: Acting, tenantId: string, id: string): Promise<IntegrationSystemRecord> {
  // Held before the references are counted: a registration that refers to it waits, or is counted.
  await holdIntegrationSystem(tx, id);
  const system = await findIntegrationSystem(tx, id);
  if (!system) throw notFound(`while getting Integration System with ID ${id}: Object was not found`);
  if (await isReferenced(tx, id)) {
    throw invalidOperation(
      `while deleting Integration System with ID ${id}: this object still has applications referenced by it`,
    );
  }
  await deleteIntegrationSystem(tx, id);
  await record(tx, env, {
    tenantId,
    action: 'integrationSystem.unregistered',
    objects: named(system),
    before: factsOf(system),
    changesLandscape: false,
  });
  return system;
}
