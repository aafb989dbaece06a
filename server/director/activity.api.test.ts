import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { labels, systemAuths } from '../db/tables/director.tables.ts';
import { activity, tenants } from '../db/tables/tenant.tables.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

describe.each(databases)('What the Director leaves behind on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
  });
  afterEach(() => api.close());

  const entries = () =>
    api.platform.database.read
      .select()
      .from(activity)
      .where(eq(activity.tenantId, api.tenantId))
      .orderBy(asc(activity.sequence));

  it('is one activity entry per mutation, with before and after, and never a token', async () => {
    const { one } = await api.data(
      'mutation { one: registerApplication(in: { name: "shop", labels: { a: 1 } }) { id } }',
    );
    const id = one.id as string;
    await api.data('mutation($id: ID!) { updateApplication(id: $id, in: { description: "d" }) { id } }', { id });
    await api.data('mutation($id: ID!) { setApplicationLabel(applicationID: $id, key: "a", value: 2) { key } }', {
      id,
    });
    await api.data('mutation($id: ID!) { deleteApplicationLabel(applicationID: $id, key: "a") { key } }', { id });
    await api.data('mutation($id: ID!) { requestOneTimeTokenForApplication(id: $id) { token } }', { id });
    await api.data('mutation { createLabelDefinition(in: { key: "tier" }) { key } }');
    await api.data('mutation { deleteLabelDefinition(key: "tier") { key } }');
    await api.data('mutation($id: ID!) { unregisterApplication(id: $id) { id } }', { id });
    const found = await entries();
    expect(found.map(({ action }) => action)).toEqual([
      'application.registered',
      'application.updated',
      'label.set',
      'label.deleted',
      'oneTimeToken.issued',
      'labelDefinition.created',
      'labelDefinition.deleted',
      'application.unregistered',
    ]);
    const [registered, updated, set, deleted, issued] = found;
    const allLabels = { a: 1, name: 'shop', integrationSystemID: '', scenarios: ['default'] };
    expect(registered).toMatchObject({
      actorType: 'USER',
      actorId: 'test-user',
      objects: [{ kind: 'APPLICATION', id, name: 'shop' }],
      after: { name: 'shop', labels: allLabels },
    });
    expect(updated).toMatchObject({ before: { description: null }, after: { description: 'd' } });
    expect(set).toMatchObject({ before: { a: 1 }, after: { a: 2 } });
    expect(deleted).toMatchObject({ before: { a: 2 }, after: null });
    expect(issued?.after).toEqual({ systemAuthID: expect.any(String), expiresAt: expect.any(Number) });
    expect(found.at(-1)).toMatchObject({ before: { name: 'shop', labels: { scenarios: ['default'] } } });
    expect(JSON.stringify(found)).not.toContain('not-a-real-token');
  });

  it('is nothing when a mutation is refused', async () => {
    await api.data(
      'mutation { createLabelDefinition(in: { key: "tier", schema: "{\\"type\\":\\"string\\"}" }) { key } }',
    );
    const before = await entries();
    const refused = await api.run(
      'mutation { registerApplication(in: { name: "shop", labels: { fresh: 1, tier: 1 } }) { id } }',
    );
    expect(refused.errors?.[0]?.extensions['error']).toBe('InvalidData');
    expect(await entries()).toEqual(before);
    expect(await api.platform.database.read.select().from(labels)).toEqual([]);
    const { applications, labelDefinitions } = await api.data(
      '{ applications { totalCount } labelDefinitions { key } }',
    );
    expect([applications.totalCount, labelDefinitions.length]).toEqual([0, 2]);
  });

  it('is no label and no credential of an unregistered Runtime', async () => {
    const { result } = await api.data(
      'mutation { result: registerRuntime(in: { name: "r", labels: { a: 1, scenarios: ["default"] } }) { id } }',
    );
    await api.data('mutation($id: ID!) { requestOneTimeTokenForRuntime(id: $id) { token } }', result);
    const version = async () =>
      (await api.platform.database.read.select().from(tenants).where(eq(tenants.id, api.tenantId)))[0]
        ?.landscapeVersion;
    const before = (await version()) ?? 0;
    await api.data('mutation($id: ID!) { unregisterRuntime(id: $id) { id } }', result);
    expect(await version()).toBe(before + 1);
    expect(await api.platform.database.read.select().from(labels)).toEqual([]);
    expect(await api.platform.database.read.select().from(systemAuths)).toEqual([]);
  });

  it('keeps labels with any legal key and value as they are', async () => {
    const odd = { __proto__x: 1, constructor: { a: null }, list: [null, false, 'ü\u0000"'] };
    const input = JSON.parse(`{"__proto__": "x", ${JSON.stringify(odd).slice(1)}`);
    const { result } = await api.data(
      'mutation($labels: Labels) { result: registerRuntime(in: { name: "r", labels: $labels }) { labels } }',
      { labels: input },
    );
    expect(JSON.parse(JSON.stringify(result.labels))).toEqual(input);
    expect(Object.keys(result.labels).sort()).toEqual(Object.keys(input).sort());
  });

  it('is one value when two set the same label at once', async () => {
    const { result } = await api.data('mutation { result: registerRuntime(in: { name: "r" }) { id } }');
    const set =
      'mutation($id: ID!, $value: Any!) { setRuntimeLabel(runtimeID: $id, key: "k", value: $value) { value } }';
    const answers = await Promise.all([1, 2, 3, 4, 5].map((value) => api.run(set, { ...result, value })));
    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(await api.platform.database.read.select({ key: labels.key }).from(labels)).toEqual([{ key: 'k' }]);
  });

  it('is neither written nor logged again when it is set to what it is', async () => {
    const { result } = await api.data('mutation { result: registerRuntime(in: { name: "r" }) { id } }');
    const set = (value: unknown) =>
      api.data(
        'mutation($id: ID!, $value: Any!) { result: setRuntimeLabel(runtimeID: $id, key: "k", value: $value) { key value } }',
        { ...result, value },
      );
    const entries = async () =>
      (await api.data('{ activity(actions: ["label."]) { totalCount } }')).activity.totalCount;
    await set({ a: [1, 'x'], b: null });
    expect(await set({ b: null, a: [1, 'x'] })).toEqual({ result: { key: 'k', value: { b: null, a: [1, 'x'] } } });
    expect(await entries()).toBe(1);
    await set({ a: [1, 'x'] });
    expect(await entries()).toBe(2);
  });
});
