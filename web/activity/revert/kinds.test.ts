import { expect, test } from 'vitest';
import { revertOf } from './kinds.ts';
import type { Told } from './told.ts';

const orders = { kind: 'APPLICATION', id: 'a', name: 'orders' };
const cluster = { kind: 'RUNTIME', id: 'r', name: 'eu' };
const campaign = { kind: 'SCENARIO', id: 's', name: 'campaign' };
const told = (action: string, objects: Told['objects'], before?: unknown, after?: unknown): Told => ({
  ...{ sequence: 1, action, objects, before: before ?? null, after: after ?? null },
});

test('a label goes back to its value before, to none if it was new, whatever rules made of it', () => {
  const entry = told('label.set', [orders], { scenarios: ['default'] }, { region: 'eu', scenarios: ['campaign'] });
  expect(revertOf(entry)).toMatchObject({
    ...{ kind: 'values', isLabel: true, owner: { kind: 'APPLICATION', id: 'a' } },
    before: { 'label region': undefined },
    after: { 'label region': 'eu' },
  });
  expect(revertOf(told('label.deleted', [cluster], { scenarios: ['campaign'], zone: 1 }, null))).toMatchObject({
    ...{ kind: 'values', owner: { kind: 'RUNTIME' }, before: { 'label zone': 1 }, after: { 'label zone': undefined } },
  });
});

test('the label scenarios is taken back as memberships', () => {
  const by = (...names: string[]) => [
    { objectID: 'a', memberships: names.map((scenario) => ({ scenario, manual: true })) },
  ];
  expect(revertOf(told('label.set', [orders], { scenarios: ['x'] }, { scenarios: ['y', 'z'] }))).toEqual({
    ...{ kind: 'landscape', before: { memberships: by('x') }, after: { memberships: by('y', 'z') } },
  });
});

test('of an update only the fields that differ are set back, and never the state', () => {
  const facts = { name: 'orders', providerName: 'SAP', description: null, statusCondition: 'INITIAL' };
  const entry = told('application.updated', [orders], facts, {
    ...{ ...facts, description: 'new', statusCondition: 'CONNECTED' },
  });
  expect(revertOf(entry)).toMatchObject({ before: { description: null }, after: { description: 'new' } });
  expect(revertOf(told('application.updated', [orders], facts, { ...facts, statusCondition: 'FAILED' })).kind).toBe(
    'impossible',
  );
});

test('an update of a runtime takes its labels back, but leaves scenarios to their own path', () => {
  const before = { name: 'eu', description: 'old', labels: { zone: 1, scenarios: ['x'] } };
  const after = { name: 'eu', description: 'old', labels: { team: 'a', scenarios: ['y'] } };
  expect(revertOf(told('runtime.updated', [cluster], before, after))).toEqual({
    ...{ kind: 'values', isLabel: false, owner: cluster, leavesScenarios: true },
    before: { 'label zone': 1, 'label team': undefined },
    after: { 'label zone': undefined, 'label team': 'a' },
  });
});

test('a rule is known by scenario, selector and kinds, from either side', () => {
  const assignments = (...kinds: string[]) => ({
    assignments: kinds.map((kind) => ({ scenarioName: 'campaign', selector: { key: 'region', value: 'eu' }, kind })),
    memberships: [],
  });
  expect(
    revertOf(told('scenarioAssignment.created', [campaign, cluster], {}, assignments('RUNTIME', 'APPLICATION'))),
  ).toEqual({
    ...{ kind: 'rules', made: true, scenario: campaign, selector: { key: 'region', value: 'eu' } },
    matches: ['APPLICATION', 'RUNTIME'],
  });
  expect(revertOf(told('scenarioAssignment.deleted', [campaign], assignments('RUNTIME'), {}))).toMatchObject({
    ...{ kind: 'rules', made: false, matches: ['RUNTIME'] },
  });
  const two = [campaign, { ...campaign, id: 't', name: 'marketing' }];
  expect(revertOf(told('scenarioAssignment.deleted', two, assignments('RUNTIME'), {})).kind).toBe('impossible');
});

test('what cannot be taken back says why, also if it ended connections', () => {
  const connections = { connections: [{ applicationID: 'a', runtimeID: 'r' }] };
  for (const action of [
    'package.deleted',
    'apiDefinition.updated',
    'webhook.updated',
    'identityProvider.deleted',
    'applicationTemplate.updated',
    'person.disabled',
    'tenant.created',
    'application.unregistered',
    'certificate.revoked',
    'signIn.failed',
    'x.y',
  ]) {
    const revert = revertOf(told(action, [campaign], action === 'x.y' ? null : connections));
    expect(revert, action).toMatchObject({ kind: 'impossible', why: expect.stringMatching(/^[A-Z].+\.$/) });
  }
  expect(revertOf(told('connection.disconnected', [orders], connections, { connections: [] })).kind).toBe('landscape');
});
