import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Consumer, staticTokenId } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

/** The scopes of director.md 3.2. */
const machineScopes = {
  RUNTIME: new Set(['runtime:read', 'runtime:write', 'application:read']),
  APPLICATION: new Set(['application:read', 'application:write']),
};

/** On both databases, because reach is part of statements; who may what is in contract/access. */
describe.each(databases)('Ownership on $name', ({ open }) => {
  let api: Api;
  const ids: Record<string, string> = {};

  beforeEach(async () => {
    api = await createApi(open);
    await api.data(
      'mutation($schema: JSONSchema!) { updateLabelDefinition(in: { key: "scenarios", schema: $schema }) { key } }',
      {
        schema: JSON.stringify({
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: { type: 'string', enum: ['default', 'campaign', 'marketing'] },
        }),
      },
    );
    const register = async (kind: 'Application' | 'Runtime', name: string, scenarios: string[]) => {
      const type = kind === 'Application' ? 'ApplicationRegisterInput' : 'RuntimeInput';
      const result = await api.data(`mutation($in: ${type}!) { result: register${kind}(in: $in) { id } }`, {
        in: { name, labels: { scenarios } },
      });
      ids[name] = result['result'].id;
    };
    await register('Application', 'shop', ['campaign']);
    await register('Application', 'crm', ['marketing']);
    await register('Runtime', 'one', ['campaign']);
    await register('Runtime', 'two', ['campaign']);
  });
  afterEach(() => api.close());

  const machine = (type: 'RUNTIME' | 'APPLICATION', name: string): Consumer => ({
    type,
    id: ids[name] ?? '',
    name: '',
    tenantId: api.tenantId,
    scopes: machineScopes[type],
  });
  const problem = async (text: string, variables: Record<string, unknown>, as: Consumer) =>
    (await api.run(text, variables, as)).errors?.map(({ extensions }) => extensions['error']);

  it('lets a Runtime see itself and the Applications it shares a scenario with', async () => {
    const answer = await api.data(
      '{ runtimes { totalCount data { name } } applications { totalCount data { name } } }',
      {},
      machine('RUNTIME', 'one'),
    );
    expect(answer).toEqual({
      runtimes: { totalCount: 1, data: [{ name: 'one' }] },
      applications: { totalCount: 1, data: [{ name: 'shop' }] },
    });
    expect(
      await api.data(
        'query($shop: ID!, $crm: ID!, $two: ID!) { shop: application(id: $shop) { name } crm: application(id: $crm) { name } two: runtime(id: $two) { name } }',
        ids,
        machine('RUNTIME', 'one'),
      ),
    ).toEqual({ shop: { name: 'shop' }, crm: null, two: null });
  });

  it('lets no machine decide about scenarios, and keeps them when a Runtime updates itself', async () => {
    const one = machine('RUNTIME', 'one');
    const shop = machine('APPLICATION', 'shop');
    const runtime = { id: ids['one'] };
    for (const text of [
      'mutation($id: ID!) { setRuntimeLabel(runtimeID: $id, key: "scenarios", value: ["marketing"]) { key } }',
      'mutation($id: ID!) { deleteRuntimeLabel(runtimeID: $id, key: "scenarios") { key } }',
      'mutation($id: ID!) { updateRuntime(id: $id, in: { name: "one", labels: { scenarios: ["marketing"] } }) { id } }',
    ]) {
      expect(await problem(text, runtime, one)).toEqual(['InvalidOperation']);
    }
    const set =
      'mutation($id: ID!) { setApplicationLabel(applicationID: $id, key: "scenarios", value: ["marketing"]) { key } }';
    expect(await problem(set, { id: ids['shop'] }, shop)).toEqual(['InvalidOperation']);
    const viewer = {
      ...api.admin,
      scopes: new Set([...api.admin.scopes].filter((scope) => scope !== 'landscape:write')),
    };
    expect(await problem(set, { id: ids['shop'] }, viewer)).toEqual(['InvalidOperation']);
    const { updateRuntime } = await api.data(
      'mutation($id: ID!) { updateRuntime(id: $id, in: { name: "one", labels: { a: 1 } }) { labels } }',
      runtime,
      one,
    );
    expect(updateRuntime.labels).toEqual({ a: 1, scenarios: ['campaign'] });
  });

  it('lets an Application see only itself', async () => {
    const shop = machine('APPLICATION', 'shop');
    const { applications } = await api.data('{ applications { totalCount data { name } } }', {}, shop);
    expect(applications).toEqual({ totalCount: 1, data: [{ name: 'shop' }] });
  });

  it('issues tokens for a new identity each time and lets only the owner or an administrator delete it', async () => {
    const one = machine('RUNTIME', 'one');
    const request =
      'mutation($id: ID!) { result: requestOneTimeTokenForRuntime(id: $id) { token connectorURL raw rawEncoded expiresAt } }';
    const { result } = await api.data(request, { id: ids['one'] }, one);
    const raw = '{"token":"not-a-real-token","connectorURL":"https://localhost:3443/connector/graphql"}';
    expect(result).toEqual({
      token: 'not-a-real-token',
      connectorURL: 'https://localhost:3443/connector/graphql',
      raw,
      rawEncoded: Buffer.from(raw).toString('base64'),
      expiresAt: '2026-11-19T15:32:00Z',
    });
    await api.data(request, { id: ids['one'] });
    const auths = async () =>
      (await api.data('query($id: ID!) { runtime(id: $id) { auths { id } } }', { id: ids['one'] }))['runtime'].auths;
    const [first] = await auths();
    expect(await auths()).toHaveLength(2);
    const remove = 'mutation($id: ID!) { result: deleteSystemAuthForRuntime(authID: $id) { id } }';
    const wrongType = 'mutation($id: ID!) { result: deleteSystemAuthForApplication(authID: $id) { id } }';
    expect(await problem(wrongType, first, api.admin)).toEqual(['NotFound']);
    expect((await api.run(wrongType, first)).errors?.[0]?.message).toMatch(
      /delete should remove single row, but removed 0 rows$/,
    );
    expect(await problem(remove, first, machine('RUNTIME', 'two'))).toEqual(['NotFound']);
    expect(await problem(remove, { id: 'x' }, api.admin)).toEqual(['NotFound']);
    expect(await problem(remove, first, { ...api.admin, tenantId: await api.newTenant('other') })).toEqual([
      'NotFound',
    ]);
    expect(await auths()).toHaveLength(2);
    expect(await api.data(remove, first, one)).toEqual({ result: first });
    expect(await auths()).toHaveLength(1);
  });

  it('gives Applications the token in the query of the legacy URL', async () => {
    const { result } = await api.data(
      'mutation($id: ID!) { result: requestOneTimeTokenForApplication(id: $id) { legacyConnectorURL } }',
      { id: ids['shop'] },
    );
    expect(result.legacyConnectorURL).toBe('https://localhost:3443/connector/graphql?token=not-a-real-token');
  });

  it('tells who is asking and in which tenants one may work', async () => {
    await api.newTenant('other');
    const { viewer, tenants } = await api.data('{ viewer { id type } tenants { id internalID name } }');
    expect(viewer).toEqual({ id: 'test-user', type: 'USER' });
    expect(tenants).toEqual([{ id: 'default', internalID: api.tenantId, name: 'default' }]);
    const automation: Consumer = { ...api.admin, type: 'AUTOMATION', id: staticTokenId };
    expect((await api.data('{ tenants { id } }', {}, automation))['tenants']).toEqual([
      { id: 'default' },
      { id: 'other' },
    ]);
    expect(await api.data('{ viewer { id type } }', {}, machine('RUNTIME', 'one'))).toEqual({
      viewer: { id: ids['one'], type: 'RUNTIME' },
    });
  });
});
