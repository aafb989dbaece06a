import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { print } from 'graphql';
import { from, switchMap } from 'rxjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexFacts } from '../../landscape/impact.ts';
import type { Change } from '../../landscape/model.ts';
import { deletedScenario, refilling, withScenario } from '../../web/activity/revert/deletedScenario.ts';
import { stepOf } from '../../web/activity/revert/steps.ts';
import type { Told } from '../../web/activity/revert/told.ts';
import { ActivityDocument, LandscapeDocument } from '../../web/graphql.generated.ts';
import { type LiveLandscape, readLandscape } from '../../web/live/liveLandscape.ts';
import { type Api, createApi } from '../testing/api.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';

let api: Api;
let seed: LandscapeSeed;
let orders: string;
beforeAll(async () => {
  api = await createApi();
  seed = await createLandscape(api.platform.database, { tenantId: api.tenantId, scenarios: ['campaign', 'loyalty'] });
  orders = await seed.application('orders', ['campaign']);
});
afterAll(() => api.close());

/** As the console sends it; what the server refuses is thrown. */
const link = new ApolloLink(({ query, variables }) =>
  from([0]).pipe(switchMap(() => from(api.run(print(query), variables)))),
);
const client = new ApolloClient({ cache: new InMemoryCache(), link });

async function landscape(): Promise<LiveLandscape> {
  const { data } = await client.query({ query: LandscapeDocument, fetchPolicy: 'no-cache' });
  if (!data) throw new Error('no landscape');
  return readLandscape(data.landscape);
}

async function lastEntry(): Promise<Told> {
  const { data } = await client.query({ query: ActivityDocument, variables: { first: 1 }, fetchPolicy: 'no-cache' });
  const entry = data?.activity.data[0];
  if (!entry) throw new Error('the log is empty');
  return entry;
}

async function made(mutation: string) {
  const { data, errors } = await api.run(`mutation { result: ${mutation} }`);
  expect(errors).toBeUndefined();
  return { data, entry: await lastEntry() };
}

async function offer(entry: Told) {
  const step = stepOf(entry);
  if (!step) throw new Error(`${entry.action} has no step`);
  return step.read(client, await landscape());
}

async function takeBack(entry: Told): Promise<string> {
  const open = await offer(entry);
  if (!('run' in open)) throw new Error(open.why);
  await open.run();
  expect(await offer(entry), 'once').toEqual({ why: 'Nothing of it is left to take back.' });
  return [open.words, ...(open.beside ?? [])].join(' ');
}

async function apply(changes: readonly Change[]) {
  const { version } = await landscape();
  const { errors } = await api.run(
    `mutation ($changes: [LandscapeChangeInput!]!, $version: Int!) {
      applyChanges(changes: $changes, expectedVersion: $version) { version }
    }`,
    { changes, version },
  );
  expect(errors).toBeUndefined();
}

const done = async (query: string) => (await api.run(`{ result: ${query} }`)).data?.['result'];

test('settings go back with what that changes said first, and not over somebody else', async () => {
  const policy = await made('setConnectionPolicy(policy: SHARED) { connectionPolicy }');
  expect(await takeBack(policy.entry)).toMatch(/^Sets the connection policy back to exclusive\. /);
  expect(await done('tenantSettings { connectionPolicy }')).toEqual({ connectionPolicy: 'EXCLUSIVE' });

  const set = (overdue: number) =>
    made(`setCertificateThresholds(in: { renewalDue: 50, overdue: ${overdue}, critical: 90 }) { overdue }`);
  const first = await set(80);
  await set(81);
  expect(await offer(first.entry)).toEqual({
    why: 'Somebody changed them since: they are 50 %, 81 %, 90 % by now.',
  });
  await set(80);
  expect(await takeBack(first.entry)).toMatch(/^Sets the thresholds back to 70 %, 85 %, 90 %\. /);
});

test('a connection policy waits while an application has several runtimes', async () => {
  const { entry } = await made('setConnectionPolicy(policy: SHARED) { connectionPolicy }');
  const runtimes = [await seed.runtime('eu', ['campaign']), await seed.runtime('us', ['campaign'])];
  for (const runtime of runtimes) {
    await made(`connectApplication(applicationID: "${orders}", runtimeID: "${runtime}") { state }`);
  }
  expect(await offer(entry)).toEqual({
    why: 'More than one runtime is connected to orders. Disconnect all but one of them first.',
  });
  await made(`disconnectApplication(applicationID: "${orders}", runtimeID: "${runtimes[1]}") { state }`);
  await takeBack(entry);
});

