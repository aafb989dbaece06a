import type { AddressInfo } from 'node:net';
import express from 'express';
import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSequence } from '../connector/identity.store.ts';
import { createContext } from '../graphql/context.ts';
import { createEndpoint } from '../graphql/endpoint.ts';
import { parseLeniently } from '../graphql/parser.ts';
import { isRepeatable, repeatableFields } from '../graphql/repeatable.ts';
import { createRepeatedAnswers } from '../graphql/repeatedAnswers.ts';
import { agent2020, agent2024 } from '../testing/agentDocuments.ts';
import { wholeSelection } from '../testing/wholeSelection.ts';
import { filled } from './access/cell.ts';
import { hasRow, operationsOf } from './access/table.ts';
import { createWorld, type World } from './access/world.ts';

const log = pino({ level: 'silent' });
const runtimes = ['runtime', 'sharingRuntime', 'otherRuntime'] as const;
type Asker = (typeof runtimes)[number];

/** The Director behind repeated answers, without TLS: the header `as` says who asks. */
async function openEndpoint({ api, consumers }: World) {
  const { schema, platform } = api;
  let repeats = 0;
  const repeated = createRepeatedAnswers({
    schema,
    clock: platform.clock,
    async identify(request) {
      const consumer = consumers[request.get('as') as Asker];
      return { consumer, sequence: await readSequence(platform.database.read, consumer.tenantId ?? '') };
    },
    readSequence: (tenantId) => readSequence(platform.database.read, tenantId),
    onRepeat() {
      repeats += 1;
    },
  });
  const endpoint = createEndpoint({
    schema,
    log,
    before: repeated.handler,
    plugins: [repeated.plugin],
    context: async (request) => createContext(platform, repeated.consumerOf(request)),
  });
  const server = express().all('/', endpoint).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    repeats: () => repeats,
    async ask(as: Asker, query: string, variables: Record<string, unknown> | null = null) {
      const headers = { 'content-type': 'application/json', as };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
      const { 'content-type': type, 'content-length': length } = Object.fromEntries(response.headers);
      return { text: await response.text(), type, length };
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** As our own agent asks. */
const withVariables = `query ($id: ID!, $after: PageCursor) {
  runtime(id: $id) { labels }
  applicationsForRuntime(runtimeID: $id, after: $after) { ...Configured }
}
fragment Configured on ApplicationPage { data { id name auths { id } bundles { data { id name } } } totalCount }`;

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.api.close());

describe('An answer that is repeated', () => {
  it('is the one that would be computed, whatever has been changed in between', { timeout: 120_000 }, async () => {
    const mutations = new Map<string, string>();
    for (const { kind, field, row } of operationsOf(world.api.schema).filter(hasRow)) {
      if (kind !== 'mutation') continue;
      const args = row.args === undefined ? '' : `(${filled(row.args, world.ids, (id) => JSON.stringify(id))})`;
      mutations.set(field.name, `mutation { ${field.name}${args} ${wholeSelection(field.type)} }`);
    }
    const changed = new Set<string>();
    const step = fc.tuple(
      fc.constantFrom(...mutations.keys()),
      fc.constantFrom('automation', 'runtime', 'application' as const),
    );
    let repeats = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        await world.database.rewind();
        const endpoint = await openEndpoint(world);
        const answers = new Map<string, string>();
        const compare = async (mutation: string) => {
          for (const as of runtimes) {
            const { id } = world.consumers[as];
            for (const [query, variables] of [
              [agent2020(id), null],
              [agent2024(id), null],
              [withVariables, { id }],
            ] as const) {
              const first = await endpoint.ask(as, query, variables);
              const { data, errors } = await world.api.run(query, variables ?? {}, world.consumers[as]);
              if (!errors) expect(JSON.parse(first.text), mutation).toEqual(JSON.parse(JSON.stringify({ data })));
              expect(await endpoint.ask(as, query, variables), mutation).toEqual(first);
              const question = `${query} ${JSON.stringify(variables)}`;
              if ((answers.get(question) ?? first.text) !== first.text) changed.add(mutation);
              answers.set(question, first.text);
            }
          }
        };
        await compare('none');
        for (const [mutation, as] of steps) {
          await world.api.run(mutations.get(mutation) ?? '', {}, world.consumers[as]);
          await compare(mutation);
        }
        repeats += endpoint.repeats();
        await endpoint.close();
      }),
      { numRuns: 8, seed: 7 },
    );
    expect(repeats).toBeGreaterThan(150);
    expect(changed.size).toBeGreaterThan(5);
  });

  it('is not that to other variables', async () => {
    const endpoint = await openEndpoint(world);
    const { runtime, otherRuntime } = world.consumers;
    const own = await endpoint.ask('runtime', withVariables, { id: runtime.id });
    expect(await endpoint.ask('runtime', withVariables, { id: runtime.id })).toEqual(own);
    expect(endpoint.repeats()).toBe(1);
    const foreign = await endpoint.ask('runtime', withVariables, { id: otherRuntime.id });
    expect(foreign.text).toContain('"errors"');
    expect(endpoint.repeats()).toBe(1);
    await endpoint.close();
  });

  it('is made of fields of the contract', () => {
    for (const [type, fields] of Object.entries(repeatableFields)) {
      expect(Object.keys((world.api.schema.getType(type) as any).getFields())).toEqual(
        expect.arrayContaining([...fields]),
      );
    }
  });

  it.each([
    ['a field that looks at the clock', '{ runtime(id: "r") { connectionStatus { lastSync } } }', false],
    ['a variable', 'query ($id: ID!) { runtime(id: $id) { labels } }', true],
    ['a fragment', 'query { runtime(id: "r") { ...R } } fragment R on Runtime { labels }', true],
    [
      'a field of its own in a fragment',
      '{ runtime(id: "r") { ...R } } fragment R on Runtime { status { condition } }',
      false,
    ],
    ['a directive', '{ runtime(id: "r") { labels @skip(if: false) } }', false],
    ['a second operation', 'query A { runtime(id: "r") { id } } query B { runtime(id: "r") { id } }', false],
    ['a mutation', 'mutation { setRuntimeLabel(runtimeID: "r", key: "k", value: 1) { key } }', false],
    ['what is on the list, inline fragments too', agent2024('r'), true],
  ])('may have %s: %s', (_what, text, expected) => {
    expect(isRepeatable(world.api.schema, parseLeniently(text))).toBe(expected);
  });
});
