import type { Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { openEntrance } from '../landscape/entrance.ts';
import { removeFromLandscape } from '../landscape/membership.ts';
import { notFound } from '../shared/errors.ts';
import { insertChecked, type WebhookEnv } from '../webhooks/webhook.changes.ts';
import { webhookFacts } from '../webhooks/webhook.ts';
import {
  deleteApplication,
  findApplication,
  getApplication,
  insertApplication,
  updateApplication,
} from './application.store.ts';
import {
  type ApplicationRecord,
  type ApplicationRegistration,
  type ApplicationUpdate,
  applicationFacts,
  newApplication,
  serverLabels,
  updatedApplication,
} from './application.ts';
import { holdIntegrationSystem } from './integrationSystem.store.ts';
import { deleteLabels, type LabelledObject } from './label.store.ts';
import { scenariosKey } from './label.ts';
import {
  type Acting,
  allLabelsOf,
  deleteLabel,
  namesIn,
  openLabels,
  ruledBy,
  scenariosAmong,
  setLabel,
  withScenarios,
  writeLabels,
} from './labelling.ts';
import { changeReach, requireChargeAuthority, requireRegistrar, requireScenarioAuthority } from './ownership.ts';
import { insertWithContent, type Offering } from './package.changes.ts';
import { deleteSystemAuthsOf } from './systemAuth.store.ts';

const objectOf = ({ id, tenantId }: ApplicationRecord): LabelledObject => ({
  tenantId,
  kind: 'APPLICATION',
  objectId: id,
});
const named = ({ id, name }: ApplicationRecord) => [{ kind: 'APPLICATION', id, name }];

/** @param start of the message, in the words of director.md 6. */
async function requireIntegrationSystem(
  tx: Tx,
  { integrationSystemID: id }: Pick<ApplicationRecord, 'integrationSystemID'>,
  start: string,
): Promise<void> {
  if (id === null || (await holdIntegrationSystem(tx, id))) return;
  throw notFound(`${start} System with ID: ${id} does not exist`);
}

/** Registers an Application with its labels and first scenarios (director.md 10.1). */
export async function register(
  tx: Tx,
  env: Offering & WebhookEnv,
  tenantId: string,
  input: ApplicationRegistration,
): Promise<ApplicationRecord> {
  const [application] = await registerAll(tx, env, tenantId, [input]);
  if (!application) throw new Error('an Application was not registered');
  return application;
}

/** As `register`, one after the other, with an entry each; what they need to know of the tenant is read once. */
export async function registerAll(
  tx: Tx,
  env: Offering & WebhookEnv,
  tenantId: string,
  inputs: readonly ApplicationRegistration[],
): Promise<ApplicationRecord[]> {
  requireRegistrar(env.consumer, 'an Application');
  const newcomers = inputs.map((input) => {
    const application = newApplication(input, { id: env.newId(), tenantId, at: env.clock() });
    const { [scenariosKey]: wanted, ...labels } = input.labels ?? {};
    if (wanted !== undefined) requireScenarioAuthority(env.consumer);
    return { input, application, wanted, labels: { ...labels, ...serverLabels(application) } };
  });
  const entrance = await openEntrance(
    tx,
    env,
    tenantId,
    'APPLICATION',
    newcomers.map(({ application: { id, name }, wanted, labels }) => ({
      id,
      name,
      labels,
      scenarios: namesIn(wanted),
    })),
  );
  const label = await openLabels(
    tx,
    tenantId,
    newcomers.flatMap(({ labels }) => Object.keys(labels)),
  );
  for (const { input, application, wanted, labels } of newcomers) {
    const object = objectOf(application);
    await requireIntegrationSystem(tx, application, 'while ensuring integration system exists: Integration');
    await insertApplication(tx, application);
    await label(object, labels);
    if (wanted !== undefined) scenariosAmong(entrance.names, wanted);
    const { after, impact, touched } = await entrance.enter(application.id);
    const offered = [...(input.packages ?? []), ...(input.bundles ?? [])];
    const packages = await insertWithContent(tx, env, application, offered);
    const webhooks = await insertChecked(tx, env, application, input.webhooks ?? []);
    await record(tx, env, {
      tenantId,
      action: 'application.registered',
      objects: named(application),
      after: {
        ...applicationFacts(application),
        labels: withScenarios('APPLICATION', labels, after),
        packages: packages.map(({ id, name }) => ({ id, name })),
        ...(webhooks.length > 0 && { webhooks: webhooks.map(webhookFacts) }),
      },
      impact,
      touched: { ...touched, applicationIds: [...new Set([...touched.applicationIds, application.id])] },
      changesLandscape: true,
    });
  }
  return newcomers.map(({ application }) => application);
}

/** Replaces every field and rewrites the server's labels (director.md 10.1). */
export async function update(
  tx: Tx,
  env: Acting,
  tenantId: string,
  id: string,
  input: ApplicationUpdate,
): Promise<ApplicationRecord> {
  const reach = changeReach(env.consumer, tenantId);
  const changes = updatedApplication(input, env.clock());
  const before = await getApplication(tx, reach, id);
  requireChargeAuthority(env.consumer, { before: before.integrationSystemID, after: changes.integrationSystemID });
  await requireIntegrationSystem(tx, changes, 'integration');
  const application = await updateApplication(tx, reach, id, changes);
  await writeLabels(tx, objectOf(application), serverLabels(application));
  const { ruled, ...rest } = await ruledBy(tx, env, objectOf(application));
  await record(tx, env, {
    tenantId,
    action: 'application.updated',
    objects: named(application),
    before: { ...applicationFacts(before), ...ruled?.before },
    after: { ...applicationFacts(application), ...ruled?.after },
    touched: { applicationIds: [id] },
    ...rest,
  });
  return application;
}

/** Removes an Application and everything that belongs to it (director.md 21). @returns its last state. */
export async function unregister(tx: Tx, env: Acting, tenantId: string, id: string): Promise<ApplicationRecord> {
  const application = await getApplication(tx, changeReach(env.consumer, tenantId), id);
  const object = objectOf(application);
  const labels = await allLabelsOf(tx, object);
  const { impact, touched } = await removeFromLandscape(tx, env, object);
  await deleteLabels(tx, object);
  await deleteSystemAuthsOf(tx, object);
  await deleteApplication(tx, tenantId, id);
  await record(tx, env, {
    tenantId,
    action: 'application.unregistered',
    objects: named(application),
    before: { ...applicationFacts(application), labels },
    impact,
    touched,
    changesLandscape: true,
  });
  return application;
}

async function labelled(tx: Tx, env: Acting, tenantId: string, id: string): Promise<ApplicationRecord> {
  const application = await findApplication(tx, changeReach(env.consumer, tenantId), id);
  if (!application) throw notFound(`application with ID ${id} doesn't exist`);
  return application;
}

/** Sets a label and answers it as it is now. */
export async function setApplicationLabel(
  tx: Tx,
  env: Acting,
  tenantId: string,
  { applicationID, key, value }: { applicationID: string; key: string; value: unknown },
) {
  const application = await labelled(tx, env, tenantId, applicationID);
  const set = await setLabel(tx, env, objectOf(application), key, value);
  if (set === null) return { key, value };
  const { value: now, before, ruled, ...rest } = set;
  await record(tx, env, {
    tenantId,
    action: 'label.set',
    objects: named(application),
    before: before === undefined ? (ruled?.before ?? null) : { [key]: before, ...ruled?.before },
    after: { [key]: now, ...ruled?.after },
    touched: { applicationIds: [applicationID] },
    ...rest,
  });
  return { key, value: now };
}

/** Deletes a label and answers it with the value it had. */
export async function deleteApplicationLabel(
  tx: Tx,
  env: Acting,
  tenantId: string,
  { applicationID, key }: { applicationID: string; key: string },
) {
  const application = await labelled(tx, env, tenantId, applicationID);
  const { value, after, ruled, ...rest } = await deleteLabel(tx, env, objectOf(application), key);
  await record(tx, env, {
    tenantId,
    action: 'label.deleted',
    objects: named(application),
    before: { [key]: value, ...ruled?.before },
    after: after === undefined ? (ruled?.after ?? null) : { [key]: after },
    touched: { applicationIds: [applicationID] },
    ...rest,
  });
  return { key, value };
}
