import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { impact, indexFacts } from '../../landscape/impact.ts';
import type { Change, Facts } from '../../landscape/model.ts';
import { draftYaml } from './draftYaml.ts';

const manual = (...scenarios: string[]) => scenarios.map((scenario) => ({ scenario, manual: true, rule: false }));
const facts: Facts = {
  ...{ defaultScenario: 'default', connectionPolicy: 'EXCLUSIVE' },
  scenarios: ['default', 'campaign', 'marketing'].map((name) => ({ name })),
  applications: [
    { id: 'a1', name: 'orders: "all"', memberships: manual('campaign') },
    { id: 'a2', name: 'crm', memberships: manual('marketing') },
  ],
  runtimes: [
    { id: 'r1', name: 'eu', memberships: manual('campaign') },
    { id: 'r2', name: 'us', memberships: manual('campaign', 'marketing') },
  ],
  connections: [{ applicationID: 'a1', runtimeID: 'r1', since: 1 }],
};
const index = indexFacts(facts);
const read = async (changes: Change[]) => parse(await draftYaml(index, changes, impact(index, changes)));

test('says each change with names beside ids, and everything it would do', async () => {
  const changes: Change[] = [
    { removeFromScenario: { objectID: 'a1', scenario: 'campaign' } },
    { addToScenario: { objectID: 'r1', scenario: 'marketing' } },
    { connect: { applicationID: 'a2', runtimeID: 'r2' } },
  ];
  expect(await read(changes)).toEqual({
    changes: [
      { removeFromScenario: { object: 'orders: "all"', objectID: 'a1', scenario: 'campaign' } },
      { addToScenario: { object: 'eu', objectID: 'r1', scenario: 'marketing' } },
      { connect: { application: 'crm', applicationID: 'a2', runtime: 'us', runtimeID: 'r2' } },
    ],
    impact: {
      breaks: ['orders: "all" > eu'],
      begins: ['crm > us'],
      becomesPossible: [],
      stopsBeingPossible: ['orders: "all" > eu'],
      sideEffects: [{ RETURNS_TO_DEFAULT: { object: 'orders: "all"', scenario: 'default' } }],
    },
  });
});

test('calls an object that is gone what it is', async () => {
  const gone: Change = { disconnect: { applicationID: 'a9', runtimeID: 'r1' } };
  const { changes } = await read([gone]);
  expect(changes).toEqual([
    {
      disconnect: {
        application: 'an object that no longer exists',
        applicationID: 'a9',
        runtime: 'eu',
        runtimeID: 'r1',
      },
    },
  ]);
});
