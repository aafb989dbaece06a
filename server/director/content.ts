import type { Claim } from '../specs/judge.ts';
import { type FetchRequestInput, fetchRequestRule } from './fetchRequest.ts';
import { isTooDeep } from './label.ts';
import {
  all,
  elements,
  fields,
  length,
  nonEmptyIfGiven,
  type Problem,
  printable,
  type Rule,
  required,
  schemedUrl,
  storable,
  whole,
} from './validation.ts';

interface Version {
  value: string;
  deprecated: boolean;
  deprecatedSince: string | null;
  forRemoval: boolean;
}

type SpecFormat = 'JSON' | 'YAML' | 'XML';

interface Spec<Type> {
  type: Type;
  format: SpecFormat;
}

interface DefinitionDetails<Type> {
  name: string;
  description: string | null;
  group: string | null;
  spec: Spec<Type> | null;
  version: Version | null;
}

type ApiSpecType = 'ODATA' | 'OPEN_API';
type EventSpecType = 'ASYNC_API';

/** What is stored of each kind, but for its text. */
export interface DetailsOf {
  API: DefinitionDetails<ApiSpecType> & { targetURL: string };
  EVENT: DefinitionDetails<EventSpecType>;
  DOCUMENT: { title: string; displayName: string; description: string; format: 'MARKDOWN'; kind: string | null };
}

interface Placed {
  id: string;
  packageId: string;
  applicationId: string;
  /** The text, if it was at hand when the record was made; undefined means that it has to be loaded. */
  data?: string | null;
}

export type ApiRecord = Placed & DetailsOf['API'];
export type EventRecord = Placed & DetailsOf['EVENT'];
export type DocumentRecord = Placed & DetailsOf['DOCUMENT'];
export interface RecordOf {
  API: ApiRecord;
  EVENT: EventRecord;
  DOCUMENT: DocumentRecord;
}

/** A spec on its way to the client: what is stored of it, and where its text is found. */
export type SpecRecord<Type> = Spec<Type> & Pick<Placed, 'id' | 'data'>;
export type ApiSpecRecord = SpecRecord<ApiSpecType>;
export type EventSpecRecord = SpecRecord<EventSpecType>;

/** A spec with the place of its text. */
export const withText = <Type>({ type, format }: Spec<Type>, { id, data }: Placed): SpecRecord<Type> => ({
  type,
  format,
  id,
  ...(data === undefined ? {} : { data }),
});

interface SpecInput<Type> extends Spec<Type> {
  data?: string | null;
  fetchRequest?: FetchRequestInput | null;
}

interface DefinitionInput<Type> {
  name: string;
  description?: string | null;
  group?: string | null;
  spec?: SpecInput<Type> | null;
  version?: {
    value: string;
    deprecated?: boolean | null;
    deprecatedSince?: string | null;
    forRemoval?: boolean | null;
  } | null;
}

export interface InputOf {
  API: DefinitionInput<ApiSpecType> & { targetURL: string };
  EVENT: DefinitionInput<EventSpecType>;
  DOCUMENT: Omit<DetailsOf['DOCUMENT'], 'kind'> & {
    kind?: string | null;
    data?: string | null;
    fetchRequest?: FetchRequestInput | null;
  };
}

const given: Rule = (value) => (value === null ? 'is required' : null);

const version = fields({
  value: all(required, length(1, 256)),
  deprecated: given,
  deprecatedSince: length(0, 256),
  forRemoval: given,
});

const oneSource: Rule = (spec) => {
  const { data, fetchRequest } = spec as SpecInput<string>;
  const isGiven = typeof data === 'string';
  if (isGiven === Boolean(fetchRequest)) return 'Only one of Data or Fetch Request must be passed';
  return isGiven ? storable(data) : null;
};

/** The formats each type of specification comes in (director.md 5). */
const formats = {
  ODATA: ['XML', 'JSON'],
  OPEN_API: ['JSON', 'YAML'],
  ASYNC_API: ['YAML', 'JSON'],
} satisfies Record<ApiSpecType | EventSpecType, SpecFormat[]>;

