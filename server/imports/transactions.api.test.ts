import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';
import { apply, importsOf } from '../testing/imports.ts';

type Imports = ReturnType<typeof importsOf>;

describe.each(databases)('more than fits in one transaction is done in several, on $name', ({ open }) => {
  let api: Api;
  let planned: Imports['planned'];
  let applied: Imports['applied'];
  let imported: Imports['imported'];
  beforeEach(async () => {
    api = await createApi(open);
    ({ planned, applied, imported } = importsOf(api));
  });
  afterEach(() => api.close());

  const runtimes = Array.from({ length: 230 }, (_, at) => ({ name: `r-${at}`, scenarios: ['campaign'] }));
  const document = { format: 'compass/v1', runtimes };
  /** Somebody else does something after the first transaction. */
  const interrupted = async (mutation: string, body: (text: string, digest: string) => Promise<unknown>) => {
    const { document: text, digest } = await planned(document);
    const { write } = api.platform.database;
    let transactions = 0;
    const spied = vi.spyOn(api.platform.database, 'write').mockImplementation(async (work, durability) => {
      const result = await write(work, durability);
      transactions += 1;
      if (transactions === 1) await api.data(mutation);
      return result;
    });
    await body(text, digest).finally(() => spied.mockRestore());
    return transactions - 1;
  };

  test('of which none goes on with another plan', async () => {
    await interrupted('mutation { registerRuntime(in: { name: "r-229" }) { id } }', (text, digest) =>
      expect(applied(text, digest)).rejects.toThrow('plan it anew'),
    );
    const { creates, changes, keeps } = await planned(document);
    expect(changes).toBe(1);
    expect(creates).toBeGreaterThan(0);
    expect(keeps).toBeGreaterThan(0);
    expect(creates + changes + keeps).toBe(231);
    expect(await imported(document)).toEqual({ creates, changes: 1, left: 0 });
    expect(await planned(document)).toMatchObject({ creates: 0, changes: 0, keeps: 231 });
  });

  test.each([
    ['something that the plan is not about', 'mutation { registerRuntime(in: { name: "other" }) { id } }'],
    ['something that leaves the plan as it is', 'mutation { createScenario(name: "other") { id } }'],
  ])('and goes on if others do %s', async (_what, mutation) => {
    const transactions = await interrupted(mutation, async (text, digest) =>
      expect(await applied(text, digest)).toMatchObject({ creates: 231, left: 0 }),
    );
    expect(transactions).toBeGreaterThan(1);
  });

  test('a call answers before all is done, and whoever calls no more has the rest still to do', async () => {
    const { document: text, digest } = await planned(document);
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + 9000 * clock.mock.calls.length);
    const { applyImport } = await api.data(apply, { document: text, digest }).finally(() => clock.mockRestore());
    expect(applyImport.creates).toBeGreaterThan(0);
    expect(applyImport.creates + applyImport.left).toBe(231);
    expect(applyImport.left).toBeGreaterThan(0);
    const rest = await planned(document);
    expect(rest).toMatchObject({ creates: applyImport.left, keeps: applyImport.creates });
    expect(await applied(text, applyImport.digest)).toMatchObject({ creates: applyImport.left, left: 0 });
  });
});
