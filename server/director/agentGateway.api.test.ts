import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDirectorSchema } from '../graphql/schema.ts';
import { agent2020, agent2024, announce2020, announce2024 } from '../testing/agentDocuments.ts';
import { pair } from '../testing/certificates.ts';
import { freshSqlite } from '../testing/databases.ts';
import { type Credentials, type Gateways, type Machine, openGateways } from '../testing/gateways.ts';
import { createLandscape } from '../testing/landscape.ts';

const headers = { tenant: 'default' };
const page = <Row>(data: Row[]) => ({
  data,
  pageInfo: { startCursor: '', endCursor: '', hasNextPage: false },
  totalCount: data.length,
});
const anId = expect.stringMatching(/^[0-9a-f-]{36}$/);
const version = { value: 'v1', deprecated: true, deprecatedSince: null, forRemoval: false };

const orders = {
  name: 'Orders',
  description: 'All about orders',
  instanceAuthRequestInputSchema: '{"type":"object"}',
  defaultInstanceAuth: {
    credential: { oauth: { clientId: 'c', clientSecret: 's', url: 'https://auth.example/token' } },
    additionalHeaders: { 'X-A': ['1', '2'] },
    requestAuth: { csrf: { tokenEndpointURL: 'https://csrf.example/token' } },
  },
  apiDefinitions: [
    {
      name: 'orders',
      targetURL: 'https://shop.example/api',
      group: 'g',
      spec: {
        type: 'OPEN_API',
        format: 'JSON',
        data: '{"openapi":"3.0.0","info":{"title":"Orders","version":"1"},"paths":{}}',
      },
      version: { value: 'v1', deprecated: true },
    },
  ],
  eventDefinitions: [
    {
      name: 'order.created',
      spec: {
        type: 'ASYNC_API',
        format: 'YAML',
        data: "asyncapi: 2.0.0\ninfo: { title: Orders, version: '1' }\nchannels: {}\n",
      },
    },
  ],
  documents: [{ title: 'Guide', displayName: 'The guide', description: 'd', format: 'MARKDOWN', data: '# Guide' }],
};
const plain = { name: 'Plain', defaultInstanceAuth: { credential: { basic: { username: 'u', password: 'p' } } } };
const bare = { name: 'Without credentials' };

