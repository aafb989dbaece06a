import type { Tx } from '../db/database.ts';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import { record } from '../events/activity.ts';
import { newClientSecret, sealSecret } from '../oauth/clientSecret.ts';
import { notFound } from '../shared/errors.ts';
import type { Settings } from '../shared/settings.ts';
import { findApplication, getApplication } from './application.store.ts';
import type { CredentialCipher } from './auth.ts';
import { findIntegrationSystem, holdIntegrationSystem } from './integrationSystem.store.ts';
import type { IntegrationSystemRecord } from './integrationSystem.ts';
import type { Acting } from './labelling.ts';
import { type OneTimeTokens, presentToken } from './oneTimeToken.ts';
import { changeReach } from './ownership.ts';
import { findRuntime, getRuntime } from './runtime.store.ts';
import {
  deleteIntegrationSystemAuth,
  deleteSystemAuth,
  findSystemAuth,
  insertIntegrationSystemAuth,
  insertSystemAuth,
} from './systemAuth.store.ts';
import { type OwnerKind, ownerWords, type SystemAuthRecord } from './systemAuth.ts';

interface Issuing extends Acting {
  settings: Pick<Settings, 'defaultScenario' | 'connectorURL'>;
  oneTimeTokens: OneTimeTokens;
}

const stores = {
  APPLICATION: { get: getApplication, find: findApplication, touch: (id: string) => ({ applicationIds: [id] }) },
  RUNTIME: { get: getRuntime, find: findRuntime, touch: (id: string) => ({ runtimeIds: [id] }) },
} as const;

interface Wanted {
  tenantId: string;
  kind: ObjectKind;
  id: string;
}

/** Creates a new machine identity, for which `give` has a token, and records both. The token stays out of the log. */
async function identityWithToken<Expiry extends number | null>(
  tx: Tx,
  env: Acting,
  { tenantId, kind, id }: Wanted,
  give: (clientId: string) => Promise<{ token: string; expiresAt: Expiry }>,
) {
  const owner = await stores[kind].get(tx, changeReach(env.consumer, tenantId), id);
  const clientId = env.newId();
  const createdAt = env.clock();
  await insertSystemAuth(tx, { id: clientId, tenantId, ownerKind: kind, ownerId: id, sealedSecret: null, createdAt });
  const issued = await give(clientId);
  await record(tx, env, {
    tenantId,
    action: 'oneTimeToken.issued',
    objects: [{ kind, id, name: owner.name }],
    after: { systemAuthID: clientId, expiresAt: issued.expiresAt },
    touched: stores[kind].touch(id),
    changesLandscape: false,
  });
  return issued;
}

/**
 * Creates a new machine identity of an Application or Runtime and a one-time token for it (director.md 17). The token is
 * in the answer only. @throws NotFound
 */
export async function requestOneTimeToken(tx: Tx, env: Issuing, wanted: Wanted) {
  const { consumer, oneTimeTokens, settings } = env;
  const createdBy = consumer.name === '' ? consumer.id : consumer.name;
  const { tenantId, kind } = wanted;
  const issued = await identityWithToken(tx, env, wanted, (clientId) =>
    oneTimeTokens.issue(tx, { tenantId, clientId, kind, createdBy }),
  );
  return presentToken(issued, settings.connectorURL);
}

/** As `requestOneTimeToken`, with a token that a pairing adapter gave: it opens nothing of ours, so there is no address. */
export async function keepForeignToken(tx: Tx, env: Acting, wanted: Wanted, token: string) {
  const issued = await identityWithToken(tx, env, wanted, async () => ({ token, expiresAt: null }));
  return { ...presentToken(issued, ''), legacyConnectorURL: '' };
}

/**
 * Deletes a machine identity of the kind asked for; the type is checked before anything is touched (director.md 17).
 * @throws NotFound, also for an identity of the other kind or of somebody else.
 */
