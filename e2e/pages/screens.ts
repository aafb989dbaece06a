import { issueCertificates } from '../fixtures/certificates.ts';
import { connect, type ExampleIds, loadExample } from '../fixtures/landscape.ts';
import type { RunningCompass } from '../fixtures/server.ts';

export interface Screen {
  name: string;
  /** Of its heading of level 1. */
  heading: string | RegExp;
  /** Below the tenant's address. */
  path(ids: ExampleIds): string;
  /** Has rows, which the density makes higher and lower. */
  isTable?: true;
  /** The right a viewer lacks to see it. */
  viewerLacks?: string;
  /** Asks the server for nothing but what the frame has asked for already, or for suggestions only. */
  asksNothing?: true;
  /** While it asks, what is known stands there alone. */
  hasNoSkeleton?: true;
  /** The button that leads out of a failure, if it is not `Retry`; null: it asks again by itself. */
  wayOut?: string | null;
}

type Own = Omit<Screen, 'name' | 'heading' | 'path'>;

const administration = (heading: string, key: string, own: Own = {}): Screen => ({
  name: heading,
  heading,
  path: () => `administration/${key}`,
  ...own,
});

const application = (tab: string, own: Own = {}): Screen => ({
  name: `the tab ${tab} of an application`,
  heading: 'application-1',
  path: (ids) => `applications/${ids['application-1']}?tab=${tab}`,
  ...own,
});

const runtime = (tab: string, own: Own = {}): Screen => ({
  name: `the tab ${tab} of a runtime`,
  heading: 'runtime-1',
  path: (ids) => `runtimes/${ids['runtime-1']}?tab=${tab}`,
  ...own,
});

const wizard = (step: string): Screen => ({
  name: `connecting a runtime: ${step}`,
  heading: /runtime-1$/,
  path: (ids) => `onboarding/runtime/${ids['runtime-1']}/${step}`,
  viewerLacks: 'runtime:write',
  hasNoSkeleton: true,
  wayOut: null,
});

