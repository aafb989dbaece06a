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

test('a line to rows says how many connections it stands for, by state, and names the worst', () => {
  const sentence = bundleSentence(bundleOf('group:on eu>eu'), 'eu', model);
  expect(sentence).toMatch(/^3 connections to eu: 1 waiting for the agent, 2 connected\. The worst is q: /);
});

test('what is only allowed is said as that', () => {
  expect(bundleSentence(bundleOf('subject>group:allowed'), 'subject', model)).toBe(
    '1 runtime may connect to subject and is not connected.',
  );
});