export async function removeSystemAuth(tx: Tx, env: Acting, tenantId: string, kind: ObjectKind, authId: string) {
  const auth = await findSystemAuth(tx, tenantId, authId);
  const owner = auth && (await stores[auth.ownerKind].find(tx, changeReach(env.consumer, tenantId), auth.ownerId));
  const absent = () => notFound(`while getting System Auth with ID ${authId}: Object was not found`);
  // One out of reach is answered like one that does not exist.
  if (!owner) throw absent();
  if (auth.ownerKind !== kind) {
    throw notFound(`while deleting System Auth with ID ${authId}: delete should remove single row, but removed 0 rows`);
  }
  if (!(await deleteSystemAuth(tx, auth))) throw absent();
  await record(tx, env, {
    tenantId,
    action: 'systemAuth.deleted',
    objects: [{ kind, id: owner.id, name: owner.name }],
    before: { systemAuthID: authId },
    touched: stores[kind].touch(owner.id),
    changesLandscape: false,
  });
  return auth;
}

interface Keeping extends Acting {
  cipher: CredentialCipher;
}

/** What a new machine identity with credentials is made of: its id is the client id (director.md 17). */
function newCredentials({ newId, cipher, clock }: Keeping) {
  const id = newId();
  return { id, sealedSecret: sealSecret(cipher, id, newClientSecret()), createdAt: clock() };
}

const unknownOwner = (kind: OwnerKind, id: string) => notFound(`${ownerWords[kind]} with ID '${id}' not found`);

/** @returns the identity, whose secret the caller may read this once. @throws NotFound */
export async function requestClientCredentials(
  tx: Tx,
  env: Keeping,
  tenantId: string,
  kind: ObjectKind,
  id: string,
): Promise<SystemAuthRecord> {
  const owner = await stores[kind].find(tx, changeReach(env.consumer, tenantId), id);
  if (!owner) throw unknownOwner(kind, id);
  const made = { ...newCredentials(env), ownerKind: kind, ownerId: id };
  await insertSystemAuth(tx, { ...made, tenantId });
  await record(tx, env, {
    tenantId,
    action: 'clientCredentials.issued',
    objects: [{ kind, id, name: owner.name }],
    after: { systemAuthID: made.id },
    touched: stores[kind].touch(id),
    changesLandscape: false,
  });
  return { ...made, issued: true };
}

const namedSystem = ({ id, name }: IntegrationSystemRecord) => [{ kind: 'INTEGRATION_SYSTEM', id, name }];

/** As `requestClientCredentials`. @param tenantId of whoever acts: in its activity log the entry is found. */
export async function requestSystemCredentials(
  tx: Tx,
  env: Keeping,
  tenantId: string,
  id: string,
): Promise<SystemAuthRecord> {
  // Held, so that it cannot be unregistered before its new identity is in.
  const system = (await holdIntegrationSystem(tx, id)) ? await findIntegrationSystem(tx, id) : undefined;
  if (!system) throw unknownOwner('INTEGRATION_SYSTEM', id);
  const made = newCredentials(env);
  await insertIntegrationSystemAuth(tx, { ...made, integrationSystemId: id });
  await record(tx, env, {
    tenantId,
    action: 'clientCredentials.issued',
    objects: namedSystem(system),
    after: { systemAuthID: made.id },
    changesLandscape: false,
  });
  return { ...made, ownerKind: 'INTEGRATION_SYSTEM', ownerId: id, issued: true };
}

/** As `removeSystemAuth`. @param tenantId of whoever acts. */
export async function removeSystemCredentials(tx: Tx, env: Acting, tenantId: string, authId: string) {
  const auth = await deleteIntegrationSystemAuth(tx, authId);
  const system = auth && (await findIntegrationSystem(tx, auth.ownerId));
  if (!system) {
    throw notFound(
      (await findSystemAuth(tx, tenantId, authId))
        ? `while deleting System Auth with ID ${authId}: delete should remove single row, but removed 0 rows`
        : `while getting System Auth with ID ${authId}: Object was not found`,
    );
  }
  await record(tx, env, {
    tenantId,
    action: 'systemAuth.deleted',
    objects: namedSystem(system),
    before: { systemAuthID: authId },
    changesLandscape: false,
  });
  return auth;
}
