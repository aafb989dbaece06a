import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { attentionByScenario } from '../../landscape/scenarioAttention.ts';
import { certificates } from '../db/tables/connector.tables.ts';
import { systemAuths } from '../db/tables/director.tables.ts';
import { day, minute, second } from '../shared/clock.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const table = '{ table: scenarioTable(first: 100) { data { id name attentionCount failedCount changedAt } } }';
const setScenarios = (kind: 'Application' | 'Runtime') =>
  `mutation ($id: ID!, $names: Any!) {
    set${kind}Label(${kind.toLowerCase()}ID: $id, key: "scenarios", value: $names) { key } }`;

describe.each(databases)('what the table of scenarios says on $name', ({ open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
    for (const name of ['campaign', 'marketing']) {
      await api.data('mutation ($name: String!) { createScenario(name: $name) { id } }', { name });
    }
  });
  afterEach(() => api.close());

  async function register(kind: 'Application' | 'Runtime', name: string, scenarios: string[]): Promise<string> {
    const labels = scenarios.length > 0 ? { scenarios } : {};
    const { made } = await api.data(
      `mutation ($in: ${kind}${kind === 'Application' ? 'Register' : ''}Input!) { made: register${kind}(in: $in) { id } }`,
      { in: { name, labels } },
    );
    return made.id;
  }

  /** As if it had a certificate that has lived and has left so much, and was last heard of so long ago. */
  async function certify(id: string, { lived, left, silent }: { lived: number; left: number; silent: number }) {
    const owner = { tenantId: api.tenantId, ownerKind: 'RUNTIME', ownerId: id } as const;
    const [issuedAt, lastUsedAt] = [api.now - lived, api.now - silent];
    const words = {
      ownerName: id,
      subject: '',
      issuer: '',
      keyType: 'ECDSA P-256',
      issuedBy: 'TOKEN',
      pem: '',
    } as const;
    await api.platform.database.write(async (tx) => {
      await tx.insert(systemAuths).values({ ...owner, id: `client-${id}`, createdAt: issuedAt });
      await tx.insert(certificates).values({
        ...{ ...owner, ...words, sha256: id, serial: id, clientId: `client-${id}`, issuedAt, lastUsedAt },
        ...{ notBefore: issuedAt, notAfter: api.now + left },
      });
    });
  }

  it('counts what scenarios have, and filters by it', async () => {
    await register('Runtime', 'cluster', ['campaign']);
    await register('Application', 'orders', ['campaign']);
    const asked = `query ($filter: TableFilterInput) {
      table: scenarioTable(filter: $filter) { data { name } facets { key values { value count } } } }`;
    const { facets } = (await api.data(asked, {})).table;
    expect(facets).toEqual([
      {
        key: 'has',
        values: expect.arrayContaining([
          { value: 'runtimes', count: 1 },
          { value: 'applications', count: 1 },
        ]),
      },
    ]);
    const only = async (value: string, negated: boolean) => {
      const { data } = (await api.data(asked, { filter: { tokens: [{ key: 'has', value, negated }] } })).table;
      return data.map(({ name }: { name: string }) => name);
    };
    expect(await only('runtimes', false)).toEqual(['campaign']);
    expect(await only('applications', true)).toEqual(expect.arrayContaining(['marketing']));
    const wrong = await api.run(asked, { filter: { tokens: [{ key: 'has', value: 'people' }] } });
    expect(JSON.stringify(wrong)).toContain('has is one of applications, runtimes');
  });

  it('needs attention as the overview and the map count it: each Runtime once, whoever waits for it', async () => {
    const states = {
      well: { lived: day, left: 89 * day, silent: second },
      silent: { lived: day, left: 89 * day, silent: 20 * minute },
      late: { lived: 80 * day, left: 10 * day, silent: second },
      expired: { lived: 91 * day, left: -day, silent: 2 * day },
    };
    for (const [name, life] of Object.entries(states)) {
      const scenarios = name === 'late' ? ['campaign', 'marketing'] : ['campaign'];
      await certify(await register('Runtime', name, scenarios), life);
    }
    const lonely = await register('Runtime', 'lonely', ['campaign']);
    for (const name of ['orders', 'shop']) {
      const id = await register('Application', name, ['campaign']);
      await api.data('mutation ($a: ID!, $r: ID!) { connectApplication(applicationID: $a, runtimeID: $r) { state } }', {
        a: id,
        r: lonely,
      });
    }
    const answer = await api.data(`{ ${table.slice(1, -1)}
      overview { scenarios { items { name failed attention } } }
      landscape { runtimes { state certificate { state } memberships { scenario } } } }`);
    const expected = { campaign: [1, 2], default: [0, 0], marketing: [0, 1] };
    const listed = answer.table.data.map(
      (row: { name: string; failedCount: number; attentionCount: number }) =>
        [row.name, [row.failedCount, row.attentionCount - row.failedCount]] as const,
    );
    expect(Object.fromEntries(listed)).toEqual(expected);
    const drawn = answer.overview.scenarios.items.map(
      (item: { name: string; failed: number; attention: number }) =>
        [item.name, [item.failed, item.attention]] as const,
    );
    expect(Object.fromEntries(drawn)).toEqual(expected);
    const onMap = attentionByScenario(answer.landscape.runtimes);
    expect([...onMap].sort()).toEqual([
      ['campaign', { failed: 1, attention: 2 }],
      ['marketing', { failed: 0, attention: 1 }],
    ]);
    const { tableCounts } = await api.data(
      'query ($filters: [TableFilterInput!]!) { tableCounts(table: SCENARIOS, filters: $filters) }',
      { filters: [{ tokens: [{ key: 'attention', value: '>0' }] }] },
    );
    expect(tableCounts).toEqual([2]);
  });

  it('changed last when it, its rules or its members did, whichever way they left', async () => {
    const changes = async () => {
      const { table: read } = await api.data(table);
      const moments = read.data.map((row: { name: string; changedAt: string }) => [
        row.name,
        Date.parse(row.changedAt),
      ]);
      return Object.fromEntries(moments);
    };
    /** One change a minute later; answers which scenarios say that it was about them. */
    const changedBy = async (change: () => Promise<unknown>) => {
      api.now += minute;
      await change();
      return Object.entries(await changes()).flatMap(([name, at]) => (at === api.now ? [name] : []));
    };
    let id = '';
    expect(
      await changedBy(async () => {
        id = await register('Application', 'orders', ['campaign']);
      }),
    ).toEqual(['campaign']);
    expect(await changedBy(() => api.data(setScenarios('Application'), { id, names: ['marketing'] }))).toEqual([
      'campaign',
      'marketing',
    ]);
    const { landscape } = await api.data('{ landscape { version } }');
    const apply =
      'mutation ($v: Int!, $in: [LandscapeChangeInput!]!) { applyChanges(expectedVersion: $v, changes: $in) { version } }';
    const remove = { v: landscape.version, in: [{ removeFromScenario: { objectID: id, scenario: 'marketing' } }] };
    expect(await changedBy(() => api.data(apply, remove))).toEqual(['default', 'marketing']);
    const unregister = 'mutation ($id: ID!) { unregisterApplication(id: $id) { id } }';
    expect(await changedBy(() => api.data(unregister, { id }))).toEqual(['default']);
    const rule = `mutation { createAutomaticScenarioAssignment(
      in: { scenarioName: "campaign", selector: { key: "env", value: "prod" } }) { scenarioName } }`;
    expect(await changedBy(() => api.data(rule))).toEqual(['campaign']);
    const rename = 'mutation { renameScenario(name: "campaign", newName: "promotion") { id } }';
    expect(await changedBy(() => api.data(rename))).toEqual(['promotion']);
    expect(await changedBy(() => register('Runtime', 'cluster', []))).toEqual([]);
    const { table: listed } = await api.data(table);
    const start =
      'mutation ($ids: [ID!]!) { startBulk(in: { table: SCENARIOS, target: { ids: $ids }, action: { deleteScenarios: true } }) { id } }';
    const byDefault = listed.data.filter(({ name }: { name: string }) => name === 'default');
    expect(
      await changedBy(() => api.data(start, { ids: byDefault.map(({ id: each }: { id: string }) => each) })),
    ).toEqual([]);
  });
});
