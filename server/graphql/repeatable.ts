import { type DocumentNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

const page = ['data', 'pageInfo', 'totalCount'];
const definition = ['id', 'applicationID', 'name', 'description', 'spec', 'group', 'version'];
const spec = ['data', 'format', 'type'];
const offer = ['id', 'name', 'description', 'instanceAuthRequestInputSchema', 'defaultInstanceAuth'];
const contents = ['apiDefinitions', 'eventDefinitions', 'documents'];

/**
 * Fields whose value follows from the tenant's rows and the caller alone, where every change of these rows raises the
 * tenant's `sequence` in the same transaction: what a Runtime is configured with. A field that looks at the clock, at contact
 * times or beyond the tenant must not be here (decision 0014).
 */
export const repeatableFields: Readonly<Record<string, readonly string[]>> = {
  Query: ['runtime', 'applicationsForRuntime'],
  Runtime: ['id', 'name', 'description', 'labels'],
  ApplicationPage: page,
  Application: ['id', 'name', 'providerName', 'description', 'labels', 'auths', 'packages', 'bundles'],
  SystemAuth: ['id'],
  PackagePage: page,
  BundlePage: page,
  Package: [...offer, ...contents],
  Bundle: [...offer, ...contents],
  APIDefinitionPage: page,
  EventDefinitionPage: page,
  DocumentPage: page,
  APIDefinition: [...definition, 'targetURL'],
  EventDefinition: definition,
  Document: ['id', 'applicationID', 'title', 'displayName', 'description', 'format', 'kind', 'data'],
  APISpec: spec,
  EventSpec: spec,
  Version: ['value', 'deprecated', 'deprecatedSince', 'forRemoval'],
  PageInfo: ['startCursor', 'endCursor', 'hasNextPage'],
  Auth: ['credential', 'additionalHeaders', 'additionalQueryParams', 'requestAuth'],
  BasicCredentialData: ['username', 'password'],
  OAuthCredentialData: ['clientId', 'clientSecret', 'url'],
  CredentialRequestAuth: ['csrf'],
  CSRFTokenCredentialRequestAuth: ['tokenEndpointURL', 'credential', 'additionalHeaders', 'additionalQueryParams'],
};

/**
 * Whether a valid document is one query of repeatable fields only, with its fragments. One with directives is not: they may
 * change what it selects.
 */
export function isRepeatable(schema: GraphQLSchema, document: DocumentNode): boolean {
  const [operation, ...others] = document.definitions.filter(({ kind }) => kind !== 'FragmentDefinition');
  if (operation?.kind !== 'OperationDefinition' || operation.operation !== 'query' || others.length > 0) return false;
  let repeatable = true;
  const types = new TypeInfo(schema);
  const refuse = () => {
    repeatable = false;
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive: refuse,
      Field({ name }) {
        const parent = types.getParentType()?.name ?? '';
        if (!repeatableFields[parent]?.includes(name.value)) refuse();
      },
    }),
  );
  return repeatable;
}

/** Names of the root fields of a repeatable document. */
export const rootFieldsOf = ({ definitions }: DocumentNode): string[] =>
  definitions.flatMap((each) =>
    each.kind === 'OperationDefinition'
      ? each.selectionSet.selections.flatMap((field) => (field.kind === 'Field' ? [field.name.value] : []))
      : [],
  );
