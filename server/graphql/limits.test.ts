import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { getIntrospectionQuery } from 'graphql';
import { createSchema } from 'graphql-yoga';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEndpoint } from './endpoint.ts';
import { limits } from './limits.ts';

/** The types the Runtime Agents' documents touch, bundles and packages included. */
const typeDefs = `
  type Query { node: Node  applicationsForRuntime(runtimeID: ID!, first: Int = 100): ApplicationPage!  runtime(id: ID!): Runtime  things(first: Int): [Node!]! }
  type Node { node: Node  things(first: Int): [Node!]!  name: String }
  type Runtime { labels: String }
  type PageInfo { startCursor: String endCursor: String hasNextPage: Boolean }
  type ApplicationPage { data: [Application!] pageInfo: PageInfo totalCount: Int }
  type Application { id: ID name: String providerName: String description: String labels: String auths: [Auth!] bundles: BundlePage packages: BundlePage }
  type Auth { id: ID }
  type BundlePage { data: [Bundle!] pageInfo: PageInfo totalCount: Int }
  type Bundle { id: ID name: String description: String instanceAuthRequestInputSchema: String apiDefinitions: DefinitionPage eventDefinitions: DefinitionPage documents: DefinitionPage defaultInstanceAuth: InstanceAuth }
  type DefinitionPage { data: [Definition!] pageInfo: PageInfo totalCount: Int }
  type Definition { id: ID applicationID: ID name: String title: String displayName: String kind: String description: String targetURL: String group: String format: String data: String spec: Spec version: Version }
  type Spec { data: String format: String type: String }
  type Version { value: String deprecated: Boolean deprecatedSince: String forRemoval: Boolean }
  type InstanceAuth { credential: Credential additionalHeaders: String additionalQueryParams: String requestAuth: RequestAuth }
  union Credential = BasicCredentialData | OAuthCredentialData
  type BasicCredentialData { username: String password: String }
  type OAuthCredentialData { clientId: String clientSecret: String url: String }
  type RequestAuth { csrf: Csrf }
  type Csrf { tokenEndpointURL: String }
`;

const page = (data: string) => `{ data { ${data} } pageInfo { startCursor endCursor hasNextPage } totalCount }`;
const version = 'version { value deprecated deprecatedSince forRemoval }';
const application = 'id name providerName description labels auths { id }';

/** runtime-agent.md 8.2 */
const agent2020 = `query { result: applicationsForRuntime(runtimeID: "r") ${page(
  `${application} packages ${page(`
  id name description instanceAuthRequestInputSchema
  apiDefinitions ${page(`id name description spec { data format type } targetURL group ${version}`)}
  eventDefinitions ${page(`id applicationID name description group spec { data type format } ${version}`)}
  documents ${page('id applicationID title displayName description format kind data')}`)}`,
)} }`;

/** runtime-agent.md 8.3 */
const agent2024 = `query { runtime(id: "r") { labels } applicationsForRuntime(runtimeID: "r") ${page(
  `${application} bundles ${page(`
  id name description instanceAuthRequestInputSchema
  apiDefinitions ${page(`id name description targetURL group ${version}`)}
  eventDefinitions ${page(`id name description group ${version}`)}
  defaultInstanceAuth { credential { ... on BasicCredentialData { username password } ... on OAuthCredentialData { clientId clientSecret url } }
    additionalHeaders additionalQueryParams requestAuth { csrf { tokenEndpointURL } } }`)}`,
)} }`;

const nested = (depth: number) => `{ ${'node { '.repeat(depth - 1)} name ${'}'.repeat(depth - 1)} }`;

let server: Server;
let url: string;
beforeAll(async () => {
  const resolvers = { Query: { applicationsForRuntime: () => ({}), node: () => null, things: () => [] } };
  const endpoint = createEndpoint({
    schema: createSchema({ typeDefs, resolvers }),
    log: pino({ level: 'silent' }),
    context: async () => ({}),
  });
  server = createServer(express().use('/graphql', endpoint));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function run(query: string, variables = { first: 200 }) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as any };
}

describe('What real clients send passes', () => {
  test.each([
    ['the agent of April 2020', agent2020],
    ['the last agent', agent2024],
    ['introspection', getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, oneOf: true })],
    ['the deepest document allowed', nested(limits.depth)],
    ['a page of 100 items', '{ things(first: 100) { name node { name } } }'],
  ])('%s', async (_name, query) => {
    const { status, body } = await run(query);
    expect(body.errors).toBeUndefined();
    expect(status).toBe(200);
  });
});

describe('What asks for too much is refused before it runs', () => {
  test.each([
    ['depth', nested(limits.depth + 1), /depth limit/],
    ['depth through a fragment', `{ ...a } fragment a on Query ${nested(limits.depth + 1)}`, /depth limit/],
    [
      'aliases',
      `{ ${Array.from({ length: limits.aliases + 1 }, (_, i) => `a${i}: __typename a${i}b: node { name }`).join(' ')} }`,
      /Aliases limit/,
    ],
    ['cost', '{ things(first: 200) { things(first: 200) { name } } }', /the limit is 20000/],
    [
      'cost by a variable',
      'query ($first: Int) { things(first: $first) { things(first: $first) { name } } }',
      /the limit is 20000/,
    ],
    [
      'cost by the default of a variable, through a fragment',
      'query ($n: Int = 200) { ...a } fragment a on Query { things(first: $n) { things(first: $n) { name } } }',
      /the limit is 20000/,
    ],
    [
      'many pages at once',
      `{ ${Array.from({ length: 99 }, (_, i) => `a${i}: things { name node { name } }`).join(' ')} }`,
      /the limit is 20000/,
    ],
    ['tokens', `{ ${'name '.repeat(limits.tokens)} }`, /more than 2000 tokens/],
    ['empty argument lists', `{ ${'node() '.repeat(limits.tokens)} }`, /more than 2000 tokens/],
    [
      'nested introspection',
      `{ __schema { types { ${'fields { type { '.repeat(6)} name ${'} }'.repeat(6)} } } }`,
      /introspection depth/,
    ],
  ])('%s', async (_name, query, message) => {
    const { status, body } = await run(query);
    expect(status).toBe(422);
    expect(body.data).toBeNull();
    expect(body.errors[0].message).toMatch(message);
    expect(body.errors[0].extensions).toMatchObject({ error_code: 22, error: 'InvalidData' });
  });

  test('what doubles with every fragment is counted, not walked', async () => {
    const spread = (name: string) => `...${name} ...${name}`;
    const doubling = Array.from({ length: 60 }, (_, i) => `fragment f${i} on Node { ${spread(`f${i + 1}`)} }`).join(
      ' ',
    );
    const { status, body } = await run(`{ node { ...f0 } } ${doubling} fragment f60 on Node { name }`);
    expect(status).toBe(422);
    expect(body.errors[0].message).toMatch(/the limit is 20000/);
  });

  test('a fragment that contains itself ends the check too', async () => {
    const { status } = await run('{ ...a } fragment a on Query { node { name } ...b } fragment b on Query { ...a }');
    expect(status).toBe(422);
  });
});
