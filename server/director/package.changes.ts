import type { Read, Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { notFound } from '../shared/errors.ts';
import { findApplication, getApplication } from './application.store.ts';
import type { ApplicationRecord } from './application.ts';
import type { CredentialCipher } from './auth.ts';
import { insertContents } from './content.store.ts';
import { fetchRequestOf, type InputOf, stored } from './content.ts';
import { insertFetchRequests } from './fetchRequest.store.ts';
import { type FetchRequestRow, newFetchRequest } from './fetchRequest.ts';
import type { Acting } from './labelling.ts';
import { changeReach, type Reach } from './ownership.ts';
import { deletePackage, findPackage, insertPackages, updatePackage } from './package.store.ts';
import {
  checkCreation,
  checkUpdate,
  type PackageCreation,
  type PackageRecord,
  type PackageUpdate,
  packageFacts,
  packageFields,
  type Vocabulary,
} from './package.ts';

/** Who acts, and what keeps credentials secret; `RequestContext` fits. */
export interface Offering extends Acting {
  cipher: CredentialCipher;
}

/** A Package with the Application it belongs to. */
export interface Owned {
  application: ApplicationRecord;
  package: PackageRecord;
}

/** A Package whose Application is within reach; undefined otherwise. */
export async function locatePackage(read: Read, reach: Reach, id: string): Promise<Owned | undefined> {
  const found = await findPackage(read, reach.tenantId, id);
  const application = found && (await findApplication(read, reach, found.applicationId));
  return application && { application, package: found };
}

/** A Package with its Application, whoever asks. */
export async function packageWithOwner(read: Read, tenantId: string, id: string): Promise<Owned | undefined> {
  return locatePackage(read, { tenantId, application: null, sharingWith: null, runtime: null }, id);
}

/** @throws NotFound in the words of director.md 6. */
export async function getPackage(read: Read, reach: Reach, vocabulary: Vocabulary, id: string): Promise<Owned> {
  const owned = await locatePackage(read, reach, id);
  if (!owned) throw notFound(`while getting ${vocabulary} with ID: [${id}]: Object was not found`);
  return owned;
}

export const objectsOf = ({ application, package: own }: Owned) => [
  { kind: 'APPLICATION', id: application.id, name: application.name },
  { kind: 'PACKAGE', id: own.id, name: own.name },
];

/** What the activity log keeps of new content: how it is called. */
const contentNames = ({ apiDefinitions, eventDefinitions, documents }: PackageCreation) => ({
  apiDefinitions: (apiDefinitions ?? []).map(({ name }) => name),
  eventDefinitions: (eventDefinitions ?? []).map(({ name }) => name),
  documents: (documents ?? []).map(({ title }) => title),
});

/** Inserts Packages with their content; the inputs are checked already. The order of ids is the order of the inputs. */
export async function insertWithContent(
  tx: Tx,
  env: Offering,
  { tenantId, id: applicationId }: Pick<ApplicationRecord, 'tenantId' | 'id'>,
  inputs: readonly PackageCreation[],
): Promise<PackageRecord[]> {
  const at = env.clock();
  const rows: PackageRecord[] = [];
  const contents: Parameters<typeof insertContents>[1][number][] = [];
  const fetches: FetchRequestRow[] = [];
  for (const input of inputs) {
    const id = env.newId();
    rows.push({ id, tenantId, applicationId, createdAt: at, ...packageFields(input, { id, at, cipher: env.cipher }) });
    const place = { tenantId, packageId: id, createdAt: at, updatedAt: at };
    const add = <K extends keyof InputOf>(kind: K, given: readonly InputOf[K][] | null | undefined) => {
      for (const each of given ?? []) {
        const contentId = env.newId();
        contents.push({ ...place, id: contentId, kind, ...stored[kind](each) });
        const asked = fetchRequestOf(each);
        const { cipher } = env;
        if (asked) fetches.push(newFetchRequest(asked, { id: env.newId(), tenantId, contentId, at, cipher }));
      }
    };
    add('API', input.apiDefinitions);
    add('EVENT', input.eventDefinitions);
    add('DOCUMENT', input.documents);
  }
  await insertPackages(tx, rows);
  await insertContents(tx, contents);
  await insertFetchRequests(tx, fetches);
  return rows;
}

/** Adds a Package with its content to an Application (director.md 13). */
export async function add(
  tx: Tx,
  env: Offering,
  { tenantId, vocabulary }: { tenantId: string; vocabulary: Vocabulary },
  { applicationID, in: input }: { applicationID: string; in: PackageCreation },
): Promise<PackageRecord> {
  checkCreation(vocabulary, input);
  const application = await getApplication(tx, changeReach(env.consumer, tenantId), applicationID);
  const [added] = await insertWithContent(tx, env, application, [input]);
  if (!added) throw new Error('a Package was not inserted');
  await record(tx, env, {
    tenantId,
    action: 'package.added',
    objects: objectsOf({ application, package: added }),
    after: { ...packageFacts(added), ...contentNames(input) },
    touched: { applicationIds: [application.id] },
    changesLandscape: false,
  });
  return added;
}

/** Replaces the fields of a Package; its content stays (director.md 13). */
export async function update(
  tx: Tx,
  env: Offering,
  { tenantId, vocabulary }: { tenantId: string; vocabulary: Vocabulary },
  { id, in: input }: { id: string; in: PackageUpdate },
): Promise<PackageRecord> {
  checkUpdate(vocabulary, input);
  const before = await getPackage(tx, changeReach(env.consumer, tenantId), vocabulary, id);
  const after = await updatePackage(
    tx,
    tenantId,
    id,
    packageFields(input, { id, at: env.clock(), cipher: env.cipher }),
  );
  if (!after) throw notFound(`while getting ${vocabulary} with ID: [${id}]: Object was not found`);
  await record(tx, env, {
    tenantId,
    action: 'package.updated',
    objects: objectsOf({ ...before, package: after }),
    before: packageFacts(before.package),
    after: packageFacts(after),
    touched: { applicationIds: [before.application.id] },
    changesLandscape: false,
  });
  return after;
}

/** Removes a Package with all that is in it (director.md 21). @returns its last state. */
export async function remove(
  tx: Tx,
  env: Offering,
  { tenantId, vocabulary }: { tenantId: string; vocabulary: Vocabulary },
  id: string,
): Promise<PackageRecord> {
  const owned = await getPackage(tx, changeReach(env.consumer, tenantId), vocabulary, id);
  await deletePackage(tx, tenantId, id);
  await record(tx, env, {
    tenantId,
    action: 'package.deleted',
    objects: objectsOf(owned),
    before: packageFacts(owned.package),
    touched: { applicationIds: [owned.application.id] },
    changesLandscape: false,
  });
  return owned.package;
}
