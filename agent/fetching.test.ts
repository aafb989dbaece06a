import { describe, expect, test } from 'vitest';
import { readAnswer, runtimeConfiguration } from './answers.ts';
import { CallError } from './callError.ts';
import type { Director } from './compass.ts';
import { fetchConfiguration } from './fetching.ts';

type Any = any;

const page = (data: Any[], more = '', totalCount = data.length) => ({
  data,
  pageInfo: { endCursor: more, hasNextPage: more !== '' },
  totalCount,
});
const bundle = (id: string, apis: Any = page([]), events: Any = page([])) => ({
  id,
  name: id,
  description: null,
  instanceAuthRequestInputSchema: null,
  apiDefinitions: apis,
  eventDefinitions: events,
  defaultInstanceAuth: null,
});
const application = (id: string, bundles: Any = page([])) => ({ id, name: id, description: null, auths: [], bundles });
const answer = (applications: Any, labels: Any = {}) => ({ runtime: { labels }, applicationsForRuntime: applications });

/** A Director that answers pages by the cursor they follow. */
function director(pages: Record<string, Any>): Director {
  const at = (key: string) => {
    if (!(key in pages)) throw new CallError('failed', `nobody expected ${key}`);
    return pages[key];
  };
  return {
    configuration: async (after) => answer(at(`applications ${after ?? ''}`)),
    bundles: async (id, after) => at(`bundles ${id} ${after}`),
    apis: async (id, bundleId, after) => at(`apis ${id} ${bundleId} ${after}`),
    events: async (id, bundleId, after) => at(`events ${id} ${bundleId} ${after}`),
    announce: async () => {},
    report: async () => {},
  };
}
const namesOf = (list: readonly { id: string }[] | undefined) => list?.map(({ id }) => id);

describe('Fetching', () => {
  test('follows every list to its end', async () => {
    const apis = page([{ id: 'x1', name: 'x', targetURL: 'u' }], 'x1', 2);
    const events = page([{ id: 'e1', name: 'e' }], 'e1', 2);
    const { applications } = await fetchConfiguration(
      director({
        'applications ': page([application('a'), application('b')], 'b', 3),
        'applications b': page([application('c', page([bundle('1', apis, events)], '1', 2))], '', 3),
        'bundles c 1': page([bundle('2')], '', 2),
        'apis c 1 x1': page([{ id: 'x2', name: 'x', targetURL: 'u' }], '', 2),
        'events c 1 e1': page([{ id: 'e2', name: 'e' }], '', 2),
      }),
    );
    expect(namesOf(applications)).toEqual(['a', 'b', 'c']);
    const [first, second] = applications[2]?.bundles ?? [];
    expect([first?.id, second?.id]).toEqual(['1', '2']);
    expect(namesOf(first?.apiDefinitions?.data)).toEqual(['x1', 'x2']);
    expect(namesOf(first?.eventDefinitions?.data)).toEqual(['e1', 'e2']);
  });

  test('takes no part for the whole', async () => {
    const twice = {
      'applications ': page([application('a')], 'a', 2),
      'applications a': page([application('a')], '', 2),
    };
    const fewer = { 'applications ': page([application('a')], '', 2) };
    const endless = { 'applications ': page([application('a')], 'x'), 'applications x': page([], 'x') };
    const nowhere = { 'applications ': { ...page([]), pageInfo: { endCursor: '', hasNextPage: true } } };
    const missing = { 'applications ': page([application('a')], 'a', 2) };
    const shrunk = {
      'applications ': page([application('a')], 'a', 3),
      'applications a': page([application('b')], '', 2),
    };
    const grown = {
      'applications ': page([application('a')], 'a', 2),
      'applications a': page([application('b')], '', 3),
    };
    for (const pages of [missing, shrunk, grown, twice, fewer, endless, nowhere]) {
      await expect(fetchConfiguration(director(pages))).rejects.toBeInstanceOf(CallError);
    }
  });
});

describe('Pages that change places meanwhile', () => {
  test('are noticed by reading them twice', async () => {
    const lists = [
      ['a', 'b', 'c'],
      ['b', 'c', 'd'],
      ['b', 'c', 'd'],
    ];
    let calls = 0;
    const byOffset: Director = {
      ...director({}),
      configuration: async (after) => {
        const list = lists[Math.min(calls, 2)] as string[];
        calls += 1;
        const from = after === null ? 0 : 2;
        return answer(
          page(
            list.slice(from, from + 2).map((id) => application(id)),
            from === 0 ? 'x' : '',
            3,
          ),
        ) as Any;
      },
    };
    await expect(fetchConfiguration(byOffset)).rejects.toThrow('the Applications changed meanwhile');
    expect(namesOf((await fetchConfiguration(byOffset)).applications)).toEqual(['b', 'c', 'd']);
  });
});

describe('An answer', () => {
  const read = (data: unknown) => readAnswer(runtimeConfiguration, data);

  test('may leave out what other servers leave out (runtime-agent.md 8.4)', () => {
    const sparse = { id: 'a', name: 'a', bundles: { data: [{ id: 'b', name: 'B', apiDefinitions: null }] } };
    const { runtime, applicationsForRuntime } = read({
      runtime: {},
      applicationsForRuntime: { data: [sparse, { id: 'c', name: 'c' }], pageInfo: null },
    });
    expect(runtime).toEqual({ labels: null });
    expect(applicationsForRuntime.totalCount).toBe(2);
    expect(applicationsForRuntime.data[0]).toMatchObject({
      description: null,
      auths: null,
      bundles: { data: [{ apiDefinitions: null, eventDefinitions: null, defaultInstanceAuth: null }] },
    });
    expect(applicationsForRuntime.data[1]?.bundles?.data).toEqual([]);
  });

  test.each([
    ['no Runtime', { ...answer(page([])), runtime: null }, 'runtime'],
    ['no Applications', { runtime: {}, applicationsForRuntime: null }, 'applicationsForRuntime'],
    ['no list of Applications', answer({ pageInfo: null }), 'applicationsForRuntime.data'],
    ['an Application without a name', answer(page([{ id: 'a' }])), 'applicationsForRuntime.data.0.name'],
    ['an entry that is null', answer(page([null])), 'applicationsForRuntime.data.0'],
    ['bundles that are a text', answer(page([application('a', 'x')])), 'applicationsForRuntime.data.0.bundles'],
    ['labels that are a text', answer(page([]), 'x'), 'runtime.labels'],
  ])('with %s is refused as a whole', (_what, data, path) => {
    expect(() => read(data)).toThrow(`the answer of Compass is not as agreed at ${path}`);
  });

  test('takes the kind of a credential from its members', () => {
    const credentials = [{ username: 'u', password: 'p' }, { clientId: 'c', clientSecret: 's', url: 'u' }, null];
    const bundles = credentials.map((credential, index) => ({
      ...bundle(String(index)),
      defaultInstanceAuth: { credential, additionalHeaders: { A: ['1'] } },
    }));
    const data = read(answer(page([application('a', page(bundles))]))).applicationsForRuntime.data[0];
    expect(data?.bundles?.data.map((each) => each.defaultInstanceAuth?.credential)).toEqual(credentials);
  });
});
