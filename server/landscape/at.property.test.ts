import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOneTimeTokens } from '../connector/tokens/oneTimeTokens.ts';
import { day, hour, minute } from '../shared/clock.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { type Draw, mutationOf, steps } from '../testing/pastSteps.ts';

const shown = `version sequence defaultScenario connectionPolicy previousSequence nextSequence
  scenarios { id name createdAt }
  applications { id name providerName description updatedAt memberships { scenario manual rule } }
  runtimes { id name description updatedAt state tokenExpiresAt certificate { state notBefore notAfter }
    memberships { scenario manual rule } }
  connections { applicationID runtimeID since }`;

/** Pauses between steps: none, so that entries share a millisecond, and long enough for tokens and certificates to end. */
const pauses = [0, 0, 3, 251, 1003, 20 * minute + 7, hour + 11, 2 * day + 13];

interface Look {
  at: number;
  landscape: any;
  /** Whether the step before appended an entry at this very moment. */
  fresh: boolean;
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const pair = (one: { since: string; applicationID: string; runtimeID: string }) =>
  `${one.since} ${one.applicationID} ${one.runtimeID}`;

/** Without what no entry tells: whether a Runtime has been in contact lately, and which change comes next. */
function comparable({ nextSequence: _, ...landscape }: any) {
  return {
    ...landscape,
    runtimes: landscape.runtimes.map((one: any) => ({
      ...one,
      state: one.state === 'STALE' ? 'CONNECTED' : one.state,
    })),
    connections: [...landscape.connections].sort((a, b) => byText(pair(a), pair(b))),
  };
}

function drawFrom(numbers: readonly number[]): Draw {
  let position = 0;
  const next = () => numbers[position++ % numbers.length] ?? 0;
  return {
    of: (list) => list[next() % list.length],
    some: (list) => list.filter(() => next() % 2 === 0),
  };
}

describe.each(databases)('the landscape of the past on $name', ({ name: dialect, open }) => {
  let api: Api;
  beforeEach(async () => {
    api = await createApi(open);
    const ttlMs = { RUNTIME: hour, APPLICATION: hour, CSR: hour };
    api.platform.oneTimeTokens = createOneTimeTokens({ ttlMs, clock: () => api.now });
    // Reports stay current and nobody is stale, however long a pause: contacts are not part of the past.
    api.platform.settings = { ...api.platform.settings, staleAfterMs: Number.MAX_SAFE_INTEGER };
    api.now += 1;
    const template = `createApplicationTemplate(in: { name: "tt", applicationInput: { name: "{{nn}}" },
      placeholders: [{ name: "nn" }], accessLevel: GLOBAL })`;
    await api.data(mutationOf(template));
  });
  afterEach(() => api.close());

  const present = async () => (await api.data(`{ landscape { ${shown} } }`))['landscape'];
  const past = async (variables: { at?: string; sequence?: number }) =>
    (
      await api.data(
        `query ($at: Timestamp, $sequence: Int) { landscape(at: $at, sequence: $sequence) { ${shown} } }`,
        variables,
      )
    )['landscape'];

  async function mutate(operation: string, variables: Record<string, unknown> = {}) {
    const { errors = [] } = await api.run(mutationOf(operation), variables);
    const unexpected = errors.filter(
      ({ extensions }) => !extensions?.['error'] || extensions['error'] === 'InternalError',
    );
    expect(unexpected).toEqual([]);
  }

  const step = fc.record({
    name: fc.constantFrom(...Object.keys(steps)),
    pause: fc.constantFrom(...pauses),
    numbers: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
  });

  it('is at every moment and after every entry what it was then, whatever happened', async () => {
    const taken = new Set<string>();
    const length = dialect === 'SQLite' ? 110 : 35;
    const property = fc.asyncProperty(fc.array(step, { minLength: length, maxLength: length }), async (sequence) => {
      // A later run begins where the last one ended, which may be long after its last entry.
      const looks: Look[] = [{ at: api.now, landscape: await present(), fresh: false }];
      if (looks[0]?.landscape.version === 0) sequence.unshift({ name: 'loadExample', pause: 5, numbers: [] });
      for (const { name, pause, numbers } of sequence) {
        api.now += pause;
        if (api.now % 1000 === 0) api.now += 1;
        const before = looks.at(-1)!.landscape;
        await steps[name]!({ api, draw: drawFrom(numbers), seen: before, mutate });
        const landscape = await present();
        const fresh = landscape.sequence > before.sequence;
        if (fresh) taken.add(name);
        looks.push({ at: api.now, landscape, fresh });
      }
      for (const [position, { at, landscape, fresh }] of looks.entries()) {
        if (looks[position + 1]?.at !== at) {
          const then = await past({ at: new Date(at).toISOString() });
          expect(comparable(then)).toEqual(comparable(landscape));
        }
        if (fresh) expect(comparable(await past({ sequence: landscape.sequence }))).toEqual(comparable(landscape));
      }
    });
    await fc.assert(property, { numRuns: dialect === 'SQLite' ? 3 : 1, endOnFailure: true });
    // Nearly all kinds of steps did something: a property of nothing but refusals would hold too.
    const kinds = Object.keys(steps).length;
    expect(taken.size).toBeGreaterThan(dialect === 'SQLite' ? 0.7 * kinds : 0.15 * kinds);
  });
});