/** Every screen of a signed-in administrator, over what `fillEveryScreen` makes. */
export const screens: readonly Screen[] = [
  {
    name: 'overview',
    heading: /attention|break|certificate|silent|heard of|frozen|synchronise/,
    path: () => 'overview',
  },
  { name: 'map', heading: 'Map', path: () => 'map', asksNothing: true },
  { name: 'map as table', heading: 'Map', path: () => 'map?view=table', isTable: true, asksNothing: true },
  { name: 'matrix', heading: 'Map', path: () => 'map?mode=matrix', asksNothing: true },
  {
    name: 'focus',
    heading: 'Map',
    path: (ids) => `map?mode=focus&select=${ids['application-1']}`,
    asksNothing: true,
  },
  {
    name: 'a moment of the past',
    heading: 'Map',
    path: () => `map?at=${new Date().toISOString()}`,
    wayOut: 'Return to live',
  },
  {
    name: 'two scenarios compared',
    heading: 'Map',
    path: () => `map?scenarios=${encodeURIComponent('["campaign","marketing"]')}`,
    asksNothing: true,
  },
  { name: 'applications', heading: 'Applications', path: () => 'applications', isTable: true },
  { name: 'runtimes', heading: 'Runtimes', path: () => 'runtimes', isTable: true },
  { name: 'scenarios', heading: 'Scenarios', path: () => 'scenarios', isTable: true },
  { name: 'certificates', heading: 'Certificates', path: () => 'certificates', isTable: true },
  { name: 'certificate authorities', heading: 'Certificate authorities', path: () => 'certificates/authorities' },
  { name: 'activity', heading: 'Activity', path: () => 'activity', isTable: true },
  { name: 'activity as feed', heading: 'Activity', path: () => 'activity?as=feed' },
  { name: 'onboarding', heading: 'Onboarding', path: () => 'onboarding' },
  {
    name: 'connecting something new: what',
    heading: 'Connect a runtime',
    path: () => 'onboarding/new/what?kind=runtime',
    viewerLacks: 'runtime:write',
    asksNothing: true,
  },
  {
    name: 'connecting something new: describe',
    heading: 'Connect an application',
    path: () => 'onboarding/new/describe?kind=application',
    viewerLacks: 'application:write',
    asksNothing: true,
  },
  ...['connect', 'wait', 'finish'].map(wizard),
  { name: 'preferences', heading: 'Your preferences', path: () => 'preferences', asksNothing: true },
  administration('Settings', 'settings'),
  administration('People', 'people', { viewerLacks: 'user:read' }),
  administration('API tokens', 'api-tokens', { viewerLacks: 'api_token:read' }),
  administration('Label definitions', 'labels'),
  administration('Rules', 'rules'),
  administration('Import', 'import', { viewerLacks: 'landscape:write', asksNothing: true }),
  administration('API explorer', 'explorer?docs=Mutation', { wayOut: 'Try again', hasNoSkeleton: true }),
  administration('Application templates', 'templates'),
  administration('Integration systems', 'systems'),
  administration('Sign-in providers', 'providers', { viewerLacks: 'identity_provider:read' }),
  administration('Tenants', 'tenants', { viewerLacks: 'tenant:write' }),
  application('summary'),
  application('connections', { asksNothing: true }),
  application('scenarios', { asksNothing: true }),
  application('apis'),
  application('webhooks'),
  application('certificates'),
  application('credentials'),
  application('labels'),
  application('activity'),
  application('yaml', { asksNothing: true }),
  runtime('summary', { hasNoSkeleton: true }),
  runtime('connect', { hasNoSkeleton: true, wayOut: null }),
  runtime('certificates'),
  runtime('activity'),
  { name: 'a scenario', heading: 'campaign', path: () => 'scenarios/campaign', asksNothing: true },
  { name: 'the rules of a scenario', heading: 'campaign', path: () => 'scenarios/campaign?tab=rules' },
];

const half = Math.ceil(screens.length / 2);

/** The same, so that none follows another with the same heading: where one goes on within the page, it tells them apart. */
export const screensApart: readonly Screen[] = screens
  .slice(0, half)
  .flatMap((screen, at) => [screen, ...screens.slice(half + at, half + at + 1)]);

/** Goes on within the page, as a link does: the frame stays. `address` is below the origin. */
export const goWithin = (
  page: { evaluate: (run: (to: string) => void, to: string) => Promise<unknown> },
  address: string,
): Promise<unknown> => page.evaluate((to) => history.pushState({}, '', to), address);

/** Where nobody is signed in; below the console's address. */
export const doors: readonly { name: string; path: string }[] = [
  { name: 'sign-in', path: 'signin' },
  { name: 'setup', path: 'setup?token=unknown' },
  { name: 'welcome', path: 'welcome?token=unknown' },
];

const day = 24 * 3600_000;

/** The example landscape, connected, with something in each list; answers ids by name. */
export async function fillEveryScreen(compass: RunningCompass): Promise<ExampleIds> {
  const ids = await loadExample(compass);
  await connect(compass, 'application-1', 'runtime-1');
  const owner = { kind: 'RUNTIME', id: ids['runtime-1'], name: 'runtime-1' } as const;
  issueCertificates(compass, [{ serial: 'abc123', owner, lived: 30 * day, left: 60 * day }]);
  await compass.graphql(
    `mutation ($application: ID!, $runtime: ID!) {
      requestOneTimeTokenForRuntime(id: $runtime) { token }
      addPackage(applicationID: $application, in: { name: "orders" }) { id }
      createAutomaticScenarioAssignment(
        in: { scenarioName: "marketing", selector: { key: "team", value: "retail" } }
      ) { scenarioName }
    }`,
    { application: ids['application-1'], runtime: ids['runtime-1'] },
  );
  return ids;
}
