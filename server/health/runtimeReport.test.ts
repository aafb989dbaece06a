import { describe, expect, it } from 'vitest';
import { checkStatus, differing, type RuntimeStatusInput, reportAfter, weightOf } from './runtimeReport.ts';

const names = new Map([
  ['a', 'orders'],
  ['b', 'stock'],
]);
const status: RuntimeStatusInput = {
  state: 'SYNCHRONIZED',
  versions: [{ name: 'agent', version: '1.0.0' }],
  components: [
    { name: 'gateway', ok: true },
    { name: 'broker', ok: false, message: 'restarting' },
  ],
  failures: [{ applicationID: 'b', message: 'quota exceeded' }],
};
const first = reportAfter(undefined, status, names, 100);
const later = 100 + 60_000;

describe('a report of a Runtime', () => {
  it('is kept in an order of its own, without Applications the Runtime may not see', () => {
    const failures = [...(status.failures ?? []), { applicationID: 'unknown', message: 'x' }];
    const report = reportAfter(undefined, { ...status, failures }, names, 100);
    expect(report).toEqual({
      state: 'SYNCHRONIZED',
      since: 100,
      message: null,
      versions: [{ name: 'agent', version: '1.0.0' }],
      components: [
        { name: 'broker', ok: false, message: 'restarting', since: 100 },
        { name: 'gateway', ok: true, message: null, since: 100 },
      ],
      failures: [{ applicationId: 'b', applicationName: 'stock', message: 'quota exceeded', since: 100 }],
      reportedAt: 100,
      writtenAt: 100,
    });
  });

  it('keeps since when a thing is as it is, and only for what stayed', () => {
    const next = reportAfter(
      first,
      {
        state: 'FAILED',
        components: [
          { name: 'broker', ok: false, message: 'still restarting' },
          { name: 'gateway', ok: false },
        ],
        failures: [
          { applicationID: 'b', message: 'other words' },
          { applicationID: 'a', message: 'new' },
        ],
      },
      names,
      200,
    );
    expect(next.since).toBe(200);
    expect(next.components.map(({ since }) => since)).toEqual([100, 200]);
    expect(next.failures.map(({ applicationId, since }) => [applicationId, since])).toEqual([
      ['a', 200],
      ['b', 100],
    ]);
  });

  const reworded = { ...status, message: 'all is well' };
  it.each<[string, RuntimeStatusInput, number, string]>([
    ['repeated is nothing', status, later, 'NOTHING'],
    ['in another order is nothing', { ...status, components: [...status.components!].reverse() }, later, 'NOTHING'],
    ['with other words is written once a minute', reworded, later, 'TEXTS'],
    ['with other words earlier is nothing', reworded, later - 1, 'NOTHING'],
    ['of another state is news at once', { ...status, state: 'FAILED' }, 101, 'NEWS'],
    ['without a failure is news', { ...status, failures: [] }, 101, 'NEWS'],
    ['of another version is news', { ...status, versions: [{ name: 'agent', version: '1.0.1' }] }, 101, 'NEWS'],
    ['of a part that is well again is news', { ...status, components: [{ name: 'broker', ok: true }] }, 101, 'NEWS'],
  ])('%s', (_, input, at, weight) => {
    expect(weightOf(first, reportAfter(first, input, names, at))).toBe(weight);
  });

  it('is news when it is the first', () => {
    expect(weightOf(undefined, first)).toBe('NEWS');
  });

  const many = <T>(count: number, make: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => make(index));
  it.each<[string, Partial<RuntimeStatusInput>, string]>([
    ['too many components', { components: many(101, (n) => ({ name: `c${n}`, ok: true })) }, 'components: the length'],
    [
      'too many failures',
      { failures: many(501, (n) => ({ applicationID: `${n}`, message: 'm' })) },
      'failures: the len',
    ],
    ['too many versions', { versions: many(21, (n) => ({ name: `v${n}`, version: '1' })) }, 'versions: the length'],
    ['a long message', { message: 'm'.repeat(1001) }, 'message: the length must be no more than 1000'],
    ['a long failure', { failures: [{ applicationID: 'a', message: 'm'.repeat(501) }] }, 'failures: (0: (message:'],
    ['a failure without words', { failures: [{ applicationID: 'a', message: '' }] }, 'cannot be blank'],
    [
      'a component named twice',
      { components: many(2, () => ({ name: 'c', ok: true })) },
      'every name must be given once',
    ],
    ['the NUL character', { message: 'a\0b' }, 'NUL'],
  ])('is refused with %s', (_, given, problem) => {
    expect(() => checkStatus({ state: 'FAILED', ...given })).toThrow(problem);
  });

  it('as large as allowed is taken', () => {
    const failures = many(500, (n) => ({ applicationID: `${n}`, message: 'm'.repeat(500) }));
    expect(() => checkStatus({ state: 'FAILED', failures })).not.toThrow();
  });

  it('is logged by what differs', () => {
    expect(differing({ a: 1, b: [2] }, { a: 1, b: [3] })).toEqual({ before: { b: [2] }, after: { b: [3] } });
    expect(differing(undefined, { a: 1 })).toEqual({ before: undefined, after: { a: 1 } });
  });
});
