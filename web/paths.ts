import { useParams } from '@tanstack/react-router';

export type ConnectKind = 'application' | 'runtime';

/** Every address of the console within one tenant; segments are encoded. */
export function pathsFor(tenant: string) {
  const root = `/t/${encodeURIComponent(tenant)}`;
  return {
    overview: `${root}/overview`,
    map: `${root}/map`,
    applications: `${root}/applications`,
    application: (id: string) => `${root}/applications/${encodeURIComponent(id)}`,
    runtimes: `${root}/runtimes`,
    registerRuntime: `${root}/runtimes?dialog=register`,
    runtime: (id: string) => `${root}/runtimes/${encodeURIComponent(id)}`,
    scenarios: `${root}/scenarios`,
    scenario: (name: string) => `${root}/scenarios/${encodeURIComponent(name)}`,
    certificates: `${root}/certificates`,
    certificateAuthorities: `${root}/certificates/authorities`,
    activity: `${root}/activity`,
    /** One entry, opened, as the newest of the list. */
    activityOf: (filter: string) => `${root}/activity?q=${encodeURIComponent(filter)}`,
    activityEntry: (sequence: number) => `${root}/activity?entry=${sequence}`,
    /** Asks which. */
    compareScenarios: `${root}/map?compare=scenarios`,
    mapAt: (at: string, entry: number) => `${root}/map?at=${encodeURIComponent(at)}&entry=${entry}`,
    registerApplication: `${root}/applications?dialog=register`,
    preferences: `${root}/preferences`,
    administration: `${root}/administration`,
    administrationPage: (page: string) => `${root}/administration/${encodeURIComponent(page)}`,
    onboarding: `${root}/onboarding`,
    newOnboarding: (kind: ConnectKind) => `${root}/onboarding/new/what?kind=${kind}`,
    describeNew: (kind: ConnectKind) => `${root}/onboarding/new/describe?kind=${kind}`,
    connect: (kind: ConnectKind, id: string) => `${root}/onboarding/${kind}/${encodeURIComponent(id)}/connect`,
    onboardingStep: (kind: ConnectKind, id: string, step: string) =>
      `${root}/onboarding/${kind}/${encodeURIComponent(id)}/${step}`,
  };
}

export type Paths = ReturnType<typeof pathsFor>;

/** The external id of the tenant in the address. */
export function useTenantId(): string {
  const { tenant } = useParams({ strict: false });
  if (tenant === undefined) throw new Error('There is no tenant in this address');
  return tenant;
}

/** Addresses within the tenant on screen. */
export const usePaths = (): Paths => pathsFor(useTenantId());

/** Sign-in that leads back to where it was asked for. */
export const signInPath = (returnTo: string): string => `/signin?return=${encodeURIComponent(returnTo)}`;

/** Only addresses of this console are followed after sign-in; anything else leads to the start. */
export const safeReturn = (address: string | undefined): string =>
  address && /^\/t\/[^/\\]/.test(address) ? address : '/';
