import type { LiveConnection } from '../../live/landscape.ts';
import type { ApplicationRow, RuntimeRow } from '../../members/rows.ts';
import type { Rule } from '../../rules/ruleWords.ts';
import type { ScenarioRow } from './rows.ts';

interface Members {
  applications: readonly ApplicationRow[];
  runtimes: readonly RuntimeRow[];
  /** Live ones between them. */
  connections: readonly LiveConnection[];
}

/** A scenario with its rules, who is in it and why, and who is connected through it, as the API tells it. */
export function scenarioFacts(row: ScenarioRow, rules: readonly Rule[], members: Members): object {
  const named = new Map([...members.applications, ...members.runtimes].map(({ id, name }) => [id, { id, name }]));
  const inIt = ({ id, name, scenarios }: ApplicationRow | RuntimeRow) => {
    return { id, name, origin: scenarios.find((scenario) => scenario.name === row.name)?.origin };
  };
  return {
    kind: 'Scenario',
    id: row.id,
    name: row.name,
    default: row.isDefault,
    createdAt: new Date(row.createdAt).toISOString(),
    rules: rules.map(({ selector: { key, value }, matches }) => ({ label: { key, value }, matches })),
    applications: members.applications.map(inIt),
    runtimes: members.runtimes.map(inIt),
    connections: members.connections.map(({ applicationID, runtimeID, since, pending }) => ({
      application: named.get(applicationID),
      runtime: named.get(runtimeID),
      since: new Date(since).toISOString(),
      fetchedByAgent: !pending,
    })),
  };
}
