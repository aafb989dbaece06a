import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '../graphql/context.ts';
import { createEndpoint } from '../graphql/endpoint.ts';
import { createDirectorSchema } from '../graphql/schema.ts';
import { wholeSelection } from '../testing/wholeSelection.ts';
import { filled } from './access/cell.ts';
import { hasRow, operationsOf } from './access/table.ts';
import { createWorld, type World } from './access/world.ts';
import { faultIn } from './fuzz/verdict.ts';

const seed = 20_261_122;

let world: World;
let server: Server;
let url: string;
const logged: string[] = [];

beforeAll(async () => {
  world = await createWorld();
  const { platform, schema } = world.api;
  const app = express();
  app.all(
    '/graphql',
    ...createEndpoint({
      schema,
      log: pino({}, { write: (line: string) => void logged.push(line) }),
      context: async () => createContext(platform, world.consumers.administrator),
    }),
  );
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await world.api.close();
});

/** Their work goes on after the answer, and would be taken for that of the next request. */
const lasting = new Set(['startBulk', 'retryBulk', 'undoBulk']);

/** A valid document for every query and mutation, before anything is done to it. */
const operations = operationsOf(createDirectorSchema()).filter(hasRow);
const validDocuments = () =>
  operations
    .filter(({ kind, field }) => kind !== 'subscription' && !lasting.has(field.name))
    .map(({ kind, field, row }) => {
      const args = row.args === undefined ? '' : `(${filled(row.args, world.ids, (id) => JSON.stringify(id))})`;
      return `${kind} { ${field.name}${args} ${wholeSelection(field.type, 1)} }`;
    });

const scraps = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  '"""',
  '$',
  '@',
  '!',
  ':',
  '...',
  '#',
  '&',
  '|',
  '\\',
  '\0',
  '\ufeff',
];
const words = [
  '__typename',
  '__schema',
  'fragment F on Query',
  'on',
  'null',
  '-',
  '1e',
  '$x',
  '@skip(if: true)',
  'query Q',
];
const scrap = fc.oneof(fc.constantFrom(...scraps, ...words), fc.string({ unit: 'binary', maxLength: 8 }));

/** A document that somebody has damaged once or a few times. */
const damaged = (documents: readonly string[]): fc.Arbitrary<string> => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const damage = fc.oneof(
    place.map((at) => (text: string) => text.slice(0, at * text.length)),
    place.map((at) => (text: string) => text.slice(at * text.length)),
    fc.tuple(place, scrap).map(([at, piece]) => (text: string) => {
      const cut = Math.floor(at * text.length);
      return text.slice(0, cut) + piece + text.slice(cut);
    }),
    fc.tuple(place, fc.nat(12)).map(([at, length]) => (text: string) => {
      const cut = Math.floor(at * text.length);
      return text.slice(0, cut) + text.slice(cut + length);
    }),
    fc.constantFrom(...documents).map((other) => (text: string) => text + other),
    fc.constant((text: string) => text.replaceAll(/\w+/g, (word) => [...word].reverse().join(''))),
    fc.constant((text: string) => text.replaceAll('}', '')),
  );
  return fc
    .tuple(fc.constantFrom(...documents), fc.array(damage, { minLength: 1, maxLength: 4 }))
    .map(([text, damages]) => damages.reduce((now, change) => change(now), text));
};

/** Large, deep and endless ones. */
const monstrous = [
  '',
  ' ',
  '#',
  '{'.repeat(100_000),
  '{a'.repeat(100_000),
  '('.repeat(500_000),
  '['.repeat(500_000),
  `{ viewer { ${'id '.repeat(150_000)} } }`,
  `{ ${Array.from({ length: 2000 }, (_, index) => `a${index}: viewer { id }`).join(' ')} }`,
  `{ application(id: "${'x'.repeat(900_000)}") { id } }`,
  `{ applications(filter: ${'['.repeat(150)}${']'.repeat(150)}) { totalCount } }`,
  `query { ...F } fragment F on Query { ...G } fragment G on Query { ...F }`,
  `{ viewer { id ...F } } fragment F on Viewer { ...F }`,
  `query A { viewer { id } } query B { viewer { id } }`,
  `subscription { landscapeChanged { sequence } viewer { id } }`,
  `{ ${'applications { data { packages { data { '.repeat(3)}`,
  `mutation { createScenario(name: """${'\\u0000'}""") { id } }`,
  `query($a: [[[[[[ID!]!]!]!]!]!]!) { viewer { id } }`,
  `query(${Array.from({ length: 1000 }, (_, index) => `$v${index}: Int`).join(' ')}) { viewer { id } }`,
  `{ viewer @include(if: $missing) { id } }`,
  `{ __schema { types { fields { type { ofType { ofType { ofType { fields { name } } } } } } } } }`,
];

