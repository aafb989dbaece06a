import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labels, runtimes } from '../db/tables/director.tables.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type Api, createApi } from '../testing/api.ts';
import { databases } from '../testing/databases.ts';

const names = ['cluster-a', 'cluster-b', 'cluster-c'];
/** What is listed more than once comes more often, so that rules and labels meet. */
const keys = ['region', 'region', 'region', 'zone'];
const values = ['x', 'x', 'x', 'y', ['x']];
const scenarioNames = ['default', 'one', 'two'];

const applicationNames = ['app-a', 'app-b'];

const runtime = fc.constantFrom(...names);
const application = fc.constantFrom(...applicationNames);
const scenario = fc.constantFrom(...scenarioNames);
const labelled = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { minKeys: 1, maxKeys: 2 });
const selector = fc.record({ key: fc.constantFrom(...keys), text: fc.constantFrom('x', 'x', 'y') });
const rule: fc.Arbitrary<Step> = fc.tuple(scenario, selector).map(([name, selected]) => ({
  operation: 'createAutomaticScenarioAssignment(in: { scenarioName: $name, selector: { key: $key, value: $text } })',
  variables: { name, ...selected },
}));

/** A rule that may match Applications, Runtimes or both. */
const consoleRule: fc.Arbitrary<Step> = fc
  .tuple(
    fc.constantFrom('one', 'two', ...scenarioNames),
    selector,
    fc.constantFrom(['APPLICATION'], ['RUNTIME'], ['RUNTIME', 'APPLICATION']),
  )
  .map(([name, selected, kinds]) => ({
    operation: 'createScenarioRule(in: { scenario: $name, selector: { key: $key, value: $text }, matches: $kinds })',
    variables: { name, ...selected, kinds },
  }));

/** The memberships by hand, by name of the Runtime or Application. */
type ByHand = Map<string, string[]>;

interface Step {
  operation: string;
  /** With the name of a Runtime or Application for its id. */
  variables: Record<string, unknown>;
  /** What it means for memberships by hand, if it is not refused. */
  applied?: (byHand: ByHand) => void;
}

const registered = (what: 'Runtime' | 'Application', name: string): fc.Arbitrary<Step> =>
  labelled.map((given) => ({
    operation: `register${what}(in: { name: $name, labels: $labels })`,
    variables: { name, labels: given },
    applied: (byHand) => void byHand.set(name, []),
  }));

/** Most steps need somebody to be about. */
const everybody = fc.tuple(
  ...names.map((name) => registered('Runtime', name)),
  ...applicationNames.map((name) => registered('Application', name)),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  ...names.map((name) => registered('Runtime', name)).slice(0, 1),
  fc.record({ id: runtime, labels: labelled }).map(({ id, labels: given }) => ({
    operation: 'updateRuntime(id: $id, in: { name: $name, labels: $labels })',
    variables: { id, name: id, labels: given },
    applied: (byHand: ByHand) => void byHand.set(id, []),
  })),
  runtime.map((id) => ({
    operation: 'unregisterRuntime(id: $id)',
    variables: { id },
    applied: (byHand: ByHand) => void byHand.delete(id),
  })),
  fc
    .record({ id: runtime, key: fc.constantFrom(...keys), value: fc.constantFrom(...values) })
    .map((variables) => ({ operation: 'setRuntimeLabel(runtimeID: $id, key: $key, value: $value)', variables })),
  fc.record({ id: runtime, value: fc.uniqueArray(scenario, { minLength: 1 }) }).map((variables) => ({
    operation: 'setRuntimeLabel(runtimeID: $id, key: "scenarios", value: $value)',
    variables,
    applied: (byHand: ByHand) => void byHand.set(variables.id, variables.value),
  })),
  fc
    .record({ id: runtime, key: fc.constantFrom(...keys) })
    .map((variables) => ({ operation: 'deleteRuntimeLabel(runtimeID: $id, key: $key)', variables })),
  runtime.map((id) => ({
    operation: 'deleteRuntimeLabel(runtimeID: $id, key: "scenarios")',
    variables: { id },
    applied: (byHand: ByHand) => void byHand.set(id, []),
  })),
  fc.constantFrom(...keys).map((key) => ({
    operation: 'deleteLabelDefinition(key: $key, deleteRelatedLabels: true)',
    variables: { key },
  })),
  rule,
  consoleRule,
  fc.tuple(scenario, fc.constantFrom(null, ['APPLICATION'], ['RUNTIME'])).map(([name, matches]) => ({
    operation: 'deleteScenarioRule(scenario: $name, matches: $matches)',
    variables: { name, matches },
  })),
  ...applicationNames.map((name) => registered('Application', name)).slice(0, 1),
  application.map((id) => ({
    operation: 'unregisterApplication(id: $id)',
    variables: { id },
    applied: (byHand: ByHand) => void byHand.delete(id),
  })),
  application.map((id) => ({ operation: 'updateApplication(id: $id, in: {})', variables: { id } })),
  fc.record({ id: application, key: fc.constantFrom(...keys), value: fc.constantFrom(...values) }).map((variables) => ({
    operation: 'setApplicationLabel(applicationID: $id, key: $key, value: $value)',
    variables,
  })),
  fc.record({ id: application, key: fc.constantFrom(...keys, 'scenarios') }).map((variables) => ({
    operation: 'deleteApplicationLabel(applicationID: $id, key: $key)',
    variables,
    applied: (byHand: ByHand) => void (variables.key === 'scenarios' && byHand.set(variables.id, [])),
  })),
  fc.record({ id: application, value: fc.uniqueArray(scenario, { minLength: 1 }) }).map((variables) => ({
    operation: 'setApplicationLabel(applicationID: $id, key: "scenarios", value: $value)',
    variables,
    applied: (byHand: ByHand) =>
      void byHand.set(
        variables.id,
        variables.value.filter((each) => each !== 'default'),
      ),
  })),
  scenario.map((name) => ({
    operation: 'deleteAutomaticScenarioAssignmentForScenario(scenarioName: $name)',
    variables: { name },
  })),
  selector.map((variables) => ({
    operation: 'deleteAutomaticScenarioAssignmentsForSelector(selector: { key: $key, value: $text })',
    variables,
  })),
  scenario.map((name) => ({
    operation: 'deleteScenario(name: $name)',
    variables: { name },
    applied: (byHand: ByHand) => {
      for (const [id, held] of byHand) {
        byHand.set(
          id,
          held.filter((each) => each !== name),
        );
      }
    },
  })),
  scenario.map((name) => ({ operation: 'createScenario(name: $name)', variables: { name } })),
);

