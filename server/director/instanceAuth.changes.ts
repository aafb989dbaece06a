import type { Read, Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { connectedPairs, pairKey } from '../landscape/connection.store.ts';
import { invalidOperation, notFound } from '../shared/errors.ts';
import { authFrom, seal, unseal } from './auth.ts';
import {
  answerPending,
  deleteInstanceAuth,
  findInstanceAuth,
  insertInstanceAuth,
  updateInstanceAuth,
} from './instanceAuth.store.ts';
import {
  checkParameters,
  checkRequest,
  type InstanceAuthRecord,
  type InstanceAuthRequest,
  type InstanceAuthSetting,
  instanceAuthPurpose,
  states,
  statusFrom,
} from './instanceAuth.ts';
import { changeReach, type Reach, readReach } from './ownership.ts';
import { getPackage, locatePackage, type Offering, type Owned, objectsOf } from './package.changes.ts';
import { defaultAuthPurpose, normalisedText, type Vocabulary } from './package.ts';

interface Realm {
  tenantId: string;
  vocabulary: Vocabulary;
}

interface Found {
  auth: InstanceAuthRecord;
  owned: Owned;
}

const missing = (vocabulary: Vocabulary, id: string) =>
  notFound(`while getting ${vocabulary} Instance Auth with ID ${id}: Object was not found`);

/** Whether a Runtime asked for it; anyone else who reaches the Package sees all of its requests. */
export const isOwnRequest = (consumer: Pick<Offering['consumer'], 'type' | 'id'>, { runtimeId }: InstanceAuthRecord) =>
  consumer.type !== 'RUNTIME' || runtimeId === consumer.id;

/** @throws NotFound, also for a request of another Runtime or for an Application out of reach. */
async function locate(read: Read, env: Offering, reach: Reach, { vocabulary }: Realm, id: string): Promise<Found> {
  const auth = await findInstanceAuth(read, reach.tenantId, id);
  const owned = auth && isOwnRequest(env.consumer, auth) && (await locatePackage(read, reach, auth.packageId));
  if (!owned) throw missing(vocabulary, id);
  return { auth, owned };
}

/** The activity log keeps what became of a request, neither its parameters nor the credentials. */
async function note(tx: Tx, env: Offering, verb: string, { auth, owned }: Found, before?: InstanceAuthRecord) {
  const facts = ({ id, runtimeId, condition, reason, message }: InstanceAuthRecord) => ({
    instanceAuthID: id,
    runtimeID: runtimeId,
    condition,
    reason,
    message,
  });
  const deleted = verb === 'deleted';
  await record(tx, env, {
    tenantId: auth.tenantId,
    action: `instanceAuth.${verb}`,
    objects: objectsOf(owned),
    before: deleted ? facts(auth) : before && facts(before),
    after: deleted ? null : facts(auth),
    touched: { applicationIds: [owned.application.id] },
    changesLandscape: false,
  });
}

/** @throws InvalidOperation for a Runtime that the Application is not connected to (product.md 4). */
async function requireConnection(
  read: Read,
  consumer: Offering['consumer'],
  { id, name }: Owned['application'],
): Promise<void> {
  if (consumer.type !== 'RUNTIME') return;
  const pair = pairKey(id, consumer.id);
  if ((await connectedPairs(read, [pair])).has(pair)) return;
  throw invalidOperation(`Application "${name}" is not connected to this Runtime`);
}

/**
 * A Runtime asks for credentials. With a default auth it gets a copy of that at once; else the Application has to provide
 * them (director.md 14.2).
 */
export async function requestCreation(
  tx: Tx,
  env: Offering,
  realm: Realm,
  { packageId, input }: { packageId: string; input: InstanceAuthRequest },
): Promise<InstanceAuthRecord> {
  const { tenantId, vocabulary } = realm;
  const { consumer, cipher } = env;
  checkRequest(vocabulary, input);
  const owned = await getPackage(tx, readReach(consumer, tenantId), vocabulary, packageId);
  await requireConnection(tx, consumer, owned.application);
  checkParameters(vocabulary, input, owned.package.instanceAuthRequestInputSchema);
  const id = env.newId();
  const at = env.clock();
  const provided = unseal(cipher, owned.package.sealedDefaultAuth, defaultAuthPurpose(packageId));
  const auth: InstanceAuthRecord = {
    id,
    tenantId,
    packageId,
    runtimeId: consumer.type === 'RUNTIME' ? consumer.id : null,
    context: normalisedText(input.context),
    inputParams: normalisedText(input.inputParams),
    sealedAuth: seal(cipher, provided, instanceAuthPurpose(id)),
    ...(provided ? states.provided : states.notProvided),
    statusAt: at,
    createdAt: at,
  };
  await insertInstanceAuth(tx, auth);
  await note(tx, env, 'requested', { auth, owned });
  return auth;
}

/** A Runtime gives credentials back: deleted at once with a default auth, else left to the Application (director.md 14.2). */
export async function requestDeletion(tx: Tx, env: Offering, realm: Realm, id: string): Promise<InstanceAuthRecord> {
  const found = await locate(tx, env, readReach(env.consumer, realm.tenantId), realm, id);
  if (found.owned.package.sealedDefaultAuth !== null) return drop(tx, env, found);
  const auth = await updateInstanceAuth(tx, realm.tenantId, id, { ...states.unused, statusAt: env.clock() });
  if (!auth) throw missing(realm.vocabulary, id);
  await note(tx, env, 'unused', { auth, owned: found.owned }, found.auth);
  return auth;
}

/** The Application provides credentials, or says why not. @throws InvalidOperation unless they are waited for. */
export async function set(
  tx: Tx,
  env: Offering,
  realm: Realm,
  { id, input }: { id: string; input: InstanceAuthSetting },
): Promise<InstanceAuthRecord> {
  const { tenantId, vocabulary } = realm;
  const status = statusFrom(vocabulary, input);
  const before = await locate(tx, env, changeReach(env.consumer, tenantId), realm, id);
  const given = input.auth ? authFrom(input.auth) : null;
  const sealedAuth = seal(env.cipher, given, instanceAuthPurpose(id));
  const auth = await answerPending(tx, tenantId, id, { ...status, sealedAuth, statusAt: env.clock() });
  if (!auth) throw invalidOperation(`auth can be set only on ${vocabulary} Instance Auths in PENDING state`);
  await note(tx, env, 'set', { auth, owned: before.owned }, before.auth);
  return auth;
}

/** The Application takes credentials back, in any state. @returns the last state. */
export async function remove(tx: Tx, env: Offering, realm: Realm, id: string): Promise<InstanceAuthRecord> {
  return drop(tx, env, await locate(tx, env, changeReach(env.consumer, realm.tenantId), realm, id));
}

async function drop(tx: Tx, env: Offering, found: Found): Promise<InstanceAuthRecord> {
  await deleteInstanceAuth(tx, found.auth.tenantId, found.auth.id);
  await note(tx, env, 'deleted', found);
  return found.auth;
}
