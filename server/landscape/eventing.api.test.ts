import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { createLandscape, type LandscapeSeed } from '../testing/landscape.ts';

const set = `mutation ($a: String!, $r: String!) {
  result: setDefaultEventingForApplication(appID: $a, runtimeID: $r) { defaultURL } }`;
const unset = 'mutation ($a: String!) { result: deleteDefaultEventingForApplication(appID: $a) { defaultURL } }';
const unknownId = '00000000-0000-4000-8000-000000000000';

describe.each(databases)('eventing on $name', ({ open }) => {
  let api: Api;
  let seed: LandscapeSeed;
  let orders: string;
  let first: string;
  let second: string;

  beforeEach(async () => {
    api = await createApi(open);
    seed = await createLandscape(api.platform.database, { tenantId: api.tenantId, scenarios: ['campaign', 'other'] });
    orders = await seed.application('orders', ['campaign']);
    [first, second] = [await seed.runtime('first', ['campaign']), await seed.runtime('second', ['campaign'])];
    await announce(first, 'https://first.example.com/events?q=1');
  }, 120_000);
  afterEach(() => api.close());

  const announce = (id: string, url: string) =>
    api.data(
      'mutation ($id: ID!, $url: Any!) { setRuntimeLabel(runtimeID: $id, key: "runtime_eventServiceUrl", value: $url) { key } }',
      { id, url },
    );
  const refusal = async (text: string, variables: Record<string, unknown>) => {
    const [error] = (await api.run(text, variables)).errors ?? [];
    return [error?.extensions['error'], error?.message];
  };

  it('switches the connection and ends it, answering the URL each time', async () => {
    expect(await api.data(set, { a: orders, r: second })).toEqual({ result: { defaultURL: '' } });
    expect(await seed.connections()).toEqual([`${orders} ${second}`]);
    const url = { result: { defaultURL: 'https://first.example.com/orders/v1/events?q=1' } };
    expect(await api.data(set, { a: orders, r: first })).toEqual(url);
    expect(await seed.connections()).toEqual([`${orders} ${first}`]);
    expect(await api.data(unset, { a: orders })).toEqual(url);
    expect(await seed.connections()).toEqual([]);
    expect(await api.data(unset, { a: orders })).toEqual({ result: { defaultURL: '' } });
    const { activity } = await api.data('{ activity(first: 3) { data { action } } }');
    expect(activity.data.map(({ action }: { action: string }) => action)).toEqual([
      'connection.disconnected',
      'connection.switched',
      'connection.switched',
    ]);
  });

  it('refuses what cannot be, in the words of the vocabulary, and leaves the connection as it is', async () => {
    await api.data(set, { a: orders, r: first });
    const stranger = await seed.runtime('stranger', ['other']);
    expect(await refusal(set, { a: orders, r: stranger })).toEqual([
      'InvalidOperation',
      `while setting eventing cofiguration for application: does not find the given runtime [ID=${stranger}] assigned to the application scenarios`,
    ]);
    expect(await refusal(set, { a: 'x', r: first })).toEqual([
      'InvalidData',
      'while parsing application ID as UUID: invalid UUID: x',
    ]);
    expect(await refusal(set, { a: orders, r: 'x' })).toEqual([
      'InvalidData',
      'while parsing runtime ID as UUID: invalid UUID: x',
    ]);
    expect(await refusal(unset, { a: unknownId })).toEqual([
      'NotFound',
      `while getting Application with ID ${unknownId}: Object was not found`,
    ]);
    expect(await seed.connections()).toEqual([`${orders} ${first}`]);
  });
});
