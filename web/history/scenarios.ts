import type { LiveLandscape } from '../live/liveLandscape.ts';

/** The part of a landscape that one scenario makes: its members, and the connections it allows. */
function partOf(landscape: LiveLandscape, scenario: string): LiveLandscape {
  const isIn = ({ memberships }: { memberships: readonly { scenario: string }[] }) =>
    memberships.some((each) => each.scenario === scenario);
  const narrowed = <Member extends { memberships: LiveLandscape['applications'][number]['memberships'] }>(
    member: Member,
  ) => ({
    ...member,
    memberships: member.memberships.filter((each) => each.scenario === scenario),
  });
  const applications = landscape.applications.filter(isIn).map(narrowed);
  const runtimes = landscape.runtimes.filter(isIn).map(narrowed);
  const ids = new Set([...applications, ...runtimes].map(({ id }) => id));
  return {
    ...landscape,
    scenarios: landscape.scenarios.filter(({ name }) => name === scenario),
    applications,
    runtimes,
    connections: landscape.connections.filter((each) => ids.has(each.applicationID) && ids.has(each.runtimeID)),
  };
}

/** Two scenarios as two landscapes to compare. */
export const scenarioParts = (landscape: LiveLandscape, [a, b]: readonly [string, string]) =>
  [partOf(landscape, a), partOf(landscape, b)] as const;
