import type { Paths } from '../../paths.ts';

interface Member {
  id: string;
  memberships: readonly { scenario: string }[];
}

/** The part of a landscape that the first steps depend on. */
export interface Begun {
  applications: readonly Member[];
  runtimes: readonly (Member & { certificate: object | null })[];
  scenarios: readonly object[];
  connections: readonly object[];
}

export interface FirstStep {
  title: string;
  text: string;
  done: boolean;
  /** Where it is done. */
  href: string;
}

function shareAScenario({ applications, runtimes }: Begun): boolean {
  const scenarios = new Set(runtimes.flatMap(({ memberships }) => memberships.map(({ scenario }) => scenario)));
  return applications.some(({ memberships }) => memberships.some(({ scenario }) => scenarios.has(scenario)));
}

/** From nothing to a live connection: what is done, and where the rest is done. */
export function firstSteps(landscape: Begun, paths: Paths): FirstStep[] {
  const { applications, runtimes, scenarios, connections } = landscape;
  const [waiting] = runtimes;
  return [
    {
      title: 'Connect a runtime',
      text: 'A cluster that uses applications. Its agent enrols with a one-time token.',
      done: runtimes.some(({ certificate }) => certificate !== null),
      href: waiting ? paths.connect('runtime', waiting.id) : paths.newOnboarding('runtime'),
    },
    {
      title: 'Register an application',
      text: 'An external system that offers APIs and events.',
      done: applications.length > 0,
      href: paths.newOnboarding('application'),
    },
    {
      title: 'Put both into one scenario',
      text: 'Only what shares a scenario may communicate.',
      done: shareAScenario(landscape),
      // The default scenario alone is no place to put anything into.
      href: scenarios.length > 1 ? paths.map : paths.scenarios,
    },
    {
      title: 'See them connected',
      text: 'The agent connects to what it may reach with its next fetch, or you connect it on the map.',
      done: connections.length > 0,
      href: paths.map,
    },
  ];
}