const matching: Rule = (spec) => {
  const { type, format } = spec as Spec<keyof typeof formats>;
  const allowed: readonly SpecFormat[] = formats[type];
  return allowed.includes(format) ? null : `${type} specifications are ${allowed.join(' or ')}, not ${format}`;
};

/** What was found wrong with the texts of specifications in inputs, which takes longer than a rule may take. */
export const verdicts = new WeakMap<object, Problem>();

const valid: Rule = (spec) => {
  const { data } = spec as SpecInput<string>;
  if (typeof data !== 'string' || matching(spec) !== null || storable(data) !== null) return null;
  const verdict = verdicts.get(spec as object);
  if (verdict === undefined) throw new Error('a specification is written that nobody has looked at');
  return verdict;
};

const definition = {
  name: all(required, printable, length(1, 100)),
  description: length(0, 2000),
  group: length(0, 36),
  spec: all(
    whole({
      'Rule.MatchingTypeAndFormat': matching,
      'Rule.DataOrFetchRequest': oneSource,
      'Rule.ValidSpecification': valid,
    }),
    fields({ fetchRequest: fetchRequestRule }),
  ),
  version,
};

/** Rules of the inputs by kind (director.md 5). */
export const contentRules: Readonly<Record<keyof InputOf, Readonly<Record<string, Rule>>>> = {
  API: { ...definition, targetURL: all(required, schemedUrl, length(1, 256)) },
  EVENT: definition,
  DOCUMENT: {
    title: all(required, length(1, 128)),
    displayName: all(required, length(1, 128)),
    description: all(required, length(1, 2000)),
    kind: length(0, 256),
    data: all(nonEmptyIfGiven, storable),
    fetchRequest: fetchRequestRule,
  },
};

const definitionDetails = <Type>(input: DefinitionInput<Type>): DefinitionDetails<Type> => {
  const { spec, version: given } = input;
  return {
    name: input.name,
    description: input.description ?? null,
    group: input.group ?? null,
    spec: spec ? { type: spec.type, format: spec.format } : null,
    version: given
      ? {
          value: given.value,
          deprecated: given.deprecated ?? false,
          deprecatedSince: given.deprecatedSince ?? null,
          forRemoval: given.forRemoval ?? false,
        }
      : null,
  };
};

/** What to store of an input that satisfies its rules: everything but the text, and the text. */
export const stored: { [K in keyof InputOf]: (input: InputOf[K]) => { details: DetailsOf[K]; data: string | null } } = {
  API: (input) => ({
    details: { ...definitionDetails(input), targetURL: input.targetURL },
    data: input.spec?.data ?? null,
  }),
  EVENT: (input) => ({ details: definitionDetails(input), data: input.spec?.data ?? null }),
  DOCUMENT: ({ title, displayName, description, format, kind, data }) => ({
    details: { title, displayName, description, format, kind: kind ?? null },
    data: data ?? null,
  }),
};

/** Where the text of an input is to be fetched; null if it comes along, or if there is none. */
export const fetchRequestOf = (input: InputOf[keyof InputOf]): FetchRequestInput | null =>
  ('title' in input ? input.fetchRequest : input.spec?.fetchRequest) ?? null;

/** What a text of this content has to be; null for documents, which may be anything. */
export const claimOf = ({ spec }: { spec: Spec<Claim['type']> | null }, text: string): Claim | null =>
  spec === null ? null : { type: spec.type, format: spec.format, text };

/** Text that its scalar has already found to be JSON. */
export const jsonText: Rule = (value) => {
  if (value === null || value === undefined) return null;
  if (value === '') return 'cannot be blank';
  return isTooDeep(JSON.parse(String(value))) ? 'is nested too deeply' : null;
};

/** The rule for a list of content in the input of a Package. */
export const contentList = (kind: keyof InputOf): Rule => elements(fields(contentRules[kind]));
