import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = {
  Any: { input: 'unknown', output: 'unknown' },
  Labels: { input: 'Record<string, unknown>', output: 'Record<string, unknown>' },
  CLOB: { input: 'string', output: 'string' },
  HttpHeaders: { input: 'Record<string, string[]>', output: 'Record<string, string[]>' },
  QueryParams: { input: 'Record<string, string[]>', output: 'Record<string, string[]>' },
  JSON: { input: 'string', output: 'string' },
  JSONSchema: { input: 'string', output: 'string' },
  PageCursor: { input: 'string', output: 'string' },
};

const directorContract = ['server/contract/!(connector).graphql', 'server/contract/console/*.graphql'];

const serverTypes = {
  plugins: ['typescript', 'typescript-resolvers'],
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    inputMaybeValue: 'T | null | undefined',
    avoidOptionals: { field: false, inputValue: false, object: false, defaultValue: false },
    emitLegacyCommonJSImports: false,
    importExtension: '.ts',
    directiveContextTypes: [],
    scalars: { ...scalars, Timestamp: { input: 'number', output: 'number' } },
    contextType: '../graphql/context.ts#RequestContext',
  },
};

const documentTypes = {
  plugins: ['typescript-operations', 'typed-document-node'],
  config: {
    useTypeImports: true,
    enumsAsTypes: true,
    scalars: { ...scalars, Timestamp: { input: 'string', output: 'string' } },
  },
};

/** Server types from both contracts; typed documents for console and agent from their `.graphql` files. */
export default {
  generates: {
    'server/graphql/director.generated.ts': {
      schema: directorContract,
      ...serverTypes,
      config: {
        ...serverTypes.config,
        // What a resolver of a parent type answers: the stored record, from which field resolvers derive the rest.
        mappers: {
          Application: '../director/application.ts#ApplicationRecord',
          Runtime: '../director/runtime.ts#RuntimeRecord',
          ApplicationTemplate: '../director/applicationTemplate.ts#ApplicationTemplateRecord',
          IntegrationSystem: '../director/integrationSystem.ts#IntegrationSystemRecord',
          SystemAuth: '../director/systemAuth.ts#SystemAuthRecord',
          Certificate: '../connector/certificates/certificate.ts#CertificateRecord',
          CertificatePage: '../connector/certificates/certificate.ts#CertificatePageRecord',
          CertificateAuthority: '../connector/authorities/rotation.ts#AuthorityView',
          Connection: '../landscape/connection.ts#PairRecord',
          Overview: '../overview/overview.ts#OverviewRecord',
          Package: '../director/package.ts#PackageRecord',
          Bundle: '../director/package.ts#PackageRecord',
          PackageInstanceAuth: '../director/instanceAuth.ts#InstanceAuthRecord',
          BundleInstanceAuth: '../director/instanceAuth.ts#InstanceAuthRecord',
          APIDefinition: '../director/content.ts#ApiRecord',
          APISpec: '../director/content.ts#ApiSpecRecord',
          EventDefinition: '../director/content.ts#EventRecord',
          EventSpec: '../director/content.ts#EventSpecRecord',
          FetchRequest: '../director/fetchRequest.store.ts#FetchRequestRecord',
          Webhook: '../webhooks/webhook.ts#WebhookRecord',
          WebhookDelivery: '../webhooks/delivery.store.ts#DeliveryRecord',
          Document: '../director/content.ts#DocumentRecord',
          PolicyConflict: '../../landscape/policy.ts#SeveralConnections',
          ApplicationTable: '../tables/answer.ts#ApplicationAnswer',
          RuntimeTable: '../tables/answer.ts#RuntimeAnswer',
          ScenarioTable: '../tables/answer.ts#ScenarioAnswer',
          ApplicationTableRow: '../tables/rows.ts#ApplicationLine',
          RuntimeTableRow: '../tables/rows.ts#RuntimeLine',
          ScenarioTableRow: '../tables/rows.ts#ScenarioLine',
          TableFinding: '../../landscape/findings.ts#Finding',
        },
      },
    },
    'server/connector/connector.generated.ts': {
      schema: 'server/contract/connector.graphql',
      ...serverTypes,
      config: { ...serverTypes.config, contextType: './connectorContext.ts#ConnectorContext' },
    },
    'web/graphql.generated.ts': {
      schema: directorContract,
      documents: 'web/**/*.graphql',
      ...documentTypes,
    },
    'agent/connector.generated.ts': {
      schema: 'server/contract/connector.graphql',
      documents: 'agent/connector.graphql',
      ...documentTypes,
    },
    'agent/director.generated.ts': {
      schema: directorContract,
      documents: 'agent/director.graphql',
      ...documentTypes,
    },
  },
} satisfies CodegenConfig;
