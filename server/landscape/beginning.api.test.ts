import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const query = `query ($id: ID!, $scenario: String!) { membershipBeginnings(objectID: $id, scenario: $scenario) {
  origin since entry { action actor { name } } } }`;

describe.each(databases)('how a membership came about on $name', ({ open }) => {
  let api: Api;
  let start: number;
  let id: string;
  beforeEach(async () => {
    api = await createApi(open);
    start = api.now;
    for (const name of ['campaign', 'marketing']) {
      await api.data('mutation ($name: String!) { createScenario(name: $name) { id } }', { name });
    }
    const { orders } = await api.data('mutation { orders: registerApplication(in: { name: "orders" }) { id } }');
    id = orders.id;
  });
  afterEach(() => api.close());

  const asked = async (scenario: string, objectID = id) =>
    (await api.data(query, { id: objectID, scenario }))['membershipBeginnings'];
  const change = async (offsetMs: number, changes: unknown[]) => {
    api.now = start + offsetMs;
    const { landscape } = await api.data('{ landscape { version } }');
    await api.data(
      'mutation ($v: Int!, $c: [LandscapeChangeInput!]!) { applyChanges(expectedVersion: $v, changes: $c) { version } }',
      { v: landscape.version, c: changes },
    );
  };
  const exact = (offsetMs: number) => new Date(start + offsetMs).toISOString();

  it('names the entry, also after it ended and began again', async () => {
    const membership = { objectID: id, scenario: 'campaign' };
    await change(60_000, [{ addToScenario: membership }]);
    await change(120_000, [{ removeFromScenario: membership }]);
    expect(await asked('campaign')).toEqual([]);
    await change(180_000, [{ addToScenario: membership }]);
    const [beginning, ...others] = await asked('campaign');
    expect(others).toEqual([]);
    expect(Date.parse(beginning.since)).toBe(Date.parse(exact(180_000)));
    expect(beginning).toMatchObject({ origin: 'MANUAL', entry: { action: 'landscape.changed' } });
    expect(beginning.entry.actor.name).not.toBe('');
  });

  it('tells by hand from by rule, and the default scenario from both', async () => {
    expect(await asked('default')).toMatchObject([{ origin: 'DEFAULT', entry: { action: 'application.registered' } }]);
    await change(60_000, [{ addToScenario: { objectID: id, scenario: 'marketing' } }]);
    api.now = start + 120_000;
    await api.data(
      'mutation ($id: ID!) { setApplicationLabel(applicationID: $id, key: "zone", value: "eu") { key } }',
      { id },
    );
    api.now = start + 180_000;
    await api.data(`mutation { createScenarioRule(in: { scenario: "marketing",
      selector: { key: "zone", value: "eu" }, matches: [APPLICATION] }) { scenario } }`);
    expect(await asked('marketing')).toMatchObject([
      { origin: 'MANUAL', entry: { action: 'landscape.changed' } },
      { origin: 'RULE', entry: { action: 'scenarioAssignment.created' } },
    ]);
  });

  it('answers nothing for what is not there', async () => {
    expect(await asked('campaign')).toEqual([]);
    expect(await asked('nowhere')).toEqual([]);
    expect(await asked('default', 'no-such-id%')).toEqual([]);
  });
});