describe('An unmodified Runtime Agent behind mTLS', () => {
  let gateways: Gateways;
  let runtime: Machine;
  let application: Machine;
  let credentials: Credentials;
  beforeAll(async () => {
    gateways = await openGateways({}, freshSqlite, createDirectorSchema());
    runtime = await gateways.addMachine('RUNTIME', 'cluster');
    application = await gateways.addMachine('APPLICATION', 'shop');
    const alien = await gateways.addMachine('APPLICATION', 'alien');
    const seed = await createLandscape(gateways.database, {
      tenantId: runtime.tenantId,
      scenarios: ['default', 'campaign'],
    });
    await seed.membership(runtime.ownerId, 'RUNTIME', 'campaign');
    await seed.membership(application.ownerId, 'APPLICATION', 'campaign');
    await seed.membership(alien.ownerId, 'APPLICATION', 'default');
    credentials = await pair(gateways, runtime);
    const own = await pair(gateways, application);
    for (const input of [orders, plain, bare]) {
      const query = 'mutation($id: ID!, $in: BundleCreateInput!) { addBundle(applicationID: $id, in: $in) { id } }';
      const body = JSON.stringify({ query, variables: { id: application.ownerId, in: input } });
      const answer = await gateways.send({ path: '/director/graphql', credentials: own, body });
      expect(answer.body.errors).toBeUndefined();
    }
  });
  afterAll(() => gateways.close());

  const ask = async (query: string) => {
    const answer = await gateways.connect(query, { path: '/director/graphql', credentials, headers });
    expect([answer.status, answer.body.errors]).toEqual([200, undefined]);
    return answer.body.data;
  };
  const byName = (packages: { data: { name: string }[] }) => ({
    ...packages,
    data: [...packages.data].sort((one, other) => (one.name < other.name ? -1 : 1)),
  });
  const shop = () => ({
    id: application.ownerId,
    name: 'shop',
    providerName: null,
    description: null,
    labels: { scenarios: ['campaign'] },
    auths: [{ id: application.clientId }],
  });

  test('of 2020 gets its Applications with packages, specifications and documents', async () => {
    const { result, ...rest } = await ask(agent2020(runtime.ownerId));
    expect(rest).toEqual({});
    const empty = { apiDefinitions: page([]), eventDefinitions: page([]), documents: page([]) };
    const none = { description: null, instanceAuthRequestInputSchema: null };
    expect(result.data).toHaveLength(1);
    result.data[0].packages = byName(result.data[0].packages);
    expect(result).toEqual(
      page([
        {
          ...shop(),
          packages: page([
            {
              id: anId,
              name: 'Orders',
              description: 'All about orders',
              instanceAuthRequestInputSchema: '{"type": "object"}',
              apiDefinitions: page([
                {
                  id: anId,
                  name: 'orders',
                  description: null,
                  spec: {
                    data: '{"openapi":"3.0.0","info":{"title":"Orders","version":"1"},"paths":{}}',
                    format: 'JSON',
                    type: 'OPEN_API',
                  },
                  targetURL: 'https://shop.example/api',
                  group: 'g',
                  version,
                },
              ]),
              eventDefinitions: page([
                {
                  id: anId,
                  applicationID: application.ownerId,
                  name: 'order.created',
                  description: null,
                  group: null,
                  spec: {
                    data: "asyncapi: 2.0.0\ninfo: { title: Orders, version: '1' }\nchannels: {}\n",
                    format: 'YAML',
                    type: 'ASYNC_API',
                  },
                  version: null,
                },
              ]),
              documents: page([
                {
                  id: anId,
                  applicationID: application.ownerId,
                  title: 'Guide',
                  displayName: 'The guide',
                  description: 'd',
                  format: 'MARKDOWN',
                  kind: null,
                  data: '# Guide',
                },
              ]),
            },
            { id: anId, name: 'Plain', ...none, ...empty },
            { id: anId, name: 'Without credentials', ...none, ...empty },
          ]),
        },
      ]),
    );
  });

  test('of 2024 gets its labels, bundles and credentials, each of exactly one kind', async () => {
    const { runtime: own, applicationsForRuntime, ...rest } = await ask(agent2024(runtime.ownerId));
    expect(rest).toEqual({});
    expect(own).toEqual({ labels: { scenarios: ['campaign'] } });
    applicationsForRuntime.data[0].bundles = byName(applicationsForRuntime.data[0].bundles);
    const empty = { apiDefinitions: page([]), eventDefinitions: page([]) };
    const none = { description: null, instanceAuthRequestInputSchema: null };
    const noParameters = { additionalHeaders: null, additionalQueryParams: null, requestAuth: null };
    expect(applicationsForRuntime).toEqual(
      page([
        {
          ...shop(),
          bundles: page([
            {
              id: anId,
              name: 'Orders',
              description: 'All about orders',
              instanceAuthRequestInputSchema: '{"type": "object"}',
              apiDefinitions: page([
                {
                  id: anId,
                  name: 'orders',
                  description: null,
                  targetURL: 'https://shop.example/api',
                  group: 'g',
                  version,
                },
              ]),
              eventDefinitions: page([
                { id: anId, name: 'order.created', description: null, group: null, version: null },
              ]),
              defaultInstanceAuth: {
                credential: { clientId: 'c', clientSecret: 's', url: 'https://auth.example/token' },
                additionalHeaders: { 'X-A': ['1', '2'] },
                additionalQueryParams: null,
                requestAuth: { csrf: { tokenEndpointURL: 'https://csrf.example/token' } },
              },
            },
            {
              id: anId,
              name: 'Plain',
              ...none,
              ...empty,
              defaultInstanceAuth: { credential: { username: 'u', password: 'p' }, ...noParameters },
            },
            { id: anId, name: 'Without credentials', ...none, ...empty, defaultInstanceAuth: null },
          ]),
        },
      ]),
    );
  });

  test('announces its URLs and reads them back as an object of strings', async () => {
    const events = { key: 'runtime_eventServiceUrl', value: 'https://gateway.kyma.local' };
    const console = { key: 'runtime_consoleUrl', value: 'https://console.kyma.local' };
    expect(await ask(announce2020(runtime.ownerId, events.key, events.value))).toEqual({ result: events });
    expect(await ask(announce2024(runtime.ownerId, console.key, console.value))).toEqual({ setRuntimeLabel: console });
    const { runtime: own } = await ask(agent2024(runtime.ownerId));
    expect(own.labels).toEqual({
      scenarios: ['campaign'],
      [events.key]: events.value,
      [console.key]: console.value,
    });
  });

  test('gets nothing of an Application it shares no scenario with, and no configuration of another Runtime', async () => {
    const lonely = await gateways.addMachine('RUNTIME', 'lonely');
    const answer = await gateways.connect(agent2024(lonely.ownerId), {
      path: '/director/graphql',
      credentials: await pair(gateways, lonely),
      headers,
    });
    expect(answer.body).toEqual({ data: { runtime: { labels: {} }, applicationsForRuntime: page([]) } });
    const foreign = await gateways.connect(agent2020(runtime.ownerId), {
      path: '/director/graphql',
      credentials: await pair(gateways, lonely),
      headers,
    });
    expect([foreign.status, foreign.body.data, foreign.body.errors.length]).toEqual([200, null, 1]);
  });
});
