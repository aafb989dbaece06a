import { lazily } from './lazily.ts';
import type { LiveApplication, LiveConnection, LiveLandscape, LiveRuntime, LiveScenario } from './liveLandscape.ts';

export interface ScenarioMembers {
  applications: readonly LiveApplication[];
  runtimes: readonly LiveRuntime[];
  /** Live connections between members. */
  connections: readonly LiveConnection[];
}

/** What screens look up, derived from one landscape. */
export interface LandscapeIndex {
  applications: ReadonlyMap<string, LiveApplication>;
  runtimes: ReadonlyMap<string, LiveRuntime>;
  /** By name. */
  scenarios: ReadonlyMap<string, LiveScenario>;
  /** By scenario name; every scenario has an entry. */
  members: ReadonlyMap<string, ScenarioMembers>;
  connectionsByApplication: ReadonlyMap<string, readonly LiveConnection[]>;
  connectionsByRuntime: ReadonlyMap<string, readonly LiveConnection[]>;
}

const known = new WeakMap<LiveLandscape, LandscapeIndex>();

/** Derived once per landscape. */
export function indexOf(landscape: LiveLandscape): LandscapeIndex {
  let index = known.get(landscape);
  if (!index) {
    index = derive(landscape);
    known.set(landscape, index);
  }
  return index;
}

/** Part by part: most screens look up a few objects by id, and need none of the rest. */
function derive(landscape: LiveLandscape): LandscapeIndex {
  const applications = lazily(() => new Map(landscape.applications.map((each) => [each.id, each])));
  const runtimes = lazily(() => new Map(landscape.runtimes.map((each) => [each.id, each])));
  const scenarios = lazily(() => new Map(landscape.scenarios.map((each) => [each.name, each])));
  const members = lazily(() => membersOf(landscape, applications(), runtimes()));
  const byApplication = lazily(() => Map.groupBy(landscape.connections, ({ applicationID }) => applicationID));
  const byRuntime = lazily(() => Map.groupBy(landscape.connections, ({ runtimeID }) => runtimeID));
  return {
    get applications() {
      return applications();
    },
    get runtimes() {
      return runtimes();
    },
    get scenarios() {
      return scenarios();
    },
    get members() {
      return members();
    },
    get connectionsByApplication() {
      return byApplication();
    },
    get connectionsByRuntime() {
      return byRuntime();
    },
  };
}

function membersOf(
  landscape: LiveLandscape,
  applications: LandscapeIndex['applications'],
  runtimes: LandscapeIndex['runtimes'],
): LandscapeIndex['members'] {
  const members = new Map(
    landscape.scenarios.map(({ name }) => [
      name,
      {
        applications: [] as LiveApplication[],
        runtimes: [] as LiveRuntime[],
        connections: [] as LiveConnection[],
      },
    ]),
  );
  for (const application of landscape.applications) {
    for (const { scenario } of application.memberships) members.get(scenario)?.applications.push(application);
  }
  for (const runtime of landscape.runtimes) {
    for (const { scenario } of runtime.memberships) members.get(scenario)?.runtimes.push(runtime);
  }
  for (const connection of landscape.connections) {
    const shared = new Set(runtimes.get(connection.runtimeID)?.memberships.map(({ scenario }) => scenario));
    for (const { scenario } of applications.get(connection.applicationID)?.memberships ?? []) {
      if (shared.has(scenario)) members.get(scenario)?.connections.push(connection);
    }
  }
  return members;
}
