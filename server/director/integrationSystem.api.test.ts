import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const fields = 'id name description auths { id }';
const unknownId = '00000000-0000-4000-8000-000000000000';
const registerApplication = `mutation ($id: ID) {
  result: registerApplication(in: { name: "orders", integrationSystemID: $id }) { id integrationSystemID labels } }`;
const updateApplication = `mutation ($app: ID!, $id: ID) {
  result: updateApplication(id: $app, in: { integrationSystemID: $id }) { integrationSystemID labels } }`;
const unregister = `mutation ($id: ID!) { result: unregisterIntegrationSystem(id: $id) { ${fields} } }`;

describe.each(databases)('integration systems on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
  }, 120_000);
  afterEach(() => api.close());

  const register = async (name: string, description: string | null = null) =>
    (
      await api.data(
        `mutation ($in: IntegrationSystemInput!) { result: registerIntegrationSystem(in: $in) { ${fields} } }`,
        { in: { name, description } },
      )
    )['result'];
  const refusal = async (text: string, variables: Record<string, unknown> = {}) => {
    const [error] = (await api.run(text, variables)).errors ?? [];
    return [error?.extensions['error'], error?.message];
  };

  it('are registered, updated, listed and unregistered for every tenant', async () => {
    const one = await register('one', 'd');
    expect(one).toEqual({ id: expect.any(String), name: 'one', description: 'd', auths: null });
    await register('two');
    const update = `mutation ($id: ID!) { result: updateIntegrationSystem(id: $id, in: { name: "three" }) { ${fields} } }`;
    const three = { ...one, name: 'three', description: null };
    expect(await api.data(update, { id: one.id })).toEqual({ result: three });
    const elsewhere = { ...api.admin, tenantId: await api.newTenant('elsewhere') };
    const get = `query ($id: ID!) { integrationSystem(id: $id) { ${fields} } }`;
    expect(await api.data(get, { id: one.id }, elsewhere)).toEqual({ integrationSystem: three });
    const list = '{ integrationSystems(first: 1) { totalCount data { id } pageInfo { hasNextPage } } }';
    expect((await api.data(list, {}, elsewhere))['integrationSystems']).toMatchObject({
      totalCount: 2,
      pageInfo: { hasNextPage: true },
    });
    expect(await api.data(unregister, { id: one.id })).toEqual({ result: three });
    expect(await api.data(get, { id: one.id })).toEqual({ integrationSystem: null });
    const { activity } = await api.data('{ activity(first: 1) { data { action objects { name } } } }');
    expect(activity.data).toEqual([{ action: 'integrationSystem.unregistered', objects: [{ name: 'three' }] }]);
  });

  it('are named by Applications, in a field and a label, and cannot go while they are', async () => {
    const { id } = await register('one');
    const { result } = await api.data(registerApplication, { id });
    expect(result).toMatchObject({ integrationSystemID: id, labels: { integrationSystemID: id } });
    expect(await refusal(unregister, { id })).toEqual([
      'InvalidOperation',
      `while deleting Integration System with ID ${id}: this object still has applications referenced by it`,
    ]);
    const updated = await api.data(updateApplication, { app: result.id, id: null });
    expect(updated['result']).toMatchObject({ integrationSystemID: null, labels: { integrationSystemID: '' } });
    await api.data(unregister, { id });
  });

  it('are refused in the words of the vocabulary', async () => {
    const { id } = await register('one');
    await register('two');
    const { result: application } = await api.data(registerApplication, { id: null });
    const cases: [string, Record<string, unknown>, string, string][] = [
      [
        'mutation { registerIntegrationSystem(in: { name: "one" }) { id } }',
        {},
        'NotUniqueName',
        'while creating Integration System: Object is not unique',
      ],
      [
        'mutation ($id: ID!) { updateIntegrationSystem(id: $id, in: { name: "two" }) { id } }',
        { id },
        'NotUniqueName',
        `while updating Integration System with ID ${id}: Object is not unique`,
      ],
      [
        'mutation { registerIntegrationSystem(in: { name: "No", description: "" }) { id } }',
        {},
        'InvalidData',
        "validation error for type IntegrationSystemInput: name: [a DNS-1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')].",
      ],
      [
        'mutation ($id: ID!) { updateIntegrationSystem(id: $id, in: { name: "x" }) { id } }',
        { id: unknownId },
        'NotFound',
        `while updating Integration System with ID ${unknownId}: should update single row, but updated 0 rows`,
      ],
      [unregister, { id: 'x' }, 'NotFound', 'while getting Integration System with ID x: Object was not found'],
      [
        registerApplication,
        { id: unknownId },
        'NotFound',
        `while ensuring integration system exists: Integration System with ID: ${unknownId} does not exist`,
      ],
      [updateApplication, { app: application.id, id: 'x' }, 'NotFound', 'integration System with ID: x does not exist'],
    ];
    for (const [text, variables, code, message] of cases)
      expect(await refusal(text, variables)).toEqual([code, message]);
  });
});
