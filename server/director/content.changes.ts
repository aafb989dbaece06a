import type { Read, Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { notFound } from '../shared/errors.ts';
import { deleteContent, findContent, insertContents, updateContent } from './content.store.ts';
import { contentRules, fetchRequestOf, type InputOf, type RecordOf, stored } from './content.ts';
import { contentWords } from './content.words.ts';
import { deleteFetchRequest, fetchRequestsOf, insertFetchRequests } from './fetchRequest.store.ts';
import { type FetchRequestInput, fetchesTheSame, newFetchRequest, shownAddress } from './fetchRequest.ts';
import type { Acting } from './labelling.ts';
import { changeReach } from './ownership.ts';
import { locatePackage, type Offering, type Owned, objectsOf } from './package.changes.ts';
import type { Vocabulary } from './package.ts';
import { check } from './validation.ts';

type Kind = keyof InputOf;

const inVocabulary = (vocabulary: Vocabulary, text: string) =>
  vocabulary === 'Package' ? text : text.replace('package', 'bundle').replace('Package', 'Bundle');

interface Place<K extends Kind> {
  kind: K;
  tenantId: string;
  id: string;
}

/** @throws NotFound, also for content of an Application out of reach. */
export async function reachContent<K extends Kind>(
  read: Read,
  consumer: Acting['consumer'],
  { kind, tenantId, id }: Place<K>,
) {
  const content = await findContent(read, tenantId, kind, id);
  const owned = content && (await locatePackage(read, changeReach(consumer, tenantId), content.packageId));
  if (!owned) throw notFound(`while getting ${contentWords[kind].singular}: Object was not found`);
  return { content, owned };
}

/** What the activity log keeps: everything but the text, of which it keeps the length. */
function factsOf(record: RecordOf[Kind], fetchRequest: FetchRequestInput | null = null) {
  const { id: _id, packageId: _package, applicationId: _application, data, ...facts } = record;
  const from = fetchRequest ? { fetchedFrom: shownAddress(fetchRequest.url) } : {};
  return { ...facts, ...from, dataLength: data?.length ?? 0 };
}

async function note(
  tx: Tx,
  env: Acting,
  { kind, tenantId }: { kind: Kind; tenantId: string },
  owned: Owned,
  change: { before: RecordOf[Kind] | null; after: RecordOf[Kind] | null; fetchRequest?: FetchRequestInput | null },
): Promise<void> {
  const { before, after } = change;
  const now = after ?? before;
  if (!now) throw new Error('nothing has changed');
  const verb = before === null ? 'added' : after === null ? 'deleted' : 'updated';
  const name = 'title' in now ? now.title : now.name;
  await record(tx, env, {
    tenantId,
    action: `${contentWords[kind].action}.${verb}`,
    objects: [...objectsOf(owned), { kind: contentWords[kind].object, id: now.id, name }],
    before: before && factsOf(before),
    after: after && factsOf(after, change.fetchRequest),
    touched: { applicationIds: [owned.application.id] },
    changesLandscape: false,
  });
}

/** Writes down that a text is to be fetched, once this transaction is committed. */
async function askFor(
  tx: Tx,
  env: Offering,
  place: { tenantId: string; contentId: string },
  input: InputOf[Kind],
): Promise<FetchRequestInput | null> {
  const asked = fetchRequestOf(input);
  const { cipher, clock, newId } = env;
  if (asked) await insertFetchRequests(tx, [newFetchRequest(asked, { ...place, id: newId(), at: clock(), cipher })]);
  return asked;
}

/** Adds a definition or a document to a Package. @throws NotFound without the Package. */
export async function addContent<K extends Kind>(
  tx: Tx,
  env: Offering,
  kind: K,
  target: { tenantId: string; vocabulary: Vocabulary; packageId: string },
  input: InputOf[K],
): Promise<RecordOf[K]> {
  const { tenantId, vocabulary, packageId } = target;
  check(contentWords[kind].input, contentRules[kind], input);
  const owned = await locatePackage(tx, changeReach(env.consumer, tenantId), packageId);
  if (!owned) throw notFound(`Cannot add ${inVocabulary(vocabulary, contentWords[kind].parentless)}`);
  const id = env.newId();
  const at = env.clock();
  await insertContents(tx, [{ id, tenantId, packageId, kind, createdAt: at, updatedAt: at, ...stored[kind](input) }]);
  const fetchRequest = await askFor(tx, env, { tenantId, contentId: id }, input);
  const { content } = await reachContent(tx, env.consumer, { kind, tenantId, id });
  await note(tx, env, { kind, tenantId }, owned, { before: null, after: content, fetchRequest });
  return content;
}

/** Replaces everything of a definition but the Package it is in (director.md 13). @throws NotFound */
export async function updateDefinition<K extends 'API' | 'EVENT'>(
  tx: Tx,
  env: Offering,
  place: Place<K>,
  input: InputOf[K],
): Promise<RecordOf[K]> {
  const { kind, tenantId, id } = place;
  check(contentWords[kind].input, contentRules[kind], input);
  const { content: before, owned } = await reachContent(tx, env.consumer, place);
  const former = (await fetchRequestsOf(tx, [id])).get(id);
  const replaced = stored[kind](input);
  const asked = fetchRequestOf(input);
  // What has been fetched from there stays until it is fetched anew.
  const kept = asked && former && fetchesTheSame(former, asked) ? (before.data ?? null) : replaced.data;
  await updateContent(tx, tenantId, id, { ...replaced, data: kept, updatedAt: env.clock() });
  if (former) await deleteFetchRequest(tx, tenantId, id);
  const fetchRequest = await askFor(tx, env, { tenantId, contentId: id }, input);
  const { content: after } = await reachContent(tx, env.consumer, place);
  await note(tx, env, place, owned, { before, after, fetchRequest });
  return after;
}

/** @returns the last state, its text included. @throws NotFound */
export async function removeContent<K extends Kind>(tx: Tx, env: Acting, place: Place<K>): Promise<RecordOf[K]> {
  const { content: before, owned } = await reachContent(tx, env.consumer, place);
  await deleteContent(tx, place.tenantId, place.id);
  await note(tx, env, place, owned, { before, after: null });
  return before;
}
