import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { databases } from '../testing/databases.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';
import { removeFromLandscape, replaceScenarios, scenarioNames, scenariosOf, setScenarioNames } from './membership.ts';

describe.each(databases)('memberships on $name', ({ open }) => {
  let database: Database;
  let seed: LandscapeSeed;

  beforeAll(async () => {
    database = await open();
  }, 120_000);
  beforeEach(async () => {
    seed = await createLandscape(database, { scenarios: ['campaign', 'marketing'] });
  });
  afterAll(() => database.close());

  const replace = (kind: 'APPLICATION' | 'RUNTIME', objectId: string, scenarios: string[]) =>
    database.write((tx) => replaceScenarios(tx, seed.env, { tenantId: seed.tenantId, kind, objectId, scenarios }));
  const held = async (id: string) => (await scenariosOf(database.read, [id])).get(id) ?? [];

  it('puts an Application that is given no scenario into the default one, without calling it a return', async () => {
    const id = await seed.bareApplication('orders');
    const { before, after, impact } = await replace('APPLICATION', id, []);
    expect({ before, after }).toEqual({ before: [], after: ['default'] });
    expect(impact.sideEffects).toEqual([]);
    expect(await held(id)).toEqual(['default']);
  });

  it('drops the default scenario whatever the caller sent', async () => {
    const id = await seed.application('orders', []);
    const { after, impact } = await replace('APPLICATION', id, ['default', 'campaign']);
    expect(after).toEqual(['campaign']);
    expect(impact.sideEffects).toMatchObject([{ kind: 'LEAVES_DEFAULT', object: { name: 'orders' } }]);
    expect(await held(id)).toEqual(['campaign']);
  });

  it('returns an Application to the default scenario with its last explicit one', async () => {
    const id = await seed.application('orders', ['campaign']);
    const { before, after, impact } = await replace('APPLICATION', id, []);
    expect({ before, after }).toEqual({ before: ['campaign'], after: ['default'] });
    expect(impact.sideEffects).toMatchObject([{ kind: 'RETURNS_TO_DEFAULT' }]);
  });

  it('puts a Runtime into the default scenario only when asked', async () => {
    const id = await seed.runtime('cluster', []);
    expect(await held(id)).toEqual([]);
    expect((await replace('RUNTIME', id, ['default'])).after).toEqual(['default']);
    expect((await replace('RUNTIME', id, [])).after).toEqual([]);
  });

  it('keeps what a rule holds', async () => {
    const id = await seed.application('orders', ['campaign', 'marketing']);
    await seed.rule(id, 'APPLICATION', 'campaign');
    const { after, impact } = await replace('APPLICATION', id, []);
    expect(after).toEqual(['campaign']);
    expect(impact.sideEffects).toMatchObject([{ kind: 'KEPT_BY_RULE', scenario: 'campaign' }]);
    expect((await replace('APPLICATION', id, [])).after).toEqual(['campaign']);
  });

  it('ends the connection of a pair that loses its last common scenario, in the same transaction', async () => {
    const application = await seed.application('orders', ['campaign', 'marketing']);
    const runtime = await seed.runtime('cluster', ['campaign', 'marketing']);
    await seed.connection(application, runtime);
    expect((await replace('APPLICATION', application, ['marketing'])).impact.breaks.total).toBe(0);
    expect(await seed.connections()).toEqual([`${application} ${runtime}`]);
    const { impact, touched } = await replace('RUNTIME', runtime, ['campaign']);
    expect(impact.breaks.pairs).toMatchObject([{ application: { name: 'orders' }, runtime: { name: 'cluster' } }]);
    expect(touched).toEqual({ applicationIds: [application], runtimeIds: [runtime] });
    expect(await seed.connections()).toEqual([]);
    expect(await seed.unenforced()).toEqual([`${runtime} ${application} orders`]);
  });

  it('refuses an unknown scenario in the words of the contract and writes nothing', async () => {
    const id = await seed.application('orders', ['campaign']);
    await expect(replace('APPLICATION', id, ['marketing', 'unknown'])).rejects.toThrow(
      /^while validating Label value for 'scenarios': while validating value \["marketing","unknown"\] against JSON Schema: .*: 1: 1 must be one of the following: "default", "campaign", "marketing"$/,
    );
    expect(await held(id)).toEqual(['campaign']);
  });

  it('refuses a scenario named twice', async () => {
    const id = await seed.application('orders', []);
    await expect(replace('APPLICATION', id, ['campaign', 'campaign'])).rejects.toThrow(/items\[0,1\] must be unique$/);
  });

  it('does not find an object of another tenant or of the other kind', async () => {
    const other = await createLandscape(database, { scenarios: ['campaign'] });
    const id = await other.application('orders', ['campaign']);
    await expect(replace('APPLICATION', id, ['campaign'])).rejects.toThrow('Object was not found');
    await expect(replace('RUNTIME', await seed.application('a', []), [])).rejects.toThrow('Object was not found');
    await expect(replace('APPLICATION', randomUUID(), [])).rejects.toThrow('Object was not found');
  });

  it('takes an object out of the landscape with everything that hangs on it', async () => {
    const application = await seed.application('orders', ['campaign']);
    const first = await seed.runtime('first', ['campaign']);
    const second = await seed.runtime('second', ['campaign']);
    await seed.connection(application, first);
    const { impact, touched } = await database.write((tx) =>
      removeFromLandscape(tx, seed.env, { tenantId: seed.tenantId, kind: 'RUNTIME', objectId: first }),
    );
    expect(impact.breaks.total).toBe(1);
    expect(impact.becomesPossible.pairs).toMatchObject([{ application: { id: application }, runtime: { id: second } }]);
    expect(touched).toEqual({ applicationIds: [application], runtimeIds: [first] });
    expect(await seed.connections()).toEqual([]);
    expect(await held(first)).toEqual([]);
  });

  it('creates and removes scenarios as the label definition lists them', async () => {
    const set = (names: string[]) => database.write((tx) => setScenarioNames(tx, seed.env, seed.tenantId, names));
    expect(await set(['default', 'campaign', 'new one'])).toEqual({ created: ['new one'], removed: ['marketing'] });
    expect((await scenarioNames(database.read, seed.tenantId)).sort()).toEqual(['campaign', 'default', 'new one']);
    await expect(set(['campaign', 'new one'])).rejects.toThrow('must contain "default"');
    await expect(set(['default', 'x'])).rejects.toThrow('2 to 128 characters');
    const id = await seed.application('orders', ['campaign']);
    await expect(set(['default', 'new one'])).rejects.toThrow(
      `while updating label definition: label with key "scenarios" is not valid against new schema for Application with ID "${id}": 0: 0 must be one of the following: "default", "new one"`,
    );
  });

  it('loses nothing when two administrators change memberships at the same moment', async () => {
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map((name) => seed.application(name, [])));
    await Promise.all(ids.map((id, turn) => replace('APPLICATION', id, [turn % 2 ? 'campaign' : 'marketing'])));
    expect(await Promise.all(ids.map(held))).toEqual([['marketing'], ['campaign'], ['marketing'], ['campaign']]);
  });
});
