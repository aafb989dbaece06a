import type { ExampleIds } from '../fixtures/landscape.ts';

export interface Screen {
  name: string;
  /** Of its heading of level 1. */
  heading: string | RegExp;
  /** Below the tenant's address. */
  path(ids: ExampleIds): string;
}

/** Every screen of a signed-in administrator, over the example landscape. */
export const screens: readonly Screen[] = [
  { name: 'overview', heading: /attention|break|certificate|silent|frozen|synchronise/, path: () => 'overview' },
  { name: 'map', heading: 'Map', path: () => 'map' },
  { name: 'map as table', heading: 'Map', path: () => 'map?view=table' },
  { name: 'applications', heading: 'Applications', path: () => 'applications' },
  { name: 'runtimes', heading: 'Runtimes', path: () => 'runtimes' },
  { name: 'scenarios', heading: 'Scenarios', path: () => 'scenarios' },
  { name: 'certificates', heading: 'Certificates', path: () => 'certificates' },
  {
    name: 'certificate authorities',
    heading: 'Certificate authorities',
    path: () => 'certificates/authorities',
  },
  { name: 'activity', heading: 'Activity', path: () => 'activity' },
  { name: 'settings', heading: 'Settings', path: () => 'administration/settings' },
  { name: 'people', heading: 'People', path: () => 'administration/people' },
  { name: 'API tokens', heading: 'API tokens', path: () => 'administration/api-tokens' },
  { name: 'sign-in providers', heading: 'Sign-in providers', path: () => 'administration/providers' },
  { name: 'tenants', heading: 'Tenants', path: () => 'administration/tenants' },
  {
    name: 'an application',
    heading: 'application-1',
    path: (ids: ExampleIds) => `applications/${ids['application-1']}`,
  },
  { name: 'a runtime', heading: 'runtime-1', path: (ids: ExampleIds) => `runtimes/${ids['runtime-1']}` },
  {
    name: 'the activity of a runtime',
    heading: 'runtime-1',
    path: (ids: ExampleIds) => `runtimes/${ids['runtime-1']}?tab=activity`,
  },
  ...['apis', 'credentials', 'labels'].map((tab) => ({
    name: `the tab ${tab} of an application`,
    heading: 'application-1',
    path: (ids: ExampleIds) => `applications/${ids['application-1']}?tab=${tab}`,
  })),
  { name: 'API explorer', heading: 'API explorer', path: () => 'administration/explorer?docs=Mutation' },
  { name: 'label definitions', heading: 'Label definitions', path: () => 'administration/labels' },
  { name: 'rules', heading: 'Rules', path: () => 'administration/rules' },
  { name: 'templates', heading: 'Application templates', path: () => 'administration/templates' },
  { name: 'integration systems', heading: 'Integration systems', path: () => 'administration/systems' },
  { name: 'a scenario', heading: 'campaign', path: () => 'scenarios/campaign' },
  {
    name: 'connecting a runtime',
    heading: /runtime-1/,
    path: (ids: ExampleIds) => `connect/runtime/${ids['runtime-1']}`,
  },
];
