import { applyToFacts } from '../../../landscape/impact.ts';
import type { Change, Facts, Member, RuleChange } from '../../../landscape/model.ts';

type Kind = 'APPLICATION' | 'RUNTIME';

export interface ModelRule {
  scenario: string;
  kind: Kind;
  key: string;
  value: string;
}

/** What two administrators write, kept by hand beside the server: one write after the other. */
export interface Model {
  facts: Facts;
  /** Name, description and the like of each object, by its id. */
  texts: Map<string, Readonly<Record<string, string>>>;
  labels: Map<string, Readonly<Record<string, unknown>>>;
  /** Schemas by key; empty without one. */
  definitions: Map<string, string>;
  rules: readonly ModelRule[];
}

/** What the rules hold now and do not in the facts, or the other way round. */
function owedToRules({ facts, labels, rules }: Model): RuleChange[] {
  const owed = (kind: Kind) => (member: Member) =>
    facts.scenarios.flatMap(({ name: scenario }): RuleChange[] => {
      const holds = rules.some(
        (rule) => rule.scenario === scenario && rule.kind === kind && labels.get(member.id)?.[rule.key] === rule.value,
      );
      const held = member.memberships.some((each) => each.scenario === scenario && each.rule);
      return holds === held ? [] : [{ objectID: member.id, scenario, holds }];
    });
  return [...facts.applications.flatMap(owed('APPLICATION')), ...facts.runtimes.flatMap(owed('RUNTIME'))];
}

function followRules(model: Model): void {
  const rules = owedToRules(model);
  if (rules.length > 0) model.facts = applyToFacts(model.facts, [], 0, rules);
}

export function change(model: Model, changes: readonly Change[]): void {
  model.facts = applyToFacts(model.facts, changes);
}

/** Impacts are ordered by name. */
export function rename(model: Model, id: string, name: string): void {
  const runtimes = model.facts.runtimes.map((runtime) => (runtime.id === id ? { ...runtime, name } : runtime));
  model.facts = { ...model.facts, runtimes };
}

/** @param value undefined for none. */
export function setLabel(model: Model, objectID: string, key: string, value: unknown): void {
  const { [key]: _, ...others } = model.labels.get(objectID) ?? {};
  model.labels.set(objectID, value === undefined ? others : { ...others, [key]: value });
  if (value !== undefined && !model.definitions.has(key)) model.definitions.set(key, '');
  followRules(model);
}

export function removeDefinition(model: Model, key: string): void {
  model.definitions.delete(key);
  for (const [id, { [key]: _, ...others }] of model.labels) model.labels.set(id, others);
  followRules(model);
}

export function setRules(model: Model, rules: readonly ModelRule[]): void {
  model.rules = rules;
  followRules(model);
}

const ordered = <V>(map: ReadonlyMap<string, V>) =>
  [...map].sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, value]) => [key, value] as const);

/** What everything comes down to, for comparison. */
export const essence = ({ facts, texts, labels, definitions, rules }: Model) => ({
  memberships: [...facts.applications, ...facts.runtimes]
    .map(({ id, memberships }) => [id, ...memberships.map(({ scenario }) => scenario).sort()].join(' '))
    .sort(),
  connections: facts.connections.map(({ applicationID, runtimeID }) => `${applicationID} ${runtimeID}`).sort(),
  texts: ordered(texts),
  labels: ordered(labels).map(([id, own]) => [id, ordered(new Map(Object.entries(own)))]),
  definitions: ordered(definitions),
  rules: rules.map(({ scenario, kind, key, value }) => [scenario, kind, key, value].join(' ')).sort(),
});
