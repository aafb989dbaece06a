/** Who asks, in the order of the columns of the table. */
export const consumerNames = [
  'viewer',
  'operator',
  'administrator',
  'automation',
  'runtime',
  'sharingRuntime',
  'otherRuntime',
  'application',
  'otherApplication',
  'integrationSystem',
  'nobody',
  'stranger',
] as const;

export type ConsumerName = (typeof consumerNames)[number];

/** What people see (product.md 8). */
const reads = `activity:read application:read application_template:read automatic_scenario_assignment:read
  certificate:read console:read health_checks:read integration_system:read label_definition:read landscape:read
  runtime:read settings:read tenant:read`;
/** What operators change: everything but users, authorities and settings; secrets are not shown to them. */
const writes = `api_token:read api_token:write application:write application_template:write automatic_scenario_assignment:write certificate:write
  eventing:manage integration_system:write label_definition:write landscape:write runtime:write`;
/** What only administrators and automation have: secrets, and whatever any machine may. */
const rest = `bundle.instance_auths:read application.auths:read runtime.auths:read integration_system.auths:read
  runtime:report certificate_authority:read certificate_authority:write identity_provider:read identity_provider:write settings:write tenant:write user:read user:write`;
/** Integration systems and templates reach every tenant: they are administered in the default tenant only. */
const elsewhere = (everything: string): string =>
  everything.replace(
    /\b(application_template:write|certificate_authority:read|certificate_authority:write|integration_system:write|identity_provider:read|identity_provider:write|tenant:write|integration_system\.auths:read)/g,
    '',
  );
/** director.md 3.2, and the report of the agent, which only we have. */
const runtime = 'runtime:read runtime:write application:read runtime:report';

/**
 * The scopes everybody holds, copied from director.md 3.2 (machines) and product.md 8 (people), not taken from the code
 * that grants them: the test compares.
 */
const scopes: Readonly<Record<ConsumerName, string>> = {
  viewer: reads,
  operator: `${reads} ${writes}`,
  administrator: `${reads} ${writes} ${rest}`,
  automation: `${reads} ${writes} ${rest}`,
  runtime,
  sharingRuntime: runtime,
  otherRuntime: runtime,
  application: 'application:read application:write',
  otherApplication: 'application:read application:write',
  integrationSystem: `application:read application:write application_template:read application_template:write
    runtime:read runtime:write label_definition:read label_definition:write automatic_scenario_assignment:read
    automatic_scenario_assignment:write integration_system:read`,
  nobody: '',
  stranger: elsewhere(`${reads} ${writes} ${rest}`),
};

export const scopesOf = (consumer: ConsumerName): string[] => scopes[consumer].split(/\s+/).filter(Boolean).sort();

/** What belongs to the whole installation. */
const everywhere = ['template', 'pairing', 'idle'];
const home = ['shop', 'crm', 'one', 'near', 'far', 'request', ...everywhere];

/** What may show in any answer to them: product.md 3, Ownership. */
export const visible: Readonly<Record<ConsumerName, readonly string[]>> = {
  viewer: home,
  operator: home,
  administrator: home,
  automation: home,
  runtime: ['one', 'shop', 'request', 'pairing'],
  sharingRuntime: ['near', 'shop', 'pairing'],
  otherRuntime: ['far', 'crm'],
  application: ['shop', 'request', 'pairing'],
  otherApplication: ['crm'],
  integrationSystem: home,
  nobody: [],
  stranger: ['foreign', ...everywhere],
};

/** To whom no answer shows any credential (product.md 3, Secrets); secrets.ts says who reads which. */
export const withoutSecrets: ReadonlySet<ConsumerName> = new Set(['viewer', 'operator', 'nobody']);
