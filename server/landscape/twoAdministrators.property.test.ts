import { randomInt } from 'node:crypto';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { type ExecutionResult, parse, print, subscribe } from 'graphql';
import { from, switchMap } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyToFacts, impact, indexFacts } from '../../landscape/impact.ts';
import type { Change, Facts } from '../../landscape/model.ts';
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
import { type Api, createApi } from '../testing/api.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';

const interleavings = 200;
const scenarios = ['campaign', 'loyalty', 'returns'];
const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));

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

/** A console without its screens: Apollo, the live landscape and the writing of changes are the console's own. */
function openConsole() {
  const link = new ApolloLink(({ query, variables }) =>
    from([0]).pipe(switchMap(() => from(api.run(print(query), variables)))),
  );
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
  return { store, commit: createCommit(client, store) };
}

/** What everything comes down to: who is where, and which connections live. */
const essence = ({ applications, runtimes, connections }: Facts) => ({
  memberships: [...applications, ...runtimes]
    .map(({ id, memberships }) => [id, ...memberships.map(({ scenario }) => scenario).sort()].join(' '))
    .sort(),
  connections: connections.map(({ applicationID, runtimeID }) => `${applicationID} ${runtimeID}`).sort(),
});

const now = async (): Promise<Facts & { version: number }> => {
  const { landscape } = await api.data<LandscapeQuery>(print(LandscapeDocument));
  return readLandscape(landscape);
};

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
  const told = { done: 0, shown: 0 };

  for (let round = 0; round < interleavings; round += 1) {
    const context = `SEED=${seed}, interleaving ${round}`;
    const start = await now();
    // Some look at an old screen: changes wait while something is open.
    const releases = consoles.flatMap(({ store }) => (random(3) === 0 ? [store.hold()] : []));
    const proposals = consoles.flatMap(({ store, commit }) =>
      Array.from({ length: 1 + random(3) }, () => {
        const changes = Array.from({ length: 1 + random(2) }, anyChange);
        const turns = random(4);
        return async () => {
          for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
          const seen = store.snapshot().landscape;
          if (!seen) throw new Error('The landscape has not arrived');
          const agreed = impact(indexFacts(seen), changes);
          if (agreed.conflicts.length > 0) return { changes, shown: agreed.conflicts.map(({ message }) => message) };
          const result = await commit(changes, agreed).catch((error: Error) => error);
          if (result instanceof Error) return { changes, shown: [result.message] };
          if (result.done) return { changes, version: result.version };
          expect(sameImpact(result.impact, agreed), `${context}: held back for a reason`).toBe(false);
          return { changes, shown: [summarise(result.impact)] };
        };
      }),
    );
    const outcomes = await Promise.all(proposals.map((run) => run()));
    for (const release of releases) release();
    const end = await now();

    // Every version in between was told to whoever asked for it: nothing was written that nobody knows of.
    const done = outcomes.flatMap(({ changes, version }) => (version === undefined ? [] : [{ changes, version }]));
    const written = done.filter(({ version }) => version > start.version).sort((a, b) => a.version - b.version);
    const versions = [...new Set(written.map(({ version }) => version))];
    expect(versions, context).toEqual(
      Array.from({ length: end.version - start.version }, (_, index) => start.version + index + 1),
    );
    // Nothing told as done was undone by the other: one after the other, they come to what is there.
    const expected = written.reduce<Facts>((facts, { changes }) => applyToFacts(facts, changes), start);
    expect(essence(end), context).toEqual(essence(expected));
    const shown = outcomes.flatMap((outcome) => outcome.shown ?? []);
    expect(shown.every(Boolean), `${context}: each conflict has words`).toBe(true);
    told.done += written.length;
    told.shown += outcomes.length - done.length;
  }
  expect(told.done).toBeGreaterThan(interleavings / 4);
  expect(told.shown).toBeGreaterThan(0);

  // Both screens come to show the same.
  const end = essence(await now());
  for (const { store } of consoles) {
    await expect.poll(() => essence(store.snapshot().landscape ?? ({} as Facts))).toEqual(end);
    store.stop();
  }
}, 300_000);
