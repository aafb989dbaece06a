import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

describe.each(databases)('@ifUnchanged on $name', ({ open }) => {
  let api: Api;
  let id: string;
  beforeEach(async () => {
    api = await createApi(open);
    const { registerApplication } = await api.data('mutation { registerApplication(in: { name: "orders" }) { id } }');
    id = registerApplication.id;
  });
  afterEach(() => api.close());

  const revision = async () => (await api.data('query ($id: ID!) { revision(objectID: $id) }', { id })).revision;
  const describeIt = (since: number, description: string) =>
    api.run(
      `mutation ($id: ID!, $since: Int!, $description: String!) {
        updateApplication(id: $id, in: { description: $description }) @ifUnchanged(object: $id, since: $since) { description }
      }`,
      { id, since, description },
    );

  test('lets one of two through who have read the same, and says so to the other', async () => {
    const seen = await revision();
    const answers = await Promise.all(['mine', 'yours'].map((description) => describeIt(seen, description)));
    const refused = answers.filter(({ errors }) => errors);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.errors?.[0]?.extensions['error']).toBe('ConcurrentUpdate');
    expect(await revision()).toBe(seen + 1);
    const { application } = await api.data('query ($id: ID!) { application(id: $id) { description } }', { id });
    expect(application).toEqual(answers.find(({ errors }) => !errors)?.data?.updateApplication);
  });

  test('looks at entries about the object only, those of what is in it included', async () => {
    const seen = await revision();
    await api.data('mutation { registerApplication(in: { name: "crm" }) { id } }');
    expect((await describeIt(seen, 'first')).errors).toBeUndefined();
    const now = await revision();
    await api.data('mutation ($id: ID!) { setApplicationLabel(applicationID: $id, key: "a", value: 1) { key } }', {
      id,
    });
    expect((await describeIt(now, 'second')).errors?.[0]?.message).toContain('it was changed meanwhile');
  });

  test('counts a deleted definition as a change of whoever had the label', async () => {
    await api.data('mutation ($id: ID!) { setApplicationLabel(applicationID: $id, key: "a", value: 1) { key } }', {
      id,
    });
    const seen = await revision();
    await api.data('mutation { deleteLabelDefinition(key: "a", deleteRelatedLabels: true) { key } }');
    expect((await describeIt(seen, 'late')).errors?.[0]?.extensions['error']).toBe('ConcurrentUpdate');
  });

  test('without an object, anything in the tenant counts', async () => {
    const define = (since: number, key: string) =>
      api.run(`mutation { createLabelDefinition(in: { key: "${key}" }) @ifUnchanged(since: ${since}) { key } }`);
    const { revision: seen } = await api.data('{ revision }');
    expect((await define(seen, 'first')).errors).toBeUndefined();
    expect((await define(seen, 'second')).errors?.[0]?.message).toContain('something was changed meanwhile');
  });

  test('knows nothing of objects in other tenants', async () => {
    const other = await api.newTenant('other');
    const { revision: there } = await api.data(
      'query ($id: ID!) { revision(objectID: $id) }',
      { id },
      { ...api.admin, tenantId: other },
    );
    expect(there).toBe(0);
  });
});
