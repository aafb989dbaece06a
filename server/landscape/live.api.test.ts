import { randomUUID } from 'node:crypto';
import { type ExecutionResult, parse, subscribe } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContext } from '../graphql/context.ts';
import type { LandscapeChange } from '../graphql/director.generated.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const subscription = parse(`subscription ($after: Int) { landscapeChanged(after: $after) {
  sequence fromSequence version reset removed
  scenarios { name } applications { id name memberships { scenario } } runtimes { id name lastFetchAt }
  connections { applicationID runtimeID } } }`);

type Stream = AsyncGenerator<ExecutionResult<{ landscapeChanged: LandscapeChange }>>;

describe.each(databases)('the live feed on $name', ({ open }) => {
  let api: Api;
  /** Each test works in a tenant of its own. */
  let admin: Consumer;
  const streams: Stream[] = [];

  beforeAll(async () => {
    api = await createApi(open);
  }, 120_000);
  beforeEach(async () => {
    admin = { ...api.admin, tenantId: await api.newTenant(randomUUID()) };
  });
  afterEach(async () => {
    for (const stream of streams.splice(0)) await stream.return(undefined);
  });
  afterAll(() => api.close());

  const data = (text: string, variables: Record<string, unknown> = {}, as = admin) => api.data(text, variables, as);

  async function listen(after: number | null = null, as: Consumer = admin) {
    const result = await subscribe({
      schema: api.schema,
      document: subscription,
      variableValues: { after },
      contextValue: createContext(api.platform, as),
    });
    if (!(Symbol.asyncIterator in result)) throw new Error(result.errors?.[0]?.message);
    const stream = result as Stream;
    streams.push(stream);
    return async (): Promise<LandscapeChange> => {
      const { value } = await stream.next();
      if (!value?.data) throw new Error(value?.errors?.[0]?.message ?? 'the stream ended');
      return value.data.landscapeChanged;
    };
  }
  const register = async (name: string): Promise<string> =>
    (await data('mutation ($n: String!) { registerApplication(in: { name: $n }) { id } }', { n: name }))
      .registerApplication.id;
  const newScenario = (name: string) => data('mutation ($n: String!) { createScenario(name: $n) { id } }', { n: name });

  it('gives what was touched as it is now, numbered without a gap', async () => {
    const next = await listen(0);
    const id = await register('orders');
    expect(await next()).toMatchObject({
      fromSequence: 1,
      sequence: 1,
      version: 1,
      reset: false,
      applications: [{ id, name: 'orders', memberships: [{ scenario: 'default' }] }],
      removed: [],
    });
    await newScenario('campaign');
    expect(await next()).toMatchObject({ fromSequence: 2, sequence: 2, scenarios: [{ name: 'campaign' }] });
    await data('mutation ($id: ID!) { unregisterApplication(id: $id) { id } }', { id });
    expect(await next()).toMatchObject({ fromSequence: 3, sequence: 3, applications: [], removed: [id] });
  });

  it('joins what happens between two steps, so that a slow console gets one', async () => {
    const next = await listen(0);
    const names = Array.from({ length: 20 }, (_, n) => `app-${n}`);
    await register('zero');
    expect(await next()).toMatchObject({ fromSequence: 1, sequence: 1 });
    for (const name of names) await register(name);
    const step = await next();
    expect(step).toMatchObject({ fromSequence: 2, sequence: 21, reset: false });
    expect(step.applications.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it('gives up listing and asks for a fresh start when too much was touched', async () => {
    const next = await listen(0);
    await data('mutation { loadExampleLandscape { version } }');
    expect(await next()).toMatchObject({ fromSequence: 1, sequence: 1, reset: true, applications: [] });
  });

  it('replays what was missed after the number given', async () => {
    await register('one');
    await newScenario('campaign');
    await register('two');
    const next = await listen(1);
    expect(await next()).toMatchObject({
      fromSequence: 2,
      sequence: 3,
      version: 3,
      reset: false,
      scenarios: [{ name: 'campaign' }],
      applications: [{ name: 'two' }],
    });
  });

  it('starts anew for a number that was never given out', async () => {
    await register('one');
    expect(await (await listen(99))()).toMatchObject({ reset: true, sequence: 1 });
  });

  it('gives both sides of a connection that begins or ends', async () => {
    await data('mutation { loadExampleLandscape { version } }');
    const { landscape } = await data('{ landscape { applications { id name } runtimes { id name } } }');
    const application = landscape.applications[0].id;
    const runtime = landscape.runtimes[0].id;
    const next = await listen(1);
    const variables = { a: application, r: runtime };
    await data(
      'mutation ($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }',
      variables,
    );
    expect(await next()).toMatchObject({
      applications: [{ id: application }],
      runtimes: [{ id: runtime }],
      connections: [{ applicationID: application, runtimeID: runtime }],
    });
    await data('mutation ($a: ID!) { disconnectApplication(applicationID: $a) { state } }', { a: application });
    expect(await next()).toMatchObject({
      applications: [{ id: application }],
      runtimes: [{ id: runtime }],
      connections: [],
    });
  });

  it('shows contact times in steps without a number of their own', async () => {
    await data('mutation { loadExampleLandscape { version } }');
    const { landscape } = await data('{ landscape { runtimes { id } } }');
    const id = landscape.runtimes[0].id;
    const next = await listen(1);
    api.platform.contacts.fetch(id, true, api.now);
    await api.platform.contacts.flush();
    expect(await next()).toMatchObject({
      fromSequence: 2,
      sequence: 1,
      runtimes: [{ id, lastFetchAt: expect.anything() }],
    });
  });

  it('shows nothing of another tenant', async () => {
    const other = await api.newTenant(randomUUID());
    const next = await listen(0, { ...admin, tenantId: other });
    await register('ours');
    await data('mutation { createScenario(name: "theirs") { id } }', {}, { ...admin, tenantId: other });
    expect(await next()).toMatchObject({ sequence: 1, applications: [], scenarios: [{ name: 'theirs' }] });
  });

  it('is refused without the scope, and ends when the client leaves', async () => {
    await expect(listen(null, { ...admin, scopes: new Set() })).rejects.toThrow(/insufficient scopes/);
    const next = await listen();
    const waiting = next();
    await streams[0]?.return(undefined);
    await expect(waiting).rejects.toThrow('the stream ended');
  });
});
