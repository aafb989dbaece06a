import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { apolloFor } from './apollo.ts';
import { SessionDocument } from './graphql.generated.ts';
import { type ConnectKind, pathsFor } from './paths.ts';
import { isSignedIn } from './session/signInRequests.ts';
import { NotFound } from './shell/NotFound.tsx';
import { RouteFailure } from './shell/RouteFailure.tsx';
import { TenantFrame } from './shell/TenantFrame.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: RouteFailure });

/** `/` leads to the overview of the caller's own tenant, or to sign-in. */
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async () => {
    if (!(await isSignedIn())) throw redirect({ href: '/signin', replace: true });
    const { data } = await apolloFor(null).query({ query: SessionDocument, fetchPolicy: 'network-only' });
    if (data) throw redirect({ href: pathsFor(data.session.tenant.id).overview, replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  validateSearch: (search: Record<string, unknown>): { return?: string; problem?: string } => ({
    ...(typeof search['return'] === 'string' && { return: search['return'] }),
    ...(typeof search['problem'] === 'string' && { problem: search['problem'] }),
  }),
  component: lazyRouteComponent(() => import('./screens/signin/SignInScreen.tsx'), 'SignInScreen'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./screens/setup/SetupScreen.tsx'), 'SetupScreen'),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./screens/welcome/WelcomeScreen.tsx'), 'WelcomeScreen'),
});

const tenant = createRoute({ getParentRoute: () => root, path: '/t/$tenant', component: TenantFrame });

const tenantHome = createRoute({
  getParentRoute: () => tenant,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ href: pathsFor(params.tenant).overview, replace: true });
  },
});

const overview = createRoute({
  getParentRoute: () => tenant,
  path: '/overview',
  component: lazyRouteComponent(() => import('./screens/overview/OverviewScreen.tsx'), 'OverviewScreen'),
});

const map = createRoute({
  getParentRoute: () => tenant,
  path: '/map',
  component: lazyRouteComponent(() => import('./screens/map/MapScreen.tsx'), 'MapScreen'),
});

const applications = createRoute({
  getParentRoute: () => tenant,
  path: '/applications',
  component: lazyRouteComponent(() => import('./screens/applications/ApplicationsScreen.tsx'), 'ApplicationsScreen'),
});

const application = createRoute({
  getParentRoute: () => tenant,
  path: '/applications/$id',
  component: lazyRouteComponent(() => import('./screens/applications/ApplicationScreen.tsx'), 'ApplicationScreen'),
});

const runtimes = createRoute({
  getParentRoute: () => tenant,
  path: '/runtimes',
  component: lazyRouteComponent(() => import('./screens/runtimes/RuntimesScreen.tsx'), 'RuntimesScreen'),
});

const runtime = createRoute({
  getParentRoute: () => tenant,
  path: '/runtimes/$id',
  component: lazyRouteComponent(() => import('./screens/runtimes/RuntimeScreen.tsx'), 'RuntimeScreen'),
});

const scenarios = createRoute({
  getParentRoute: () => tenant,
  path: '/scenarios',
  component: lazyRouteComponent(() => import('./screens/scenarios/ScenariosScreen.tsx'), 'ScenariosScreen'),
});

const scenario = createRoute({
  getParentRoute: () => tenant,
  path: '/scenarios/$name',
  component: lazyRouteComponent(() => import('./screens/scenarios/ScenarioScreen.tsx'), 'ScenarioScreen'),
});

const certificates = createRoute({
  getParentRoute: () => tenant,
  path: '/certificates',
  component: lazyRouteComponent(() => import('./screens/certificates/CertificatesScreen.tsx'), 'CertificatesScreen'),
});

const certificateAuthorities = createRoute({
  getParentRoute: () => tenant,
  path: '/certificates/authorities',
  component: lazyRouteComponent(
    () => import('./screens/certificates/authorities/AuthoritiesScreen.tsx'),
    'AuthoritiesScreen',
  ),
});

const activity = createRoute({
  getParentRoute: () => tenant,
  path: '/activity',
  component: lazyRouteComponent(() => import('./screens/activity/ActivityScreen.tsx'), 'ActivityScreen'),
});

const onboarding = createRoute({
  getParentRoute: () => tenant,
  path: '/onboarding',
  component: lazyRouteComponent(() => import('./screens/onboarding/OnboardingScreen.tsx'), 'OnboardingScreen'),
});

const newOnboarding = createRoute({
  getParentRoute: () => tenant,
  path: '/onboarding/new/$step',
  validateSearch: (search: Record<string, unknown>): { kind?: ConnectKind } =>
    search['kind'] === 'application' || search['kind'] === 'runtime' ? { kind: search['kind'] } : {},
  component: lazyRouteComponent(() => import('./screens/onboarding/NewScreen.tsx'), 'NewScreen'),
});

const wizard = createRoute({
  getParentRoute: () => tenant,
  path: '/onboarding/$kind/$id/$step',
  component: lazyRouteComponent(() => import('./screens/onboarding/WizardScreen.tsx'), 'WizardScreen'),
});

/** The address of the third step before there were steps. */
const connect = createRoute({
  getParentRoute: () => tenant,
  path: '/connect/$kind/$id',
  beforeLoad: ({ params }) => {
    const kind = params.kind === 'runtime' ? 'runtime' : 'application';
    throw redirect({ href: pathsFor(params.tenant).connect(kind, params.id), replace: true });
  },
});

const preferences = createRoute({
  getParentRoute: () => tenant,
  path: '/preferences',
  component: lazyRouteComponent(() => import('./screens/preferences/PreferencesScreen.tsx'), 'PreferencesScreen'),
});

/** Administration opens at its first page. */
const administrationHome = createRoute({
  getParentRoute: () => tenant,
  path: '/administration',
  beforeLoad: ({ params }) => {
    throw redirect({ href: pathsFor(params.tenant).administrationPage('settings'), replace: true });
  },
});

const administration = createRoute({
  getParentRoute: () => tenant,
  path: '/administration/$page',
  component: lazyRouteComponent(
    () => import('./screens/administration/AdministrationScreen.tsx'),
    'AdministrationScreen',
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    setup,
    welcome,
    tenant.addChildren([
      tenantHome,
      overview,
      map,
      applications,
      application,
      runtimes,
      runtime,
      scenarios,
      scenario,
      certificates,
      certificateAuthorities,
      activity,
      onboarding,
      newOnboarding,
      wizard,
      connect,
      preferences,
      administrationHome,
      administration,
    ]),
  ]),
  defaultErrorComponent: RouteFailure,
  defaultPendingMs: 150,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