/** Bodies that are no GraphQL request. */
const bodies: readonly (string | Uint8Array)[] = [
  '{}',
  '[]',
  'null',
  '1',
  '"text"',
  '{"query":1}',
  '{"query":null}',
  '{"query":{}}',
  '{"query":["{ viewer { id } }"]}',
  '[{"query":"{ viewer { id } }"}]',
  '{"query":"{ viewer { id } }","variables":1}',
  '{"query":"{ viewer { id } }","variables":[1]}',
  '{"query":"{ viewer { id } }","variables":"{}"}',
  '{"query":"{ viewer { id } }","operationName":1}',
  '{"query":"{ viewer { id } }","operationName":"missing"}',
  '{"query":"{ viewer { id } }","extensions":"x"}',
  '{"query":"{ viewer { id } }","unknown":true}',
  '{"__proto__":{"query":"{ viewer { id } }"}}',
  '{"query":"query($v: Any!) { __typename }","variables":{"__proto__":1}}',
  `{"query":"mutation($v: Any!) { setApplicationLabel(applicationID: \\"x\\", key: \\"k\\", value: $v) { key } }","variables":{"v":${'['.repeat(300_000)}${']'.repeat(300_000)}}}`,
  `${'['.repeat(400_000)}`,
  `{"query":"${'x'.repeat(2_000_000)}"}`,
  '{"query":"\\ud800"}',
  new Uint8Array([0xff, 0xfe, 0x00]),
  new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
];

interface Sent {
  body: string | Uint8Array;
  /** Of the body; JSON unless given. */
  type?: string;
}

/** What is wrong with the answer; null if it is data, or errors of the vocabulary with nothing written. */
async function problemWith({ body, type = 'application/json' }: Sent): Promise<string | null> {
  const before = world.database.version();
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body: body as BodyInit });
  const text = await response.text();
  if (![200, 400, 413, 422].includes(response.status)) return `status ${response.status}: ${text.slice(0, 300)}`;
  if (!text.startsWith('{')) return `no JSON object: ${text.slice(0, 300)}`;
  const { errors, data } = JSON.parse(text) as { errors?: Parameters<typeof faultIn>[0][]; data?: unknown };
  if (!errors) return data ? null : 'neither data nor errors';
  const fault = errors.map(faultIn).find((each) => each !== null);
  if (fault) return `${fault} ${logged.at(-1)?.slice(0, 1000)}`;
  // Several mutations of one document are one transaction each: the first may have succeeded.
  const partly = data !== null && data !== undefined;
  return world.database.version() !== before && !partly ? 'something is written in spite of an error' : null;
}

async function allProblems(all: readonly Sent[]): Promise<string[]> {
  const problems: string[] = [];
  for (const [index, sent] of all.entries()) {
    const problem = await problemWith(sent);
    if (problem) problems.push(`${index} (seed ${seed}): ${problem}: ${String(sent.body).slice(0, 400)}`);
    if (index % 250 === 249) await world.database.rewind();
  }
  return problems;
}

const asQuery = (query: string): Sent => ({ body: JSON.stringify({ query }) });

describe('A request that makes no sense', () => {
  it('is answered in the vocabulary a thousand times, and writes nothing', async () => {
    const documents = fc.sample(damaged(validDocuments()), { seed, numRuns: 1000 });
    expect(await allProblems(documents.map(asQuery))).toEqual([]);
  });

  it('is answered in the vocabulary however large or deep it is', async () => {
    expect(await allProblems(monstrous.map(asQuery))).toEqual([]);
  });

  it('is answered in the vocabulary when its body is no GraphQL request', async () => {
    const noise = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 60 }), { seed, numRuns: 100 });
    expect(await allProblems([...bodies, ...noise].map((body) => ({ body })))).toEqual([]);
    const types = [
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/graphql',
      'application/json; charset=x',
    ];
    expect(await allProblems(types.map((type) => ({ body: '{"query":"{ viewer { id } }"}', type })))).toEqual([]);
  });

  it('is refused in words when a value is nested more deeply than it could be written again', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const label = `setApplicationLabel(applicationID: "${world.ids['shop']}", key: "colour", value: $v) { key }`;
    const definition = 'updateLabelDefinition(in: { key: "unused", schema: $v }) { key }';
    for (const [type, text, value] of [
      ['Any', label, deep],
      ['JSONSchema', definition, JSON.stringify(deep)],
    ]) {
      const query = JSON.stringify(`mutation($v: ${type}!) { ${text} }`);
      const body = `{"query":${query},"variables":{"v":${value}}}`;
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      expect(await response.json()).toMatchObject({
        errors: [{ message: expect.stringMatching(/nested too deeply$/) }],
      });
    }
  });

  it('leaves the server answering', async () => {
    expect(await problemWith(asQuery('{ viewer { id } }'))).toBeNull();
  });
});
