import type { Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import { notFound } from '../shared/errors.ts';
import { deleteContent, findContent, insertContents, updateContent } from './content.store.ts';
import { contentRules, type InputOf, type RecordOf, stored } from './content.ts';
import type { Acting } from './labelling.ts';
import { changeReach } from './ownership.ts';
import { locatePackage, type Owned, objectsOf } from './package.changes.ts';
import type { Vocabulary } from './package.ts';
import { check } from './validation.ts';

type Kind = keyof InputOf;

/** How each kind is called in inputs, in the activity log and in error texts (director.md 6). */
const words = {
  API: {
    input: 'APIDefinitionInput',
    action: 'apiDefinition',
    object: 'API_DEFINITION',
    singular: 'APIDefinition',
    parentless: 'API to not existing package',
  },
  EVENT: {
    input: 'EventDefinitionInput',
    action: 'eventDefinition',
    object: 'EVENT_DEFINITION',
    singular: 'EventDefinition',
    parentless: 'Event Definition to not existing Package',
  },
  DOCUMENT: {
    input: 'DocumentInput',
    action: 'document',
    object: 'DOCUMENT',
    singular: 'Document',
    parentless: 'Document to not existing Package',
  },
} as const satisfies Record<Kind, unknown>;

const inVocabulary = (vocabulary: Vocabulary, text: string) =>
  vocabulary === 'Package' ? text : text.replace('package', 'bundle').replace('Package', 'Bundle');

interface Place<K extends Kind> {
  kind: K;
  tenantId: string;
  id: string;
}

/** @throws NotFound, also for content of an Application out of reach. */
async function getContent<K extends Kind>(tx: Tx, env: Acting, { kind, tenantId, id }: Place<K>) {
  const content = await findContent(tx, tenantId, kind, id);
  const owned = content && (await locatePackage(tx, changeReach(env.consumer, tenantId), content.packageId));
  if (!owned) throw notFound(`while getting ${words[kind].singular}: Object was not found`);
  return { content, owned };
}

/** What the activity log keeps: everything but the text, of which it keeps the length. */
function factsOf(record: RecordOf[Kind]) {
  const { id: _id, packageId: _package, applicationId: _application, data, ...facts } = record;
  return { ...facts, dataLength: data?.length ?? 0 };
}

async function note(
  tx: Tx,
  env: Acting,
  { kind, tenantId }: { kind: Kind; tenantId: string },
  owned: Owned,
  change: { before: RecordOf[Kind] | null; after: RecordOf[Kind] | null },
): Promise<void> {
  const { before, after } = change;
  const now = after ?? before;
  if (!now) throw new Error('nothing has changed');
  const verb = before === null ? 'added' : after === null ? 'deleted' : 'updated';
  const name = 'title' in now ? now.title : now.name;
  await record(tx, env, {
    tenantId,
    action: `${words[kind].action}.${verb}`,
    objects: [...objectsOf(owned), { kind: words[kind].object, id: now.id, name }],
    before: before && factsOf(before),
    after: after && factsOf(after),
    touched: { applicationIds: [owned.application.id] },
    changesLandscape: false,
  });
}

/** Adds a definition or a document to a Package. @throws NotFound without the Package. */
export async function addContent<K extends Kind>(
  tx: Tx,
  env: Acting,
  kind: K,
  target: { tenantId: string; vocabulary: Vocabulary; packageId: string },
  input: InputOf[K],
): Promise<RecordOf[K]> {
  const { tenantId, vocabulary, packageId } = target;
  check(words[kind].input, contentRules[kind], input);
  const owned = await locatePackage(tx, changeReach(env.consumer, tenantId), packageId);
  if (!owned) throw notFound(`Cannot add ${inVocabulary(vocabulary, words[kind].parentless)}`);
  const id = env.newId();
  const at = env.clock();
  await insertContents(tx, [{ id, tenantId, packageId, kind, createdAt: at, updatedAt: at, ...stored[kind](input) }]);
  const { content } = await getContent(tx, env, { kind, tenantId, id });
  await note(tx, env, { kind, tenantId }, owned, { before: null, after: content });
  return content;
}

/** Replaces everything of a definition but the Package it is in (director.md 13). @throws NotFound */
export async function updateDefinition<K extends 'API' | 'EVENT'>(
  tx: Tx,
  env: Acting,
  place: Place<K>,
  input: InputOf[K],
): Promise<RecordOf[K]> {
  const { kind, tenantId, id } = place;
  check(words[kind].input, contentRules[kind], input);
  const { content: before, owned } = await getContent(tx, env, place);
  await updateContent(tx, tenantId, id, { ...stored[kind](input), updatedAt: env.clock() });
  const { content: after } = await getContent(tx, env, place);
  await note(tx, env, place, owned, { before, after });
  return after;
}

/** @returns the last state, its text included. @throws NotFound */
export async function removeContent<K extends Kind>(tx: Tx, env: Acting, place: Place<K>): Promise<RecordOf[K]> {
  const { content: before, owned } = await getContent(tx, env, place);
  await deleteContent(tx, place.tenantId, place.id);
  await note(tx, env, place, owned, { before, after: null });
  return before;
}
