import { execute, type GraphQLError, parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filled } from '../contract/access/cell.ts';
import { type ConsumerName, consumerNames, scopesOf } from '../contract/access/consumers.ts';
import { ok, onlyNoted } from '../contract/access/row.ts';
import { hasRow, type Operation, operationsOf } from '../contract/access/table.ts';
import { createWorld, type World } from '../contract/access/world.ts';
import { createContext } from '../graphql/context.ts';
import { createDirectorSchema } from '../graphql/schema.ts';
import { wholeSelection } from '../testing/wholeSelection.ts';

const mutations = operationsOf(createDirectorSchema())
  .filter(hasRow)
  .filter(({ kind }) => kind === 'mutation');

/** Somebody who may do it: an administrator if one may. */
function whoMay({ row }: Operation): ConsumerName | undefined {
  const required = row.requires.split(' ').filter(Boolean);
  const may = (consumer: ConsumerName) =>
    [ok, onlyNoted].includes(row.but?.[consumer] ?? row.answers) &&
    required.every((scope) => scopesOf(consumer).includes(scope));
  return (['administrator', ...consumerNames] as const).find(may);
}

/** Whether an entry tells of the time before it and after it, by the last part of its action. */
const told: [verbs: RegExp, tells: { before: boolean; after: boolean }][] = [
  [/\.(created|registered|added|issued|requested|provided|set|connected)$/, { before: false, after: true }],
  // What is revoked besides certificates is gone; its name says which it was.
  [/^(apiToken|oneTimeToken)\.revoked$/, { before: false, after: false }],
  [/\.(reported|replayed|revoked|revocationAsked|secretRotated|fetched|fetchFailed)$/, { before: false, after: true }],
  [/\.(invited|linkCreated|disabled|sessionsEnded)$/, { before: false, after: true }],
  [/\.(roleChanged|removed|connectionPolicyChanged|certificateThresholdsSet)$/, { before: true, after: true }],
  [/\.(enabled|activated|deactivated|started)$/, { before: false, after: false }],
  [/\.(updated|renamed|changed|switched|unused|rotated)$/, { before: true, after: true }],
  [/\.tested$/, { before: false, after: false }],
  [/\.(deleted|unregistered|disconnected)$/, { before: true, after: false }],
];

const everything = `landscape { connectionPolicy scenarios { id name createdAt }
  applications { id name providerName description updatedAt memberships { scenario manual rule } }
  runtimes { id name description updatedAt certificate { state notBefore notAfter } tokenExpiresAt
    memberships { scenario manual rule } } connections { applicationID runtimeID since } }`;

describe('the activity entry of', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    world.api.now += 1;
  });
  afterAll(() => world.api.close());

  const look = async () => (await world.api.data(`{ ${everything} }`, {}, world.consumers.automation))['landscape'];
  const past = async (sequence: number) =>
    (
      await world.api.data(
        `{ ${everything.replace('{', `(sequence: ${sequence}) {`)} }`,
        {},
        world.consumers.automation,
      )
    )['landscape'];
  const entriesAfter = async (sequence: number): Promise<any[]> => {
    const entry = 'sequence action actor { id } objects { kind id name } before after';
    const { activity } = await world.api.data(
      `{ activity(first: 5) { data { ${entry} } } }`,
      {},
      world.consumers.automation,
    );
    return activity.data.filter((one: { sequence: number }) => one.sequence > sequence);
  };

  it('every mutation is shown here, but for those that leave no entry or need another tenant, a plan or a deletion', () => {
    expect(mutations.filter((one) => !whoMay(one)).map(({ field }) => field.name)).toEqual([
      'retryBulk',
      'undoBulk',
      'cancelCertificateRevocations',
      'planImport',
      'applyImport',
      'restoreLabelDefinition',
      'loadExampleLandscape',
      'setPreference',
    ]);
  });

  it.each(mutations.filter(whoMay).map((operation) => ({ operation, name: operation.field.name })))(
    '$name says what it did, and its delta takes the landscape back',
    async ({ operation }) => {
      const { row, field } = operation;
      const consumer = world.consumers[whoMay(operation) ?? 'nobody'];
      const args = row.args === undefined ? '' : `(${filled(row.args, world.ids, (id) => JSON.stringify(id))})`;
      const document = parse(`mutation { ${field.name}${args} ${wholeSelection(field.type)} }`);
      const before = await look();
      const [latest] = await entriesAfter(0);
      const contextValue = createContext(world.api.platform, consumer);
      const { errors } = await execute({ schema: world.api.schema, document, contextValue });
      expect((errors as GraphQLError[] | undefined)?.map(({ message }) => message)).toBeUndefined();
      const entries = await entriesAfter(latest.sequence);
      const then = await past(latest.sequence);
      await world.database.rewind();

      // What a mutation has fetched for it comes later, in entries of its own.
      const { action, actor, objects, ...entry } = entries.at(-1);
      expect(entries.slice(0, -1).filter((one) => !/\.fetch(ed|Failed)$/.test(one.action))).toEqual([]);
      expect(actor).toEqual({ id: consumer.id });
      // Settings are of the tenant itself.
      if (!action.startsWith('settings.')) expect(objects.length).toBeGreaterThan(0);
      for (const { kind, id } of objects) expect([typeof kind, typeof id]).toEqual(['string', 'string']);
      const [, tells] = told.find(([verbs]) => verbs.test(action)) ?? [];
      const present = { before: entry.before !== null, after: entry.after !== null };
      expect({ action, ...present }).toEqual({
        action,
        before: tells?.before || present.before,
        after: tells?.after || present.after,
      });
      expect(tells ? [] : [action]).toEqual([]);
      expect(then).toEqual(before);
    },
  );
});