const types: Record<string, string> = {
  id: 'ID!',
  name: 'String!',
  labels: 'Labels',
  key: 'String!',
  value: 'Any!',
  text: 'String!',
  matches: '[ObjectKind!]',
  kinds: '[ObjectKind!]!',
};

interface Member {
  id: string;
  name: string;
  memberships: { scenario: string; manual: boolean; rule: boolean }[];
}

interface Rule {
  scenario: string;
  selector: { key: string; value: string };
  matches: ('APPLICATION' | 'RUNTIME')[];
}

const scenarios = (held: Member['memberships']) => held.map(({ scenario }) => scenario).sort();

describe.each(databases)('rules on $name', ({ name: dialect, open }) => {
  let api: Api;
  beforeAll(async () => {
    api = await createApi(open);
  }, 120_000);
  afterAll(() => api.close());

  /** Whether it was not refused. */
  async function run(admin: Consumer, { operation, variables }: Step, ids = new Map<string, string>()) {
    const used = Object.keys(variables).filter((key) => operation.includes(`$${key}`));
    const declared = used.map((key) => `$${key}: ${types[key]}`).join(', ');
    const given = { ...variables, id: ids.get(String(variables['id'])) ?? randomUUID() };
    const { errors = [] } = await api.run(`mutation (${declared}) { r: ${operation} { __typename } }`, given, admin);
    // Refused by a rule of ours, not for a mistake in the text of the operation.
    expect(
      errors.filter(({ extensions }) => [undefined, 'InternalError'].includes(extensions['error'] as string)),
    ).toEqual([]);
    return errors.length === 0;
  }

  async function look(admin: Consumer) {
    const members = 'id name memberships { scenario manual rule }';
    const answer = await api.data(
      `{ landscape { runtimes { ${members} } applications { ${members} } connections { applicationID runtimeID } }
         runtimes { data { id labels } } applications { data { id labels } }
         scenarioRules { scenario selector { key value } matches }
         automaticScenarioAssignments { data { scenarioName selector { key value } } } }`,
      {},
      admin,
    );
    return {
      members: [...answer['landscape'].runtimes, ...answer['landscape'].applications] as Member[],
      runtimes: answer['landscape'].runtimes as Member[],
      applications: answer['landscape'].applications as Member[],
      connections: answer['landscape'].connections as { applicationID: string; runtimeID: string }[],
      labelsOf: new Map<string, Record<string, unknown>>(
        [...answer['runtimes'].data, ...answer['applications'].data].map((each) => [each.id, each.labels]),
      ),
      rules: answer['scenarioRules'] as Rule[],
      assignments: answer['automaticScenarioAssignments'].data as {
        scenarioName: string;
        selector: Rule['selector'];
      }[],
    };
  }

  it('hold exactly what the labels say, whatever happened, and never touch what is by hand', async () => {
    const property = fc.asyncProperty(
      everybody,
      rule,
      consoleRule,
      fc.array(step, { minLength: 10, maxLength: 25 }),
      async (beginning, first, second, steps) => {
        const admin = { ...api.admin, tenantId: await api.newTenant(randomUUID()) };
        for (const name of scenarioNames.slice(1)) {
          await api.data('mutation ($name: String!) { createScenario(name: $name) { id } }', { name }, admin);
          const register =
            'mutation ($name: String!) { registerApplication(in: { name: $name, labels: { scenarios: [$name] } }) { id } }';
          await api.data(register, { name }, admin);
        }
        const byHand: ByHand = new Map(scenarioNames.slice(1).map((name) => [name, [name]]));
        for (const each of beginning) {
          if (await run(admin, each)) each.applied?.(byHand);
        }
        let present = await look(admin);
        for (const each of [first, second, ...steps]) {
          const done = await run(admin, each, new Map(present.members.map(({ id, name }) => [name, id])));
          if (done) each.applied?.(byHand);
          present = await look(admin);
          for (const { id, name, memberships } of present.members) {
            const kind = present.runtimes.some((one) => one.id === id) ? 'RUNTIME' : 'APPLICATION';
            const own = present.labelsOf.get(id) ?? {};
            const naive = present.rules.filter(
              ({ matches, selector: { key, value } }) => matches.includes(kind) && own[key] === value,
            );
            expect(scenarios(memberships.filter((one) => one.rule))).toEqual(naive.map((one) => one.scenario).sort());
            expect(scenarios(memberships.filter((one) => one.manual))).toEqual([...(byHand.get(name) ?? [])].sort());
            const byItself = memberships.filter((one) => !one.rule && !one.manual);
            const isAlone = kind === 'APPLICATION' && memberships.length === byItself.length;
            expect(scenarios(byItself)).toEqual(isAlone ? ['default'] : []);
          }
          const ofRuntimes = present.rules.filter(({ matches }) => matches.includes('RUNTIME'));
          expect(present.assignments).toEqual(
            ofRuntimes.map(({ scenario: scenarioName, selector: selected }) => ({ scenarioName, selector: selected })),
          );
          for (const { applicationID, runtimeID } of present.connections) {
            const [ofApplication, ofRuntime] = [applicationID, runtimeID].map((id) =>
              scenarios(present.members.find((one) => one.id === id)?.memberships ?? []),
            );
            expect(ofApplication?.some((one) => ofRuntime?.includes(one))).toBe(true);
          }
          for (const { id } of present.runtimes) {
            const fetch = 'query ($id: ID!) { applicationsForRuntime(runtimeID: $id) { totalCount } }';
            await api.data(fetch, { id }, { ...admin, type: 'RUNTIME', id });
          }
        }
      },
    );
    await fc.assert(property, { numRuns: dialect === 'SQLite' ? 30 : 4 });
  }, 120_000);

  it('find theirs among 10,000 Runtimes', async () => {
    const tenantId = await api.newTenant(randomUUID());
    const admin = { ...api.admin, tenantId };
    await api.data('mutation { createScenario(name: "one") { id } }', {}, admin);
    const at = api.now;
    const rows = Array.from({ length: 10_000 }, (_, n) => ({ id: randomUUID(), n }));
    await api.platform.database.write(async (tx) => {
      for (let from = 0; from < rows.length; from += 500) {
        const part = rows.slice(from, from + 500);
        await tx.insert(runtimes).values(
          part.map(({ id, n }) => ({
            id,
            tenantId,
            name: `r-${n}`,
            statusCondition: 'INITIAL' as const,
            statusAt: at,
            createdAt: at,
            updatedAt: at,
          })),
        );
        await tx.insert(labels).values(
          part.map(({ id, n }) => ({
            tenantId,
            objectKind: 'RUNTIME' as const,
            objectId: id,
            key: 'region',
            value: n % 4 === 0 ? 'eu' : 'us',
          })),
        );
      }
    });
    const members = async () =>
      (
        await api.data(
          '{ runtimes(first: 1, filter: [{ key: "scenarios", query: "$[*] ? (@ == \\"one\\")" }]) { totalCount } }',
          {},
          admin,
        )
      )['runtimes'].totalCount;
    await api.data(
      'mutation { createAutomaticScenarioAssignment(in: { scenarioName: "one", selector: { key: "region", value: "eu" } }) { scenarioName } }',
      {},
      admin,
    );
    expect(await members()).toBe(2500);
    await api.data(
      'mutation ($id: ID!) { setRuntimeLabel(runtimeID: $id, key: "region", value: "us") { key } }',
      { id: rows[0]!.id },
      admin,
    );
    expect(await members()).toBe(2499);
    await api.data(
      'mutation { deleteAutomaticScenarioAssignmentForScenario(scenarioName: "one") { scenarioName } }',
      {},
      admin,
    );
    expect(await members()).toBe(0);
  }, 120_000);
});
