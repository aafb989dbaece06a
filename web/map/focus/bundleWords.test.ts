import { expect, test } from 'vitest';
import { indexFacts } from '../../../landscape/impact.ts';
import { buildModel } from '../model.ts';
import { application, connection, landscape, now, runtime } from '../testLandscape.ts';
import { bundleSentence } from './bundleWords.ts';
import { egoOf } from './ego.ts';

const seen = landscape({
  applications: ['subject', 'p', 'q', 'r'].map((id) => application(id, 'campaign')),
  runtimes: [runtime('eu', 'CONNECTED', 'campaign'), runtime('us', 'CONNECTED', 'campaign')],
  connections: [connection('subject', 'eu'), connection('p', 'eu'), connection('q', 'eu', true), connection('r', 'eu')],
});
const model = buildModel(seen, now);
const ego = egoOf(model, indexFacts(seen), model.cards.get('subject')!, { steps: 2, allowed: true });
const bundleOf = (id: string) => {
  const found = ego.bundles.get(id);
  if (!found) throw new Error(`no bundle among ${[...ego.bundles.keys()].join()}`);
  return found;
};

const around = (id: string, bundle: string, parts: Partial<typeof seen>) => {
  const other = { ...seen, ...parts };
  const model = buildModel(other, now);
  const ego = egoOf(model, indexFacts(other), model.cards.get(id)!, { steps: 2, allowed: true });
  return bundleSentence(ego.bundles.get(bundle) ?? [], id, model);
};

test('a line to rows says how many connections it stands for, by state, and names the worst', () => {
  const sentence = bundleSentence(bundleOf('group:on eu>eu'), 'eu', model);
  expect(sentence).toMatch(/^3 connections to eu: 1 waiting for the agent, 2 connected\. The worst is q: /);
});

test('what is only allowed is said as that', () => {
  expect(around('subject', 'subject>group:allowed', { connections: [] })).toBe(
    '2 runtimes may connect to subject and are not connected.',
  );
});

test('what another Runtime holds is refused, with the reason', () => {
  expect(bundleSentence(bundleOf('subject>group:held'), 'subject', model)).toBe(
    '1 runtime in the same scenarios is refused, because subject is connected to eu and may be connected to one runtime at a time.',
  );
  expect(around('us', 'group:held>us', {})).toBe(
    '4 applications in the same scenarios are held by other runtimes. us is refused until somebody switches.',
  );
});
