import { lifetimeUsed } from '../../landscape/certificateState.ts';
import { connectionFinding, type Finding, type ObservedRuntime, runtimeFinding } from '../../landscape/findings.ts';
import { attentionByScenario } from '../../landscape/scenarioAttention.ts';
import type { LandscapeObjects } from '../landscape/landscape.ts';
import { byName } from './table.ts';

interface Named {
  id: string;
  name: string;
}

type GivenRuntime = LandscapeObjects['runtimes'][number];
type Application = LandscapeObjects['applications'][number] & { providerName: string | null };
type Runtime = GivenRuntime & ObservedRuntime;

interface MemberRow extends Named {
  finding: Finding;
  connected: Named[];
  /** All but `scenarios`. */
  labels: Readonly<Record<string, unknown>>;
}

export interface Contents {
  packageCount: number;
  apiCount: number;
  eventCount: number;
}

export type ApplicationLine = MemberRow & Contents & Application;

export type RuntimeLine = MemberRow &
  Runtime & {
    applicationCount: number;
    /** Connections that began, and removals, which the agent has not fetched. */
    unseenCount: number;
    agentVersion: string | null;
    /** Share of the certificate's life that is left, 0 to 1; null without one. */
    certificateLeft: number | null;
  };

export interface ScenarioLine extends Named {
  createdAt: number;
  isDefault: boolean;
  applicationCount: number;
  runtimeCount: number;
  connectionCount: number;
  /** Its Runtimes that failed or need attention. */
  attentionCount: number;
  failedCount: number;
  ruleCount: number;
  changedAt: number;
}

/** The landscape of a tenant with what only the tables show of it. Keys are ids. */
export interface TableFacts extends LandscapeObjects {
  defaultScenario: string;
  labels: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  contents: ReadonlyMap<string, Contents>;
  agentVersions: ReadonlyMap<string, string>;
  ruleCounts: ReadonlyMap<string, number>;
  changedAt: ReadonlyMap<string, number>;
}

/** All rows of the three tables as of `at`, each list in the order of `byName`. */
export interface TableRows {
  at: number;
  applications: ApplicationLine[];
  runtimes: RuntimeLine[];
  scenarios: ScenarioLine[];
}

const none: Contents = { packageCount: 0, apiCount: 0, eventCount: 0 };
const noLabels = {};

export function tableRows(facts: TableFacts, at: number): TableRows {
  const runtimes = new Map(facts.runtimes.map((runtime) => [runtime.id, observed(runtime)]));
  const applications = new Map(facts.applications.map((application) => [application.id, offered(application)]));
  const runtimesIn = countBy(facts.runtimes);
  const applicationsIn = countBy(facts.applications);
  const byApplication = Map.groupBy(facts.connections, ({ applicationID }) => applicationID);
  const byRuntime = Map.groupBy(facts.connections, ({ runtimeID }) => runtimeID);
  const named = (list: ReadonlyMap<string, Named>, id: string) => ({ id, name: list.get(id)?.name ?? id });

  const applicationRow = (application: Application): ApplicationLine => {
    const own = byApplication.get(application.id) ?? [];
    const [first] = own;
    const runtime = first && runtimes.get(first.runtimeID);
    const inReach = application.memberships.some(({ scenario }) => runtimesIn.has(scenario));
    const { id, name, providerName, description, updatedAt, memberships } = application;
    const { packageCount, apiCount, eventCount } = facts.contents.get(id) ?? none;
    // Field by field: spreading thousands of objects takes several times as long.
    return {
      ...{ id, name, providerName, description, updatedAt, memberships, packageCount, apiCount, eventCount },
      finding:
        first && runtime
          ? connectionFinding(runtime, first.pending, first.since, at)
          : { family: 'idle', word: inReach ? 'Not connected' : 'No runtime in reach' },
      connected: own.map(({ runtimeID }) => named(runtimes, runtimeID)),
      labels: facts.labels.get(id) ?? noLabels,
    };
  };

  const runtimeRow = (runtime: Runtime): RuntimeLine => {
    const own = byRuntime.get(runtime.id) ?? [];
    const { certificate } = runtime;
    return {
      ...runtime,
      finding: runtimeFinding(
        runtime,
        own.some(({ pending }) => pending),
        at,
      ),
      certificateLeft: certificate && 1 - lifetimeUsed(certificate, at),
      connected: own.map(({ applicationID }) => named(applications, applicationID)),
      applicationCount: own.length,
      unseenCount: runtime.unenforcedRemovals + own.filter(({ pending }) => pending).length,
      agentVersion: facts.agentVersions.get(runtime.id) ?? null,
      labels: facts.labels.get(runtime.id) ?? noLabels,
    };
  };

  const attention = attentionByScenario(runtimes.values());
  const live = new Map<string, number>();
  for (const { applicationID, runtimeID } of facts.connections) {
    const runtime = runtimes.get(runtimeID);
    const application = applications.get(applicationID);
    if (!runtime || !application) continue;
    const shared = new Set(runtime.memberships.map(({ scenario }) => scenario));
    for (const { scenario } of application.memberships) {
      if (shared.has(scenario)) live.set(scenario, (live.get(scenario) ?? 0) + 1);
    }
  }

  return {
    at,
    applications: [...applications.values()].map(applicationRow).sort(byName),
    runtimes: [...runtimes.values()].map(runtimeRow).sort(byName),
    scenarios: facts.scenarios
      .map(({ id, name, createdAt }) => {
        const { failed, attention: late } = attention.get(name) ?? { failed: 0, attention: 0 };
        return {
          ...{ id, name, createdAt, isDefault: name === facts.defaultScenario },
          applicationCount: applicationsIn.get(name) ?? 0,
          runtimeCount: runtimesIn.get(name) ?? 0,
          connectionCount: live.get(name) ?? 0,
          attentionCount: failed + late,
          failedCount: failed,
          ruleCount: facts.ruleCounts.get(id) ?? 0,
          changedAt: Math.max(createdAt, facts.changedAt.get(id) ?? createdAt),
        };
      })
      .sort(byName),
  };
}

const offered = (application: LandscapeObjects['applications'][number]): Application => ({
  ...application,
  providerName: application.providerName ?? null,
});

const observed = (runtime: GivenRuntime): Runtime => ({
  ...runtime,
  lastContactAt: runtime.lastContactAt ?? null,
  certificate: runtime.certificate ?? null,
  tokenExpiresAt: runtime.tokenExpiresAt ?? null,
});

function countBy(members: readonly Pick<GivenRuntime, 'memberships'>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { memberships } of members) {
    for (const { scenario } of memberships) counts.set(scenario, (counts.get(scenario) ?? 0) + 1);
  }
  return counts;
}
