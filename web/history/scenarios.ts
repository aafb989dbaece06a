import type { LiveLandscape } from '../live/liveLandscape.ts';
import { type Comparison, compare } from './comparison.ts';

type Pair = readonly [string, string];
interface Member {
  id: string;
  memberships: LiveLandscape['applications'][number]['memberships'];
}

const isIn =
  (...scenarios: string[]) =>
  ({ memberships }: Member) =>
    memberships.some(({ scenario }) => scenarios.includes(scenario));

/** Members of any of the scenarios with what they are of both, and the connections among them. */
function partOf(landscape: LiveLandscape, scenarios: readonly string[], both: Pair): LiveLandscape {
  const among = <Item extends Member>(members: readonly Item[]) =>
    members.filter(isIn(...scenarios)).map((member) => ({
      ...member,
      memberships: member.memberships.filter(({ scenario }) => both.includes(scenario)),
    }));
  const [applications, runtimes] = [among(landscape.applications), among(landscape.runtimes)];
  const ids = new Set([...applications, ...runtimes].map(({ id }) => id));
  return {
    ...landscape,
    scenarios: landscape.scenarios.filter(({ name }) => both.includes(name)),
    applications,
    runtimes,
    connections: landscape.connections.filter((each) => ids.has(each.applicationID) && ids.has(each.runtimeID)),
  };
}

export interface ComparedScenarios {
  a: LiveLandscape;
  b: LiveLandscape;
  comparison: Comparison;
  /** Both with all their members and connections. */
  actual: LiveLandscape;
  /** Without the connections of B alone, which are in the comparison. */
  drawn: LiveLandscape;
}

/** Two scenarios of one landscape: which members, and which connections, only one of them has. */
export function compareScenarios(landscape: LiveLandscape, names: Pair): ComparedScenarios {
  const [a, b] = [partOf(landscape, [names[0]], names), partOf(landscape, [names[1]], names)];
  const actual = partOf(landscape, names, names);
  const found = compare(a, b, (inA, inB) => `${inA} in ${names[0]}, ${inB} in ${names[1]}`);
  return {
    ...{ a, b },
    // Who is in which scenario is told by the cards, not by their lines.
    comparison: { ...found, joins: new Set(), leaves: new Set() },
    actual,
    drawn: { ...actual, connections: a.connections },
  };
}
