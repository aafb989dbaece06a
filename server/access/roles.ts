import type { Scope } from '../graphql/scopes.ts';

export type Role = 'VIEWER' | 'OPERATOR' | 'ADMINISTRATOR';

/** From the least to the most powerful; each role may do what those before it may. */
const ranks = ['VIEWER', 'OPERATOR', 'ADMINISTRATOR'] as const satisfies readonly Role[];

/** The weakest role that holds each scope (product.md section 8). A scope without a line does not compile. */
const leastRole: Readonly<Record<Scope, Role>> = {
  'activity:read': 'VIEWER',
  'api_token:read': 'OPERATOR',
  'api_token:write': 'OPERATOR',
  'application.auths:read': 'ADMINISTRATOR',
  'application:read': 'VIEWER',
  'application:write': 'OPERATOR',
  'application_template:read': 'VIEWER',
  'application_template:write': 'OPERATOR',
  'automatic_scenario_assignment:read': 'VIEWER',
  'automatic_scenario_assignment:write': 'OPERATOR',
  'bundle.instance_auths:read': 'ADMINISTRATOR',
  'certificate:read': 'VIEWER',
  'certificate_authority:read': 'ADMINISTRATOR',
  'certificate_authority:write': 'ADMINISTRATOR',
  'certificate:write': 'OPERATOR',
  'console:read': 'VIEWER',
  'eventing:manage': 'OPERATOR',
  'health_checks:read': 'VIEWER',
  'identity_provider:read': 'ADMINISTRATOR',
  'identity_provider:write': 'ADMINISTRATOR',
  'integration_system.auths:read': 'ADMINISTRATOR',
  'integration_system:read': 'VIEWER',
  'integration_system:write': 'OPERATOR',
  'label_definition:read': 'VIEWER',
  'label_definition:write': 'OPERATOR',
  'landscape:read': 'VIEWER',
  'landscape:write': 'OPERATOR',
  'runtime.auths:read': 'ADMINISTRATOR',
  'runtime:read': 'VIEWER',
  'runtime:report': 'ADMINISTRATOR',
  'runtime:write': 'OPERATOR',
  'settings:read': 'VIEWER',
  'settings:write': 'ADMINISTRATOR',
  'tenant:read': 'VIEWER',
  'tenant:write': 'ADMINISTRATOR',
  'user:read': 'ADMINISTRATOR',
  'user:write': 'ADMINISTRATOR',
};

const scopesUpTo = (role: Role): ReadonlySet<string> =>
  new Set(
    Object.entries(leastRole).flatMap(([scope, least]) => (ranks.indexOf(least) <= ranks.indexOf(role) ? [scope] : [])),
  );

/** The scopes of each role in the default tenant. */
export const scopesOfRole: Readonly<Record<Role, ReadonlySet<string>>> = {
  VIEWER: scopesUpTo('VIEWER'),
  OPERATOR: scopesUpTo('OPERATOR'),
  ADMINISTRATOR: scopesUpTo('ADMINISTRATOR'),
};

/** What belongs to the whole installation and reaches every tenant (director.md 18, 19). */
const ofTheInstallation: ReadonlySet<string> = new Set<Scope>([
  'application_template:write',
  'certificate_authority:read',
  'certificate_authority:write',
  'identity_provider:read',
  'identity_provider:write',
  'integration_system.auths:read',
  'integration_system:write',
  'tenant:write',
]);

/**
 * The scopes a person holds by their role in one tenant. Integration systems act in every tenant, templates and authorities
 * serve every tenant: only people of the default tenant change them or read their secrets.
 */
export const scopesIn = (role: Role, { isDefault }: { isDefault: boolean }): ReadonlySet<string> =>
  isDefault ? scopesOfRole[role] : scopesOfRole[role].difference(ofTheInstallation);
