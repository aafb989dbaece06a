import { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { type ExecutionResult, parse, print, subscribe } from 'graphql';
import { from, switchMap } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { impact, indexFacts } from '../../landscape/impact.ts';
import type { Change } from '../../landscape/model.ts';
import { createCommit } from '../../web/changes/commit.ts';
import { sameImpact, summarise } from '../../web/changes/describe.ts';
import {
  LandscapeChangedDocument,
  type LandscapeChangedSubscription,
  LandscapeDocument,
  type LandscapeQuery,
} from '../../web/graphql.generated.ts';
import { createLandscapeStore } from '../../web/live/landscapeStore.ts';
import { readChange, readLandscape } from '../../web/live/liveLandscape.ts';
import { createContext } from '../graphql/context.ts';
import { change, essence, type Model } from '../testing/administrators/model.ts';
import {
  createRule,
  defineLabel,
  deleteDefinition,
  deleteRule,
  editApplication,
  editDefinition,
  editLabel,
  editRuntime,
  type Hands,
  type Owner,
  type Proposal,
  removeLabel,
  type Told,
} from '../testing/administrators/proposals.ts';
import { type Api, createApi } from '../testing/api.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';

const interleavings = 200;
const scenarios = ['campaign', 'loyalty', 'returns'];
const keys = ['team', 'tier'];
const teams = ['retail', 'wholesale'];
const schemas = ['{"type":"string"}', '{"type":["string","number"]}', '{"enum":["retail","wholesale"]}'];
/** The same in each run, so that a failure concerns whoever caused it; `SEED` tries others. */
const seed = Number(process.env['SEED'] ?? 20_261_128);

/** mulberry32: the same numbers for the same seed. */
function randomFrom(start: number) {
  let state = start;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

let api: Api;
let landscape: LandscapeSeed;
const applications: string[] = [];
const runtimes: string[] = [];
beforeAll(async () => {
  api = await createApi();
  landscape = await createLandscape(api.platform.database, { tenantId: api.tenantId, scenarios });
  for (const name of ['orders', 'stock', 'crm']) applications.push(await landscape.application(name, ['campaign']));
  for (const name of ['eu', 'us']) runtimes.push(await landscape.runtime(name, ['campaign']));
});
afterAll(() => api.close());

/** The proposal that is being carried out; its writes are entered in the log under this name. */
const proposal = new AsyncLocalStorage<string>();

/** A console without its screens: Apollo, the live landscape, edits and confirmations are the console's own. */
function openConsole() {
  const link = new ApolloLink(({ query, variables }) => {
    const as = { ...api.admin, id: proposal.getStore() ?? 'reader' };
    return from([0]).pipe(switchMap(() => from(api.run(print(query), variables, as))));
  });
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  const store = createLandscapeStore({
    now: Date.now,
    async fetch() {
      const { data } = await client.query({ query: LandscapeDocument, fetchPolicy: 'no-cache' });
      if (!data) throw new Error('The landscape came back empty');
      return { landscape: readLandscape(data.landscape), staleAfterMs: data.installation.staleAfterMs };
    },
    open(after, listener) {
      let closed = false;
      const follow = async () => {
        const contextValue = createContext(api.platform, api.admin);
        const document = parse(print(LandscapeChangedDocument));
        const stream = await subscribe({ schema: api.schema, document, contextValue, variableValues: { after } });
        if (!(Symbol.asyncIterator in stream)) throw new Error(JSON.stringify(stream.errors));
        listener.connected();
        for await (const { data } of stream as AsyncIterable<ExecutionResult<LandscapeChangedSubscription>>) {
          if (closed) return;
          // As it comes over the wire: moments are texts there.
          if (data) listener.change(readChange(JSON.parse(JSON.stringify(data.landscapeChanged))));
        }
      };
      follow().catch(listener.ended);
      return () => {
        closed = true;
      };
    },
  });
  store.start();
  return { store, client, commit: createCommit(client, store) };
}

type Console = ReturnType<typeof openConsole>;

const everything = `{
  applications(first: 100) { data { id providerName description healthCheckURL labels } }
  runtimes(first: 100) { data { id name description labels } }
  labelDefinitions { key schema }
  scenarioRules { scenario selector { key value } matches }
}`;

/** Everything as the server has it. */
async function stored(): Promise<Model> {
  const { landscape } = await api.data<LandscapeQuery>(print(LandscapeDocument));
  const all = await api.data(everything);
  const objects = [...all.applications.data, ...all.runtimes.data];
  const texts = objects.map(({ id, labels: _, ...rest }): [string, Record<string, string>] => [
    id,
    Object.fromEntries(Object.entries(rest).map(([field, text]) => [field, String(text ?? '')])),
  ]);
  // Compass sets labels of its own on Applications, too.
  const labels = objects.map(({ id, labels: own }): [string, Record<string, unknown>] => [
    id,
    Object.fromEntries(Object.entries(own).filter(([key]) => keys.includes(key))),
  ]);
  const definitions = all.labelDefinitions.filter(({ key }: { key: string }) => keys.includes(key));
  return {
    facts: readLandscape(landscape),
    texts: new Map(texts),
    labels: new Map(labels),
    definitions: new Map(definitions.map(({ key, schema }: Record<string, string>) => [key, schema ?? ''])),
    rules: all.scenarioRules.flatMap(({ scenario, selector, matches }: any) =>
      matches.map((kind: Owner['kind']) => ({ scenario, kind, ...selector })),
    ),
  };
}

/** Numbers of the entries since then, by the proposal that wrote them. */
async function writtenSince(sequence: number): Promise<Map<string, number>> {
  const { activity } = await api.data(
    `query ($after: Int!) { activity(filter: { afterSequence: $after }, first: 100) { data { sequence actor { id } } } }`,
    { after: sequence },
  );
  const entries: { sequence: number; actor: { id: string } }[] = activity.data;
  return new Map(entries.map((entry) => [entry.actor.id, entry.sequence]));
}

it(`two administrators lose no update and see each conflict, ${interleavings} times (SEED=${seed})`, async () => {
  const random = randomFrom(seed);
  const pick = <T>(items: readonly T[]): T => items[random(items.length)] as T;
  const anyChange = (): Change => {
    const pair = { applicationID: pick(applications), runtimeID: pick(runtimes) };
    const membership = { objectID: pick([...applications, ...runtimes]), scenario: pick(scenarios) };
    return pick<Change>([
      { addToScenario: membership },
      { removeFromScenario: membership },
      { connect: pair },
      { switch: pair },
      { disconnect: pair },
    ]);
  };
  const consoles = [openConsole(), openConsole()] as const;
  await expect.poll(() => consoles.every(({ store }) => store.snapshot().status.kind === 'live')).toBe(true);

  /** Changes of the landscape, as they are applied from the map and the tables. */
  const apply = async ({ store, commit }: Console, changes: Change[]): Promise<Told> => {
    const seen = store.snapshot().landscape;
    if (!seen) throw new Error('The landscape has not arrived');
    const agreed = impact(indexFacts(seen), changes);
    if (agreed.conflicts.length > 0) return { shown: agreed.conflicts.map(({ message }) => message) };
    const result = await commit(changes, agreed).catch((error: Error) => error);
    if (result instanceof Error) return { shown: [result.message] };
    if (!result.done) {
      expect(sameImpact(result.impact, agreed), 'held back for a reason').toBe(false);
      return { shown: [summarise(result.impact)] };
    }
    return {
      done(model) {
        expect(sameImpact(impact(indexFacts(model.facts), changes), agreed), 'did what was agreed to').toBe(true);
        change(model, changes);
      },
    };
  };
  let texts = 0;
  const anyProposal = (console: Console): { what: string; run: Proposal } => {
    const turns = random(6);
    const hands: Hands = {
      client: console.client,
      async ponder() {
        for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      },
    };
    const changes = Array.from({ length: 1 + random(2) }, anyChange);
    const [application, runtime, key, team] = [pick(applications), pick(runtimes), pick(keys), pick(teams)];
    const owner = pick<Owner>([
      { kind: 'APPLICATION', id: application },
      { kind: 'RUNTIME', id: runtime },
    ]);
    const rule = { scenario: pick(scenarios), kind: owner.kind, value: team };
    const text = `text-${texts++}`;
    const applicationField = pick(['description', 'providerName'] as const);
    const runtimeField = pick(['description', 'name'] as const);
    const label = pick([team, text]);
    const schema = pick(schemas);
    const proposals: [what: string, run: Proposal][] = [
      ['application', () => editApplication(hands, application, applicationField, text)],
      ['runtime', () => editRuntime(hands, runtime, runtimeField, text)],
      ['label', () => editLabel(hands, owner, key, label)],
      ['label', () => editLabel(hands, owner, key, label)],
      ['label removed', () => removeLabel(hands, owner, key)],
      ['defined', () => defineLabel(hands, key, schema)],
      ['definition', () => editDefinition(hands, key, schema)],
      ['definition deleted', () => deleteDefinition(hands, key)],
      ['rule', () => createRule(hands, rule)],
      ['rule deleted', () => deleteRule(hands, rule.scenario, rule.kind)],
    ];
    const other = pick(proposals);
    const [what, run] = random(2) === 0 ? (['landscape', () => apply(console, changes)] as const) : other;
    return {
      what,
      async run() {
        await hands.ponder();
        return run();
      },
    };
  };

  const model = await stored();
  const told: Record<string, { done: number; shown: number }> = {};
  for (let round = 0; round < interleavings; round += 1) {
    const context = `SEED=${seed}, interleaving ${round}`;
    const { revision } = await api.data('{ revision }');
    // Some look at an old screen: changes wait while something is open.
    const releases = consoles.flatMap(({ store }) => (random(3) === 0 ? [store.hold()] : []));
    const proposals = consoles.flatMap((console) =>
      Array.from({ length: 1 + random(3) }, () => ({ ...anyProposal(console), id: `proposal-${texts++}` })),
    );
    const outcomes = await Promise.all(
      proposals.map(async ({ what, id, run }) => ({ what, id, told: await proposal.run(id, run) })),
    );
    for (const release of releases) release();

    const written = await writtenSince(revision);
    const done = outcomes.flatMap(({ what, id, told: outcome }) => {
      const counts = told[what] ?? { done: 0, shown: 0 };
      told[what] = counts;
      if ('done' in outcome) {
        counts.done += 1;
        // A label that has the value already is not written.
        return [{ id, what, store: outcome.done, sequence: written.get(id) ?? revision }];
      }
      counts.shown += 1;
      expect(outcome.shown.length, `${context}, ${what}: a conflict has words`).toBeGreaterThan(0);
      expect(outcome.shown.every(Boolean), `${context}, ${what}: each conflict has words`).toBe(true);
      return [];
    });
    // Whatever was written was told to whoever asked for it: nothing was written that nobody knows of.
    const known = new Set(done.map(({ id }) => id));
    expect(
      [...written.keys()].filter((id) => !known.has(id)),
      context,
    ).toEqual([]);
    // Nothing told as done was undone by the other, or overwrote what its author had not seen: one after the other, in
    // the order of the log, they come to what is there.
    for (const { id, what, store } of done.sort((one, other) => one.sequence - other.sequence)) {
      try {
        store(model);
      } catch (error) {
        throw new Error(`${context}, ${what} as ${id}`, { cause: error });
      }
    }
    if (round % 10 === 9) expect(essence(await stored()), `${context} and those before`).toEqual(essence(model));
  }
  for (const [what, { done }] of Object.entries(told)) expect(done, `${what} was done`).toBeGreaterThan(0);
  const held = (whats: string[]) => whats.reduce((sum, what) => sum + (told[what]?.shown ?? 0), 0);
  expect(held(['landscape']), 'changes of the landscape were held back').toBeGreaterThan(0);
  expect(held(['application', 'runtime', 'label', 'definition']), 'edits were held back').toBeGreaterThan(0);
  expect(
    held(['label removed', 'definition deleted', 'rule', 'rule deleted']),
    'as was what is asked about',
  ).toBeGreaterThan(0);

  // Both screens come to show the same.
  for (const { store } of consoles) {
    const shown = () => essence({ ...model, facts: store.snapshot().landscape ?? ({} as Model['facts']) });
    await expect.poll(shown).toEqual(essence(model));
    store.stop();
  }
}, 300_000);
