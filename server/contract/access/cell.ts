import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  parse,
  subscribe,
  validate,
} from 'graphql';
import pino from 'pino';
import { createContext } from '../../graphql/context.ts';
import { createErrorMask } from '../../graphql/errors.ts';
import type { Dump } from '../../testing/rewindable.ts';
import { wholeSelection } from '../../testing/wholeSelection.ts';
import { type ConsumerName, visible, withoutSecrets } from './consumers.ts';
import { nothing, type Outcome, ok, shows } from './row.ts';
import { secretOf } from './seed.ts';
import type { Operation } from './table.ts';
import type { World } from './world.ts';

export type Ids = Readonly<Record<string, string>>;

/** `$name` in a text becomes the id of that object. */
export const filled = (text: string, ids: Ids, quote: (id: string) => string) =>
  text.replace(/\$(\w+)/g, (_all, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`the world has no ${name}`);
    return quote(id);
  });

/** An expectation of the table with the ids of the world in it. */
export const expected = (outcome: Outcome, { ids }: World): Outcome => filled(outcome, ids, (id) => id);

const mask = createErrorMask(pino({ level: 'silent' }));

const documents = new Map<string, DocumentNode>();

/** The same for all consumers, so that it is checked once. */
function documentOf({ api }: World, { kind, field, row }: Operation, ids: Ids): DocumentNode {
  const args = row.args === undefined ? '' : `(${filled(row.args, ids, (id) => JSON.stringify(id))})`;
  const text = `${kind} { ${field.name}${args} ${wholeSelection(field.type)} }`;
  const document = documents.get(text) ?? parse(text);
  const [mistake] = documents.has(text) ? [] : validate(api.schema, document);
  if (mistake) throw mistake;
  documents.set(text, document);
  return document;
}

/** A live feed answers with its first step. */
async function firstStep(stream: Awaited<ReturnType<typeof subscribe>>): Promise<ExecutionResult> {
  if (!(Symbol.asyncIterator in stream)) return stream;
  const { value } = await stream.next();
  await stream.return?.(undefined);
  return value as ExecutionResult;
}

async function run(world: World, operation: Operation, as: ConsumerName, ids: Ids) {
  const { schema, platform } = world.api;
  const document = documentOf(world, operation, ids);
  const call = { schema, document, contextValue: createContext(platform, world.consumers[as]) };
  const { data, errors } =
    operation.kind === 'subscription' ? await firstStep(await subscribe(call)) : await execute(call);
  const masked = errors?.map((error) => mask(error) as GraphQLError);
  const problem = masked?.map(({ message, extensions }) => `${extensions['error']}: ${message}`).join('; ');
  return { answer: data?.[operation.field.name], problem };
}

/** Every row that is new, changed or gone, as it is or was. */
function differences(before: Dump, after: Dump) {
  return [...after].flatMap(([table, rows]) => {
    const then = new Set((before.get(table) ?? []).map((row) => JSON.stringify(row)));
    const now = new Set(rows.map((row) => JSON.stringify(row)));
    const changed = [...now.symmetricDifference(then)];
    return changed.map((text) => ({ table, row: JSON.parse(text) as Record<string, unknown>, present: now.has(text) }));
  });
}

/** What is wrong with what a mutation that answered has written. */
function faultsOf(
  changes: ReturnType<typeof differences>,
  { id, tenantId }: World['consumers'][ConsumerName],
  { writesElsewhere = false }: Operation['row'],
): string[] {
  const tenantOf = ({ table, row }: (typeof changes)[number]) =>
    row[table === 'tenants' ? 'id' : 'tenant_id'] ?? tenantId;
  const entries = changes.filter(({ table, present }) => table === 'activity' && present);
  const stray = !writesElsewhere && changes.some((change) => tenantOf(change) !== tenantId);
  const faults = stray ? ['but wrote to another tenant'] : [];
  if (!writesElsewhere && changes.every(({ table }) => /^(activity|activity_objects|tenants)$/.test(table)))
    faults.push('but wrote nothing');
  if (entries.length !== 1) faults.push(`but noted ${entries.length} activities`);
  if (entries.some(({ row }) => row['actor_id'] !== id)) faults.push('but noted somebody else');
  return faults;
}

/** An id that nothing has; the same for every caller. */
const unknownId = (id: string) => `ffffffff${id.slice(8)}`;

/** Whether ids the caller may not see are answered differently from ids that nobody has. */
async function tellsOfHidden(world: World, operation: Operation, as: ConsumerName, problem: string): Promise<boolean> {
  const strange = new Map<string, string>();
  const ids = Object.fromEntries(
    Object.entries(world.ids).map(([name, id]) => {
      const hidden = [...world.seenIn(id)].every((owner) => !visible[as].includes(owner));
      if (hidden) strange.set(id, unknownId(id));
      return [name, strange.get(id) ?? id];
    }),
  );
  const again = await run(world, operation, as, ids);
  const translated = [...strange].reduce((text, [id, other]) => text.replaceAll(id, other), problem);
  return (again.problem ?? nothing) !== translated;
}

/** Runs one operation as one consumer, in the words of the table. The world is as before afterwards. */
export async function outcomeOf(world: World, operation: Operation, as: ConsumerName): Promise<Outcome> {
  const { database, consumers } = world;
  const before = database.version();
  const { answer, problem } = await run(world, operation, as, world.ids);
  const changes = database.version() === before ? [] : differences(world.atFirst, database.dump());
  if (changes.length > 0) await database.rewind();

  const writes = operation.kind === 'mutation' && problem === undefined && answer !== null;
  if (!writes) {
    const result = problem ?? (answer === null ? nothing : shows(...world.seenIn(JSON.stringify(answer))));
    const faults = changes.length > 0 ? [`but wrote to ${[...new Set(changes.map(({ table }) => table))]}`] : [];
    const refusal = problem ?? (answer === null ? nothing : null);
    if (refusal !== null && (await tellsOfHidden(world, operation, as, refusal)))
      faults.push('but tells of hidden ids');
    return [result, ...faults].join(' ');
  }
  const faults = faultsOf(changes, consumers[as], operation.row);
  const leaked = [...world.seenIn(JSON.stringify(answer))].filter((owner) => !visible[as].includes(owner));
  if (leaked.length > 0) faults.push(`but shows ${leaked}`);
  if (withoutSecrets.has(as) && JSON.stringify(answer).includes(secretOf(''))) faults.push('but shows secrets');
  return [ok, ...faults].join(' ');
}
