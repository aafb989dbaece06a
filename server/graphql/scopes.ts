import { getDirective } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import type { Consumer } from '../shared/consumer.ts';
import { CompassError } from '../shared/errors.ts';

const application = { read: ['application:read'], write: ['application:write'] } as const;
const runtime = { read: ['runtime:read'], write: ['runtime:write'] } as const;
const labelDefinition = { read: ['label_definition:read'], write: ['label_definition:write'] } as const;
const assignment = {
  read: ['automatic_scenario_assignment:read'],
  write: ['automatic_scenario_assignment:write'],
} as const;
const eventing = ['eventing:manage'] as const;
const integrationSystem = { read: ['integration_system:read'], write: ['integration_system:write'] } as const;
const template = { read: ['application_template:read'], write: ['application_template:write'] } as const;
const landscape = { read: ['landscape:read'], write: ['landscape:write'] } as const;

/** The scope table: what each root field requires, all of it (director.md section 3). */
const scopeTable = {
  'graphql.query.viewer': [],
  'graphql.query.application': application.read,
  'graphql.query.applications': application.read,
  'graphql.query.applicationsForRuntime': application.read,
  'graphql.query.runtime': runtime.read,
  'graphql.query.runtimes': runtime.read,
  'graphql.query.labelDefinition': labelDefinition.read,
  'graphql.query.labelDefinitions': labelDefinition.read,
  'graphql.field.bundle.default_instance_auth': ['bundle.instance_auths:read'],
  'graphql.field.bundle_instance_auth.auth': ['bundle.instance_auths:read'],
  'graphql.field.application.auths': ['application.auths:read'],
  'graphql.field.runtime.auths': ['runtime.auths:read'],
  'graphql.field.integration_system.auths': ['integration_system.auths:read'],
  'graphql.query.tenants': ['tenant:read'],
  'graphql.mutation.registerApplication': application.write,
  'graphql.mutation.updateApplication': application.write,
  'graphql.mutation.unregisterApplication': application.write,
  'graphql.mutation.setApplicationLabel': application.write,
  'graphql.mutation.deleteApplicationLabel': application.write,
  'graphql.mutation.requestOneTimeTokenForApplication': application.write,
  'graphql.mutation.requestClientCredentialsForApplication': application.write,
  'graphql.mutation.deleteSystemAuthForApplication': application.write,
  'graphql.mutation.addWebhook': application.write,
  'graphql.mutation.updateWebhook': application.write,
  'graphql.mutation.deleteWebhook': application.write,
  'graphql.mutation.rotateWebhookSecret': application.write,
  'graphql.query.webhookDeliveries': application.read,
  'graphql.mutation.replayWebhookDeliveries': application.write,
  'graphql.mutation.sendTestEvent': application.write,
  'graphql.mutation.addPackage': application.write,
  'graphql.mutation.updatePackage': application.write,
  'graphql.mutation.deletePackage': application.write,
  'graphql.mutation.addBundle': application.write,
  'graphql.mutation.updateBundle': application.write,
  'graphql.mutation.deleteBundle': application.write,
  'graphql.mutation.addAPIDefinitionToPackage': application.write,
  'graphql.mutation.addAPIDefinitionToBundle': application.write,
  'graphql.mutation.updateAPIDefinition': application.write,
  'graphql.mutation.deleteAPIDefinition': application.write,
  'graphql.mutation.addEventDefinitionToPackage': application.write,
  'graphql.mutation.addEventDefinitionToBundle': application.write,
  'graphql.mutation.updateEventDefinition': application.write,
  'graphql.mutation.deleteEventDefinition': application.write,
  'graphql.mutation.addDocumentToPackage': application.write,
  'graphql.mutation.addDocumentToBundle': application.write,
  'graphql.mutation.deleteDocument': application.write,
  'graphql.mutation.refetchAPISpec': application.write,
  'graphql.mutation.refetchEventDefinitionSpec': application.write,
  'graphql.mutation.setPackageInstanceAuth': application.write,
  'graphql.mutation.deletePackageInstanceAuth': application.write,
  'graphql.mutation.setBundleInstanceAuth': application.write,
  'graphql.mutation.deleteBundleInstanceAuth': application.write,
  'graphql.mutation.registerRuntime': runtime.write,
  'graphql.mutation.updateRuntime': runtime.write,
  'graphql.mutation.unregisterRuntime': runtime.write,
  'graphql.mutation.setRuntimeLabel': runtime.write,
  'graphql.mutation.deleteRuntimeLabel': runtime.write,
  'graphql.mutation.requestOneTimeTokenForRuntime': runtime.write,
  'graphql.mutation.requestClientCredentialsForRuntime': runtime.write,
  'graphql.mutation.deleteSystemAuthForRuntime': runtime.write,
  'graphql.mutation.requestPackageInstanceAuthCreation': runtime.write,
  'graphql.mutation.requestPackageInstanceAuthDeletion': runtime.write,
  'graphql.mutation.requestBundleInstanceAuthCreation': runtime.write,
  'graphql.mutation.requestBundleInstanceAuthDeletion': runtime.write,
  'graphql.query.labelKeys': labelDefinition.read,
  'graphql.query.labelProblem': labelDefinition.read,
  'graphql.query.previewLabelDefinition': labelDefinition.read,
  'graphql.query.previewLabelDefinitionDeletion': labelDefinition.read,
  'graphql.query.previewLabelDefinitionRestoration': labelDefinition.read,
  'graphql.mutation.restoreLabelDefinition': labelDefinition.write,
  'graphql.mutation.createLabelDefinition': labelDefinition.write,
  'graphql.mutation.updateLabelDefinition': labelDefinition.write,
  'graphql.mutation.deleteLabelDefinition': labelDefinition.write,
  'graphql.query.applicationTemplate': template.read,
  'graphql.query.applicationTemplates': template.read,
  'graphql.mutation.createApplicationTemplate': template.write,
  'graphql.mutation.updateApplicationTemplate': template.write,
  'graphql.mutation.deleteApplicationTemplate': template.write,
  'graphql.mutation.registerApplicationFromTemplate': application.write,
  'graphql.query.integrationSystem': integrationSystem.read,
  'graphql.query.integrationSystems': integrationSystem.read,
  'graphql.mutation.registerIntegrationSystem': integrationSystem.write,
  'graphql.mutation.updateIntegrationSystem': integrationSystem.write,
  'graphql.mutation.unregisterIntegrationSystem': integrationSystem.write,
  'graphql.mutation.requestClientCredentialsForIntegrationSystem': integrationSystem.write,
  'graphql.mutation.deleteSystemAuthForIntegrationSystem': integrationSystem.write,
  'graphql.mutation.setDefaultEventingForApplication': eventing,
  'graphql.mutation.deleteDefaultEventingForApplication': eventing,
  'graphql.query.automaticScenarioAssignmentForScenario': assignment.read,
  'graphql.query.automaticScenarioAssignmentForSelector': assignment.read,
  'graphql.query.automaticScenarioAssignmentsForSelector': assignment.read,
  'graphql.query.automaticScenarioAssignments': assignment.read,
  'graphql.mutation.createAutomaticScenarioAssignment': assignment.write,
  'graphql.mutation.setAutomaticScenarioAssignment': assignment.write,
  'graphql.mutation.deleteAutomaticScenarioAssignmentForScenario': assignment.write,
  'graphql.mutation.deleteAutomaticScenarioAssignmentForSelector': assignment.write,
  'graphql.mutation.deleteAutomaticScenarioAssignmentsForSelector': assignment.write,
  'graphql.query.landscape': landscape.read,
  'graphql.query.connections': landscape.read,
  'graphql.query.explainPair': landscape.read,
  'graphql.query.membershipBeginnings': [...landscape.read, 'activity:read'],
  'graphql.query.previewChanges': landscape.read,
  'graphql.query.scenarios': landscape.read,
  'graphql.query.scenarioRules': landscape.read,
  'graphql.query.applicationTable': [...landscape.read, ...application.read],
  'graphql.query.runtimeTable': [...landscape.read, ...runtime.read],
  'graphql.query.previewBulk': landscape.read,
  'graphql.query.previewBulkUndo': landscape.read,
  'graphql.query.bulkJob': landscape.read,
  'graphql.mutation.startBulk': landscape.write,
  'graphql.mutation.retryBulk': landscape.write,
  'graphql.mutation.undoBulk': landscape.write,
  'graphql.query.scenarioTable': landscape.read,
  'graphql.query.tableCounts': [...landscape.read, ...application.read, ...runtime.read],
  'graphql.query.previewScenarioRule': landscape.read,
  'graphql.query.previewScenarioRuleDeletion': landscape.read,
  'graphql.subscription.landscapeChanged': landscape.read,
  'graphql.mutation.applyChanges': landscape.write,
  'graphql.mutation.connectApplication': landscape.write,
  'graphql.mutation.switchConnection': landscape.write,
  'graphql.mutation.disconnectApplication': landscape.write,
  'graphql.mutation.createScenario': landscape.write,
  'graphql.mutation.renameScenario': landscape.write,
  'graphql.mutation.deleteScenario': landscape.write,
  'graphql.mutation.createScenarioRule': landscape.write,
  'graphql.mutation.deleteScenarioRule': landscape.write,
  'graphql.mutation.loadExampleLandscape': [...landscape.write, ...application.write, ...runtime.write],
  'graphql.query.exportLandscape': [...landscape.read, ...application.read, ...runtime.read],
  'graphql.mutation.planImport': [...landscape.write, ...application.write, ...runtime.write],
  'graphql.mutation.applyImport': [...landscape.write, ...application.write, ...runtime.write],
  'graphql.query.healthChecks': ['health_checks:read'],
  'graphql.mutation.reportRuntimeStatus': ['runtime:report'],
  'graphql.query.activity': ['activity:read'],
  'graphql.query.landscapeHistory': ['activity:read'],
  'graphql.mutation.revokeCertificates': ['certificate:write'],
  'graphql.mutation.revokeCertificatesOf': ['certificate:write'],
  'graphql.query.certificateAuthorities': ['certificate_authority:read'],
  'graphql.mutation.rotateCertificateAuthority': ['certificate_authority:write'],
  'graphql.query.expiryCalendar': ['certificate:read'],
  'graphql.mutation.createExpiryCalendar': ['certificate:read'],
  'graphql.mutation.deleteExpiryCalendar': ['certificate:read'],
  'graphql.query.certificates': ['certificate:read'],
  'graphql.query.people': ['user:read'],
  'graphql.mutation.invitePerson': ['user:write'],
  'graphql.mutation.createSignInLink': ['user:write'],
  'graphql.mutation.setRole': ['user:write'],
  'graphql.mutation.removePerson': ['user:write'],
  'graphql.mutation.disablePerson': ['user:write'],
  'graphql.mutation.enablePerson': ['user:write'],
  'graphql.mutation.endSessions': ['user:write'],
  'graphql.query.apiTokens': ['api_token:read'],
  'graphql.mutation.createApiToken': ['api_token:write'],
  'graphql.mutation.revokeApiToken': ['api_token:write'],
  'graphql.query.tenantSettings': ['settings:read'],
  'graphql.query.previewConnectionPolicy': ['settings:write'],
  'graphql.mutation.setConnectionPolicy': ['settings:write'],
  'graphql.query.tenantOverviews': ['tenant:write'],
  'graphql.mutation.createTenant': ['tenant:write'],
  'graphql.mutation.renameTenant': ['tenant:write'],
  'graphql.mutation.deactivateTenant': ['tenant:write'],
  'graphql.mutation.activateTenant': ['tenant:write'],
  'graphql.mutation.deleteTenant': ['tenant:write'],
  'graphql.query.identityProviders': ['identity_provider:read'],
  'graphql.query.checkIssuer': ['identity_provider:write'],
  'graphql.mutation.createIdentityProvider': ['identity_provider:write'],
  'graphql.mutation.updateIdentityProvider': ['identity_provider:write'],
  'graphql.mutation.deleteIdentityProvider': ['identity_provider:write'],
  'graphql.query.tokens': ['certificate:read'],
  'graphql.query.enrolment': ['certificate:read'],
  'graphql.query.waitingApplications': ['application:read', 'certificate:read'],
  'graphql.query.nameCheck': landscape.read,
  'graphql.mutation.revokeToken': ['certificate:write'],
  'graphql.query.certificateTimeline': ['certificate:read'],
  'graphql.query.certificateThresholds': ['certificate:read'],
  'graphql.query.previewCertificateThresholds': ['settings:write'],
  'graphql.mutation.revokeCertificatesWhenReplaced': ['certificate:write'],
  'graphql.mutation.cancelCertificateRevocations': ['certificate:write'],
  'graphql.mutation.setCertificateThresholds': ['settings:write'],
  'graphql.query.overview': [...landscape.read, 'certificate:read', 'activity:read'],
  'graphql.query.session': ['console:read'],
  'graphql.query.search': ['console:read'],
  'graphql.query.preferences': ['console:read'],
  'graphql.mutation.setPreference': ['console:read'],
  'graphql.query.installation': ['console:read'],
  'graphql.query.revision': ['console:read'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Scope = (typeof scopeTable)[keyof typeof scopeTable][number];

const requiredScopes: Readonly<Record<string, readonly string[]>> = scopeTable;

/** What a root field asks for: `scopesOf('mutation.planImport')`. */
export const scopesOf = (field: string): readonly string[] => requiredScopes[`graphql.${field}`] ?? [];

/** Every scope there is; what automation with the static token holds. */
export const allScopes: ReadonlySet<string> = new Set(Object.values(requiredScopes).flat());

const list = (scopes: Iterable<string>) => [...scopes].sort().join(' ');

/** @throws InsufficientScopes unless the consumer holds all of them. */
export function authorize(consumer: Consumer, required: readonly string[]): void {
  if (required.every((scope) => consumer.scopes.has(scope))) return;
  throw new CompassError(
    'InsufficientScopes',
    `insufficient scopes provided, required: [${list(required)}], actual: [${list(consumer.scopes)}]`,
  );
}

function withRights(description: string | null | undefined, required: readonly string[]): string {
  const rights = required.length === 0 ? 'Needs no right.' : `Needs ${required.map((one) => `\`${one}\``).join(', ')}.`;
  return description ? `${description}\n\n${rights}` : rights;
}

/**
 * Puts the check of `@hasScopes` before the resolver of every field that carries it, and what it requires at the end of the
 * field's description: introspection shows no directives. In place; a field without entry stops the start.
 */
export function enforceScopes(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const field of roots.flatMap((root) => Object.values(root?.getFields() ?? {}))) {
    const path = getDirective(schema, field, 'hasScopes')?.[0]?.['path'] as string | undefined;
    const required = path === undefined ? undefined : requiredScopes[path];
    if (!required) throw new Error(`${field.name} has no entry in the scope table`);
    field.description = withRights(field.description, required);
    const { resolve = defaultFieldResolver, subscribe } = field;
    field.resolve = (source, args, context: { consumer: Consumer }, info) => {
      authorize(context.consumer, required);
      return resolve(source, args, context, info);
    };
    if (subscribe) {
      field.subscribe = (source, args, context: { consumer: Consumer }, info) => {
        authorize(context.consumer, required);
        return subscribe(source, args, context, info);
      };
    }
  }
}
