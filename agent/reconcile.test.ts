import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApplicationSecret, PresentApplication } from './application.ts';
import { differs, isOwned, isResourceName, reconcile } from './reconcile.ts';
import { resourcesOf, type Wanted } from './resources.ts';

const options = { centralGatewayUrl: 'http://central', skipVerify: false };
const wantedOf = (name: string, id = `id-of-${name}`, description: string | null = null): Wanted =>
  resourcesOf({ id, name, description, auths: [], bundles: [] }, options);
const ownedOf = (name: string, more: object = {}): PresentApplication => {
  const { application } = wantedOf(name);
  return { ...application, spec: { ...application.spec, ...more } };
};
const foreignOf = (name: string): PresentApplication => ({ metadata: { name }, spec: { description: 'by hand' } });
const secretOf = (application: string, bundleId = 'b'): ApplicationSecret => ({
  name: `${application}-${bundleId}`,
  application,
  bundleId,
  data: { username: 'u' },
});
const namesOf = (list: readonly { metadata: { name: string } }[]) => list.map(({ metadata }) => metadata.name);

describe('Reconciling', () => {
  test('creates what is missing, deletes what is owned and gone, and leaves the rest', () => {
    const plan = reconcile(
      [wantedOf('new'), wantedOf('same')],
      [ownedOf('same'), ownedOf('gone'), foreignOf('mine')],
      [],
    );
    expect(namesOf(plan.creates.map(({ application }) => application))).toEqual(['new']);
    expect(namesOf(plan.deletes.map(({ present }) => present))).toEqual(['gone']);
    expect(plan.updates.map(({ next }) => next)).toEqual([null]);
    expect(plan.failures).toEqual([]);
  });

  test('takes an empty answer at its word, but only for what is owned', () => {
    const plan = reconcile([], [ownedOf('a'), foreignOf('b')], []);
    expect(namesOf(plan.deletes.map(({ present }) => present))).toEqual(['a']);
  });

  test('updates in place under the same name and keeps what operators changed', () => {
    const present = ownedOf('shop', { encodeUrl: true, extra: 1 });
    const [update] = reconcile([wantedOf('shop', 'another-id', 'new text')], [present], []).updates;
    expect(update?.next?.spec).toMatchObject({
      encodeUrl: true,
      extra: 1,
      description: 'new text',
      compassMetadata: { applicationId: 'another-id' },
    });
  });

  test('never touches a foreign Application of the same name', () => {
    const plan = reconcile([wantedOf('shop')], [foreignOf('shop')], []);
    expect([plan.creates, plan.updates, plan.deletes]).toEqual([[], [], []]);
    expect(plan.failures).toMatchObject([{ id: 'id-of-shop', name: 'shop', operation: 'update' }]);
  });

  test('does not count null or a text as a mark of ownership', () => {
    const marks = [null, undefined, 'yes', []].map((compassMetadata) => ({
      metadata: { name: 'a' },
      spec: { compassMetadata },
    }));
    expect(marks.some(isOwned)).toBe(false);
  });

  test('reports a name that no resource can have, and one that comes twice', () => {
    const plan = reconcile([wantedOf('../../etc'), wantedOf('a', '1'), wantedOf('a', '2')], [], []);
    expect(plan.creates).toHaveLength(1);
    expect(plan.failures.map(({ name }) => name)).toEqual(['../../etc', 'a']);
    expect(['a', 'a.b-c', '9'].every(isResourceName)).toBe(true);
    expect(['', 'A', '..', 'a..b', '-a', 'a/b', 'a'.repeat(254)].some(isResourceName)).toBe(false);
  });

  test('deletes Secrets nobody refers to: of a deleted bundle, and of an Application that has gone', () => {
    const secrets = [secretOf('same'), secretOf('gone'), secretOf('long-gone')];
    const plan = reconcile([wantedOf('same')], [ownedOf('same'), ownedOf('gone')], secrets);
    expect(plan.strays.map(({ application }) => application)).toEqual(['same', 'long-gone']);
    expect(plan.deletes.flatMap((each) => each.secrets)).toEqual([secretOf('gone')]);
  });

  test('writes a Secret if it is not there or differs', () => {
    const secret = secretOf('a');
    expect(differs(secret, [])).toBe(true);
    expect(differs(secret, [{ ...secret, data: { username: 'other' } }])).toBe(true);
    expect(differs(secret, [structuredClone(secret)])).toBe(false);
  });
});

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'not a name');
const wantedList = fc
  .array(fc.record({ name, id: fc.constantFrom('1', '2', '3'), text: fc.constantFrom(null, 'x', 'y') }))
  .map((list) => list.map(({ name: each, id, text }) => wantedOf(each, id, text)));
const presentList = fc
  .uniqueArray(
    fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), owned: fc.boolean(), text: fc.string() }),
    {
      selector: (each) => each.name,
    },
  )
  .map((list) =>
    list.map((each) => (each.owned ? ownedOf(each.name, { description: each.text }) : foreignOf(each.name))),
  );

describe('For any answer and any Runtime', () => {
  const carryOut = (present: readonly PresentApplication[], plan: ReturnType<typeof reconcile>) => {
    const state = new Map(present.map((each) => [each.metadata.name, each]));
    for (const { application } of plan.creates) {
      expect(state.has(application.metadata.name)).toBe(false);
      state.set(application.metadata.name, application);
    }
    for (const { present: gone } of plan.deletes) state.delete(gone.metadata.name);
    for (const { next } of plan.updates) if (next) state.set(next.metadata.name, next);
    return state;
  };

  test('foreign Applications stay, named ones are never deleted, and a second time there is nothing to do', () => {
    fc.assert(
      fc.property(wantedList, presentList, (wanted, present) => {
        const plan = reconcile(wanted, present, []);
        const answered = new Set(wanted.map(({ application }) => application.metadata.name));
        const after = carryOut(present, plan);
        for (const each of present) {
          const { name: there } = each.metadata;
          if (!isOwned(each)) expect(after.get(there)).toBe(each);
          if (answered.has(there)) expect(after.has(there)).toBe(true);
          if (isOwned(each) && !answered.has(there)) expect(after.has(there)).toBe(false);
        }
        const unusable = new Set(plan.failures.map((failure) => failure.name));
        for (const each of answered) if (!unusable.has(each)) expect(after.has(each)).toBe(true);

        const again = reconcile(wanted, [...after.values()], []);
        expect([again.creates, again.deletes]).toEqual([[], []]);
        expect(again.updates.filter(({ next }) => next)).toEqual([]);
      }),
    );
  });
});