test('a label definition that was made, changed and removed', async () => {
  const created = await made('createLabelDefinition(in: { key: "tier", schema: "{\\"type\\":\\"string\\"}" }) { key }');
  const updated = await made('updateLabelDefinition(in: { key: "tier" }) { key }');
  expect(await offer(created.entry)).toMatchObject({ why: expect.stringContaining('changed the definition since') });
  await made(`setApplicationLabel(applicationID: "${orders}", key: "tier", value: 7) { key }`);
  expect(await offer(updated.entry)).toMatchObject({
    why: expect.stringContaining('1 label would not satisfy the former schema. Change it first'),
  });
  await made(`setApplicationLabel(applicationID: "${orders}", key: "tier", value: "gold") { key }`);
  expect(await takeBack(updated.entry)).toBe('Sets the schema of tier back to what it was. No label changes.');
  expect(await offer(created.entry)).toMatchObject({ why: expect.stringContaining('1 label with that key would go') });
  await made(`deleteApplicationLabel(applicationID: "${orders}", key: "tier") { key }`);
  expect(await takeBack(created.entry)).toBe('Removes the definition of tier. No label has that key.');
});

test('a deleted label definition comes back with the labels that nobody has touched since, and with what rules make of them', async () => {
  const ids = [];
  for (const name of ['red', 'blue', 'green', 'grey']) ids.push(await seed.application(name, []));
  const [red, blue, green, grey] = ids;
  const cluster = await seed.runtime('cluster', ['campaign', 'default']);
  const set = (id: string | undefined, value: string) =>
    made(`setApplicationLabel(applicationID: "${id}", key: "zone", value: "${value}") { key }`);
  await made('createLabelDefinition(in: { key: "zone", schema: "{\\"type\\":\\"string\\"}" }) { key }');
  for (const id of ids) await set(id, 'a');
  const { entry } = await made('deleteLabelDefinition(key: "zone", deleteRelatedLabels: true) { key }');
  expect(await offer(entry)).toMatchObject({ words: 'Defines zone again and sets it for 4 objects.', beside: [] });

  // One has another value, one had one meanwhile, one is gone; the definition came back with the first of them.
  await set(blue, 'b');
  await set(green, 'c');
  await made(`deleteApplicationLabel(applicationID: "${green}", key: "zone") { key }`);
  await made(`unregisterApplication(id: "${grey}") { id }`);
  await made('createScenario(name: "zoned") { id }');
  await made(
    'createScenarioRule(in: { scenario: "zoned", selector: { key: "zone", value: "a" }, matches: [APPLICATION] }) { matches }',
  );
  await made(`connectApplication(applicationID: "${red}", runtimeID: "${cluster}") { state }`);
  const open = await offer(entry);
  expect(open).toMatchObject({
    words: 'Sets zone again for 1 object. The definition that is there by now stays.',
    beside: [
      'By rule, 1 live connection stops: red to cluster.',
      '2 labels stay as somebody has left them since.',
      '1 label was of an object that no longer exists.',
    ],
    typed: { name: 'zone' },
  });
  if (!('run' in open)) throw new Error(open.why);

  await made(`setRuntimeLabel(runtimeID: "${cluster}", key: "other", value: 1) { key }`);
  await open.run();
  expect(await lastEntry()).toMatchObject({
    action: 'labelDefinition.restored',
    after: { labels: [{ objectId: red, value: 'a' }], memberships: [{ objectID: red }] },
  });
  const zoneOf = async (id: string | undefined) => (await done(`application(id: "${id}") { labels }`)).labels;
  expect(await zoneOf(red)).toMatchObject({ zone: 'a', scenarios: ['zoned'] });
  expect(await zoneOf(blue)).toMatchObject({ zone: 'b' });
  expect(await zoneOf(green)).not.toHaveProperty('zone');
  const now = indexFacts(await landscape());
  expect(now.holders.get(red ?? '')?.size ?? 0).toBe(0);
  expect(await offer(entry)).toMatchObject({ why: expect.stringContaining('Nothing of it is left to take back.') });
  await expect(open.run(), 'a second time').rejects.toThrow('Somebody changed what this does');
});

