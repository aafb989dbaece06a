import type {
  ApiDefinitionInput,
  ApiSpecType,
  AuthInput,
  EventDefinitionInput,
  FetchMode,
  OfferedApiWholeQuery,
  OfferedEventWholeQuery,
  SpecFormat,
  StoredAuthFragment,
} from '../../../graphql.generated.ts';
import type { FieldErrors } from '../../../members/fieldErrors.ts';
import type { ConflictField } from '../../../twoPeople/ConflictDialog.tsx';

type PackageOf<Query extends { application: { package: unknown } | null }> = NonNullable<
  NonNullable<Query['application']>['package']
>;
export type WholeApi = NonNullable<PackageOf<OfferedApiWholeQuery>['apiDefinition']>;
export type WholeEvent = NonNullable<PackageOf<OfferedEventWholeQuery>['eventDefinition']>;
type WholeDefinition = WholeApi | WholeEvent;

export type SpecKind = 'OPEN_API' | 'ODATA' | 'ASYNC_API';

/** What the form of an API or event definition holds. */
export type DefinitionValues = {
  name: string;
  description: string;
  targetURL: string;
  group: string;
  version: string;
  deprecated: boolean;
  deprecatedSince: string;
  forRemoval: boolean;
  /** Where the specification comes from. */
  source: 'NONE' | 'TEXT' | 'FETCH';
  type: SpecKind;
  format: SpecFormat;
  data: string;
  url: string;
  mode: FetchMode;
  filter: string;
};

export const emptyDefinition = (kind: 'API' | 'EVENT'): DefinitionValues => ({
  name: '',
  description: '',
  targetURL: '',
  group: '',
  version: '',
  deprecated: false,
  deprecatedSince: '',
  forRemoval: false,
  source: 'TEXT',
  type: kind === 'API' ? 'OPEN_API' : 'ASYNC_API',
  format: 'YAML',
  data: '',
  url: '',
  mode: 'SINGLE',
  filter: '',
});

export function definitionValues(kind: 'API' | 'EVENT', stored: WholeDefinition): DefinitionValues {
  const { spec, version } = stored;
  const empty = emptyDefinition(kind);
  const fetch = spec?.fetchRequest ?? null;
  return {
    name: stored.name,
    description: stored.description ?? '',
    targetURL: 'targetURL' in stored ? stored.targetURL : '',
    group: stored.group ?? '',
    version: version?.value ?? '',
    deprecated: version?.deprecated ?? false,
    deprecatedSince: version?.deprecatedSince ?? '',
    forRemoval: version?.forRemoval ?? false,
    source: fetch ? 'FETCH' : spec ? 'TEXT' : 'NONE',
    type: spec?.type ?? empty.type,
    format: spec?.format ?? empty.format,
    // What was fetched is not typed in: it follows from the address.
    data: fetch ? '' : (spec?.data ?? ''),
    url: fetch?.url ?? '',
    mode: fetch?.mode ?? 'SINGLE',
    filter: fetch?.filter ?? '',
  };
}

/** How the server identified itself so far, if it may be read. */
export const storedAuthOf = (stored: WholeDefinition): StoredAuthFragment | null =>
  stored.spec?.fetchRequest?.auth ?? null;

function specInput(values: DefinitionValues, auth: AuthInput | null) {
  const { source, type, format, data, url, mode, filter } = values;
  if (source === 'NONE') return null;
  if (source === 'TEXT') return { type, format, data };
  return { type, format, fetchRequest: { url, mode, filter: filter || null, auth } };
}

function definitionInput(values: DefinitionValues) {
  const { name, description, group, version, deprecated, deprecatedSince, forRemoval } = values;
  return {
    name,
    description: description || null,
    group: group || null,
    version: version
      ? { value: version, deprecated, deprecatedSince: deprecated ? deprecatedSince || null : null, forRemoval }
      : null,
  };
}

export const apiInput = (values: DefinitionValues, auth: AuthInput | null): ApiDefinitionInput => {
  const spec = specInput(values, auth);
  return {
    ...definitionInput(values),
    targetURL: values.targetURL,
    spec: spec && { ...spec, type: values.type as ApiSpecType },
  };
};

export const eventInput = (values: DefinitionValues, auth: AuthInput | null): EventDefinitionInput => {
  const spec = specInput(values, auth);
  return { ...definitionInput(values), spec: spec && { ...spec, type: 'ASYNC_API' } };
};

/** What is missing, by field. */
export function definitionProblems(kind: 'API' | 'EVENT', values: DefinitionValues): FieldErrors {
  return {
    ...(values.name === '' && { name: 'A name is needed.' }),
    ...(kind === 'API' && values.targetURL === '' && { targetURL: 'An address is needed: where the API is called.' }),
    ...(values.source === 'TEXT' && values.data.trim() === '' && { spec: 'Paste or upload it, or choose None.' }),
    ...(values.source === 'FETCH' && values.url === '' && { spec: 'An address is needed: where to fetch it.' }),
  };
}

export const formatsOf: Readonly<Record<SpecKind, readonly SpecFormat[]>> = {
  OPEN_API: ['YAML', 'JSON'],
  ASYNC_API: ['YAML', 'JSON'],
  ODATA: ['XML', 'JSON'],
};

export const conflictFields: readonly (ConflictField & { key: keyof DefinitionValues })[] = [
  { key: 'name', label: 'Name' },
  { key: 'description', label: 'Description' },
  { key: 'targetURL', label: 'Target URL' },
  { key: 'group', label: 'Group' },
  { key: 'version', label: 'Version' },
  { key: 'deprecated', label: 'Deprecated' },
  { key: 'deprecatedSince', label: 'Deprecated since' },
  { key: 'forRemoval', label: 'To be removed' },
  { key: 'source', label: 'Source of the specification' },
  { key: 'type', label: 'Type' },
  { key: 'format', label: 'Format' },
  { key: 'data', label: 'Specification' },
  { key: 'url', label: 'Fetched from' },
  { key: 'mode', label: 'What is there' },
  { key: 'filter', label: 'File' },
];
