import { describe, expect, test } from 'vitest';
import { impact, indexFacts } from '../../landscape/impact.ts';
import type { Change, Facts } from '../../landscape/model.ts';
import {
  beyond,
  describeChange,
  mergeChanges,
  sameImpact,
  stopsMore,
  summarise,
  whyItBreaks,
  whyItOpens,
} from './describe.ts';

const member = (id: string, ...scenarios: string[]) => ({
  id,
  name: id,
  memberships: scenarios.map((scenario) => ({ scenario, manual: true, rule: false })),
});

const facts: Facts = {
  defaultScenario: 'default',
  connectionPolicy: 'EXCLUSIVE',
  scenarios: [{ name: 'campaign' }, { name: 'marketing' }, { name: 'default' }],
  applications: [member('orders', 'campaign'), member('cloud', 'campaign', 'marketing')],
  runtimes: [member('r1', 'campaign'), member('r2', 'marketing')],
  connections: [{ applicationID: 'cloud', runtimeID: 'r2', since: 5 }],
};
const index = indexFacts(facts);
const leave: Change = { removeFromScenario: { objectID: 'cloud', scenario: 'marketing' } };
const join: Change = { addToScenario: { objectID: 'orders', scenario: 'marketing' } };

describe('words for changes', () => {
  test('name the object and the scenario', () => {
    expect(
      describeChange(index, leave)
        .map(({ text }) => text)
        .join(''),
    ).toBe('Remove cloud from marketing');
    const pair = { applicationID: 'orders', runtimeID: 'r1' };
    expect(
      describeChange(index, { connect: pair })
        .map(({ text }) => text)
        .join(''),
    ).toBe('Connect orders to r1');
  });

  test('summarise what stops before what becomes possible', () => {
    expect(summarise(impact(index, [leave]))).toBe('1 live connection stops, 1 pair becomes possible');
    expect(summarise(impact(index, [join]))).toBe('1 pair becomes possible');
    expect(summarise(impact(index, []))).toBe('No connection is affected');
  });

  test('count for one more change only what it adds to the draft', () => {
    const drafted = impact(index, [leave]);
    expect(summarise(beyond(impact(index, [leave, join]), drafted))).toBe('1 pair becomes possible');
    expect(summarise(beyond(drafted, drafted))).toBe('No connection is affected');
    expect(summarise(beyond(drafted, impact(index, [])))).toBe(summarise(drafted));
  });

  test('say why a connection breaks and why a pair opens', () => {
    const does = impact(index, [leave]);
    const ends = new Set(does.stopsBeingPossible.map((pair) => `${pair.applicationID}>${pair.runtimeID}`));
    expect(whyItBreaks(does.breaks[0]!, ends)).toBe('marketing is all they share.');
    expect(whyItOpens(index, does.becomesPossible[0]!)).toBe('Refused until now, freed by r2.');
  });

  test('see two impacts as the same although the moments differ', () => {
    const later = indexFacts({ ...facts, connections: [{ applicationID: 'cloud', runtimeID: 'r2', since: 9 }] });
    expect(sameImpact(impact(index, [leave]), impact(later, [leave]))).toBe(true);
    expect(sameImpact(impact(index, [leave]), impact(index, [join]))).toBe(false);
  });
});

describe('a draft', () => {
  test('holds a change once and drops it when its opposite arrives', () => {
    const back: Change = { addToScenario: { objectID: 'cloud', scenario: 'marketing' } };
    expect(mergeChanges([leave], [leave, join])).toEqual([leave, join]);
    expect(mergeChanges([leave, join], [back])).toEqual([join]);
  });
});

describe('undoing', () => {
  const undone: Change = { removeFromScenario: join.addToScenario };
  const did = impact(index, [join]);
  const joined = {
    ...facts,
    applications: facts.applications.map((each) =>
      each.id === 'orders' ? member('orders', 'campaign', 'marketing') : each,
    ),
  };

  test('stops more than was begun once somebody connected what became possible', () => {
    expect(stopsMore(impact(indexFacts(joined), [undone]), did)).toBe(false);
    const connected = { ...joined, connections: [{ applicationID: 'orders', runtimeID: 'r2', since: 9 }] };
    expect(stopsMore(impact(indexFacts(connected), [undone]), did)).toBe(true);
  });

  test('may stop what the change itself began', () => {
    const connect: Change = { connect: { applicationID: 'orders', runtimeID: 'r1' } };
    const connected = { ...facts, connections: [{ applicationID: 'orders', runtimeID: 'r1', since: 9 }] };
    const undoing = impact(indexFacts(connected), [{ disconnect: connect.connect }]);
    expect(undoing.breaks).toHaveLength(1);
    expect(stopsMore(undoing, impact(index, [connect]))).toBe(false);
  });
});