test('a deleted label definition comes back whole, and not against a schema that somebody made since', async () => {
  const late = await seed.application('late', []);
  const schema = JSON.stringify(JSON.stringify({ type: 'integer' }));
  await made(`createLabelDefinition(in: { key: "rank", schema: ${schema} }) { key }`);
  await made(`setApplicationLabel(applicationID: "${late}", key: "rank", value: 7) { key }`);
  const { entry } = await made('deleteLabelDefinition(key: "rank", deleteRelatedLabels: true) { key }');
  const { entry: created } = await made(
    'createLabelDefinition(in: { key: "rank", schema: "{\\"type\\":\\"string\\"}" }) { key }',
  );
  expect(await offer(entry)).toEqual({
    why: 'Nothing of it is left to take back. 1 label does not satisfy the present schema.',
  });
  await takeBack(created);
  const open = await offer(entry);
  if (!('run' in open)) throw new Error(open.why);
  await open.run();
  expect(await done('labelDefinition(key: "rank") { schema }')).toEqual({ schema: '{"type":"integer"}' });
  expect((await done(`application(id: "${late}") { labels }`)).labels).toMatchObject({ rank: 7 });
  const { errors } = await api.run(`mutation { restoreLabelDefinition(entry: ${entry.sequence}) { key } }`);
  expect(errors?.[0]?.message).toContain('Nothing of the deletion of rank is left to take back');
});

test('a package and what was added to it; credentials of its own are never lost', async () => {
  const added = await made(`addPackage(applicationID: "${orders}", in: { name: "p", description: "old" }) { id }`);
  const id = added.data?.['result'].id;
  const updated = await made(`updatePackage(id: "${id}", in: { name: "p", description: "new" }) { id }`);
  expect(await takeBack(updated.entry)).toBe('Sets description back to “old”.');
  const api1 = await made(
    `addAPIDefinitionToPackage(packageID: "${id}", in: { name: "stock", targetURL: "https://a.example" }) { id }`,
  );
  const doc = await made(
    `addDocumentToPackage(packageID: "${id}", in: { title: "Read me", displayName: "r", description: "d", format: MARKDOWN }) { id }`,
  );
  expect(await offer(added.entry)).toMatchObject({ words: 'Removes the package p with 1 API and 1 document.' });
  expect(await takeBack(doc.entry)).toContain('Removes the document Read me from the package p.');
  expect(await takeBack(api1.entry)).toContain('Removes the API stock from the package p.');

  const secret = '{ credential: { basic: { username: "u", password: "p" } } }';
  await made(`updatePackage(id: "${id}", in: { name: "p", defaultInstanceAuth: ${secret} }) { id }`);
  const again = await made(`updatePackage(id: "${id}", in: { name: "q", defaultInstanceAuth: ${secret} }) { id }`);
  expect(await offer(again.entry)).toMatchObject({ why: expect.stringContaining('has credentials of its own') });
  expect(await takeBack(added.entry)).toContain('Removes the package q. Nothing is in it.');
});

test('an integration system gets its name back; a scenario that was made is deleted with its consequence said', async () => {
  const { data } = await made('registerIntegrationSystem(in: { name: "sap", description: "x" }) { id }');
  const updated = await made(
    `updateIntegrationSystem(id: "${data?.['result'].id}", in: { name: "sap2", description: "x" }) { id }`,
  );
  expect(await takeBack(updated.entry)).toBe('Sets name back to “sap”.');

  const created = await made('createScenario(name: "returns") { id }');
  expect(await offer(created.entry)).toMatchObject({ words: 'Deletes returns. Nothing is in it.' });
  const stale = await offer(created.entry);
  await apply([{ addToScenario: { objectID: orders, scenario: 'returns' } }]);
  if (!('run' in stale)) throw new Error(stale.why);
  await expect(stale.run(), 'somebody came in meanwhile').rejects.toThrow();
  expect(await takeBack(created.entry)).toContain('1 member leaves it');
});

test('a deleted scenario gets back who was in it by hand and the connections that still can be', async () => {
  const stock = await seed.application('stock', ['loyalty']);
  const asia = await seed.runtime('asia', ['loyalty']);
  await made(`connectApplication(applicationID: "${stock}", runtimeID: "${asia}") { state }`);
  const { entry } = await made('deleteScenario(name: "loyalty") { id }');
  const deleted = deletedScenario(entry);
  if (!deleted) throw new Error('the entry does not say enough');
  const whole = withScenario(indexFacts(await landscape()), 'loyalty');
  const { changes, stays } = refilling(deleted, whole);
  expect(stays).toEqual([]);
  await made('createScenario(name: "loyalty") { id }');
  await apply(changes);
  const now = indexFacts(await landscape());
  expect(now.members.get(stock)?.memberships.get('loyalty')?.manual).toBe(true);
  expect(now.members.get(asia)?.memberships.get('loyalty')?.manual).toBe(true);
  expect(now.holders.get(stock)?.has(asia)).toBe(true);
  expect(refilling(deleted, now)).toEqual({ changes: [], stays: [] });
});
