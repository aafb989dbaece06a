import { expect, test } from 'vitest';
import { pathsFor } from '../../paths.ts';
import { type Begun, firstSteps } from './firstSteps.ts';

const nothing: Begun = { applications: [], runtimes: [], scenarios: [{}], connections: [] };
const paths = pathsFor('t');
const member = (id: string, ...scenarios: string[]) => ({
  id,
  memberships: scenarios.map((scenario) => ({ scenario })),
});
const done = (more: Partial<Begun>) => firstSteps({ ...nothing, ...more }, paths).map((step) => step.done);

test('each step is done once the landscape shows it', () => {
  const runtime = { ...member('r', 'campaign'), certificate: null };
  expect(done({})).toEqual([false, false, false, false]);
  expect(done({ runtimes: [runtime] })).toEqual([false, false, false, false]);
  expect(done({ runtimes: [{ ...runtime, certificate: {} }] })).toEqual([true, false, false, false]);
  const [apart, beside] = [member('a', 'marketing'), member('b', 'marketing', 'campaign')];
  expect(done({ runtimes: [runtime], applications: [apart] })).toEqual([false, true, false, false]);
  expect(done({ runtimes: [runtime], applications: [apart, beside] })).toEqual([false, true, true, false]);
  expect(done({ runtimes: [runtime], applications: [beside], connections: [{}] })).toEqual([false, true, true, true]);
});

test('a step leads to where it is done', () => {
  const hrefs = (more: Partial<Begun>) => firstSteps({ ...nothing, ...more }, paths).map(({ href }) => href);
  expect(hrefs({})).toEqual([
    '/t/t/onboarding/new/what?kind=runtime',
    '/t/t/onboarding/new/what?kind=application',
    '/t/t/scenarios',
    '/t/t/map',
  ]);
  const runtimes = [{ ...member('r'), certificate: null }];
  expect(hrefs({ runtimes, scenarios: [{}, {}] })).toEqual([
    '/t/t/onboarding/runtime/r/connect',
    '/t/t/onboarding/new/what?kind=application',
    '/t/t/map',
    '/t/t/map',
  ]);
});
