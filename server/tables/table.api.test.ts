import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';
import { errorOf } from '../testing/landscapeWords.ts';

let api: Api;
let seed: LandscapeSeed;

async function begin(open: Parameters<typeof createApi>[0]): Promise<void> {
  api = await createApi(open);
  seed = await createLandscape(api.platform.database, { tenantId: api.tenantId, scenarios: ['campaign', 'marketing'] });
}
afterEach(() => api.close());

const tableOf = (
  kind: string,
  fields: string,
) => `query ($filter: TableFilterInput, $order: TableOrderInput, $first: Int, $after: PageCursor) {
  table: ${kind}Table(filter: $filter, order: $order, first: $first, after: $after) {
    data { name ${fields} } pageInfo { endCursor hasNextPage } totalCount unfilteredCount pageCursors
    facets { key more values { value count } } at } }`;
const applicationsQuery = tableOf('application', 'finding { family word } connected { name } apiCount labels');
const runtimesQuery = tableOf('runtime', 'state finding { family word } applicationCount labels');
const scenariosQuery = tableOf(
  'scenario',
  'id applicationCount runtimeCount connectionCount attentionCount failedCount isDefault changedAt',
);
const names = (table: { data: { name: string }[] }) => table.data.map(({ name }) => name);
const token = (key: string, value: string, negated = false) => ({ key, value, negated });

describe.each(databases)('the table of Applications on $name', ({ open }) => {
  beforeEach(() => begin(open));

  it('filters, orders and counts over connections, scenarios and labels, and follows a change at once', async () => {
    const runtime = await seed.runtime('cluster', ['campaign']);
    const orders = await seed.application('orders', ['campaign']);
    await seed.application('shop', ['marketing']);
    await seed.application('crm', ['campaign', 'marketing']);
    await seed.connection(orders, runtime);
    const first = { first: 100 };
    const filter = { tokens: [token('scenario', 'campaign')] };
    const before = await api.data(applicationsQuery, { ...first, filter, order: { by: 'runtime' } });
    expect(names(before.table)).toEqual(['orders', 'crm']);
    expect(before.table).toMatchObject({ totalCount: 2, unfilteredCount: 3 });
    expect(before.table.data[0]).toMatchObject({ connected: [{ name: 'cluster' }], apiCount: 0, labels: {} });
    expect(before.table.facets.find(({ key }: { key: string }) => key === 'scenario').values).toEqual([
      { value: 'campaign', count: 2 },
      { value: 'marketing', count: 2 },
    ]);
    await api.data(
      'mutation ($id: ID!) { setApplicationLabel(applicationID: $id, key: "env", value: "prod") { key } }',
      {
        id: orders,
      },
    );
    const labelled = await api.data(applicationsQuery, { ...first, filter: { tokens: [token('label.env', 'prod')] } });
    expect(names(labelled.table)).toEqual(['orders']);
    await api.data('mutation { registerApplication(in: { name: "till", labels: { env: "prod" } }) { id } }');
    const { facets } = (await api.data(applicationsQuery, first)).table;
    const label = facets.find(({ key }: { key: string }) => key === 'label');
    expect(label.values, 'without those that Compass keeps itself').toEqual([{ value: 'env=prod', count: 2 }]);
  });

  it('pages through everything with cursors that lead to any page', async () => {
    for (let number = 1; number <= 7; number += 1) await seed.application(`app-${number}`, ['campaign']);
    const page = await api.data(applicationsQuery, { first: 3 });
    expect(page.table.pageCursors).toHaveLength(3);
    const last = await api.data(applicationsQuery, { first: 3, after: page.table.pageCursors[2] });
    expect(names(last.table)).toEqual(['app-7']);
    expect(last.table).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: false } });
  });

  it('refuses what it cannot read and names it', async () => {
    const refusal = async (filter: unknown, order: unknown = null) =>
      errorOf(await api.run(applicationsQuery, { first: 10, filter, order })).message;
    expect(await refusal({ tokens: [token('colour', 'red')] })).toContain('there is no "colour"');
    expect(await refusal({ tokens: [token('state', 'mauve')] })).toContain('state is one of failed, attention');
    expect(await refusal(null, { by: 'colour' })).toContain('order: there is no "colour"');
  });
});

describe.each(databases)('the tables of Runtimes and scenarios on $name', ({ open }) => {
  beforeEach(() => begin(open));

  it('know Runtimes that never connected, and the members and connections of a scenario', async () => {
    const runtime = await seed.runtime('cluster', ['campaign']);
    await seed.connection(await seed.application('orders', ['campaign']), runtime);
    const filter = { tokens: [token('state', 'never-connected')] };
    const { table } = await api.data(runtimesQuery, { first: 10, filter });
    expect(table.data).toEqual([
      {
        ...{ name: 'cluster', state: 'NOT_CONNECTED', applicationCount: 1, labels: {} },
        finding: { family: 'IDLE', word: 'Never connected' },
      },
    ]);
    const { table: scenarios } = await api.data(scenariosQuery, {
      first: 10,
      order: { by: 'applications', descending: true },
    });
    expect(scenarios.data[0]).toMatchObject({
      name: 'campaign',
      applicationCount: 1,
      runtimeCount: 1,
      connectionCount: 1,
    });
    expect(names(scenarios)).toEqual(['campaign', 'default', 'marketing']);
  });

  it('count several filters in one answer', async () => {
    await seed.runtime('cluster', ['campaign']);
    const filters = [{}, { words: 'clus' }, { tokens: [token('state', 'failed')] }];
    const counts = await api.data(
      'query ($filters: [TableFilterInput!]!) { tableCounts(table: RUNTIMES, filters: $filters) }',
      {
        filters,
      },
    );
    expect(counts.tableCounts).toEqual([1, 1, 0]);
  });
});
