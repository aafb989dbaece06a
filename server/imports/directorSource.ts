import { GraphQLError } from 'graphql';
import { scenariosKey } from '../director/label.ts';
import { invalidOperation } from '../shared/errors.ts';
import {
  all,
  ask,
  type DirectorSource,
  isRecord,
  list,
  openReading,
  pageOf,
  type Reading,
  Refused,
  UnknownField,
} from './directorReading.ts';
import { checkedDocument, type ImportDocument, importFormat } from './importDocument.ts';
import { inputFromText } from './templateInputs.ts';

const page = 'pageInfo { endCursor hasNextPage }';
const version = 'version { value deprecated deprecatedSince forRemoval }';

/** Nothing in it is secret: no auth, no credentials, no webhooks. */
function applicationsQuery(offers: 'packages' | 'bundles', specifications: boolean): string {
  const spec = specifications ? 'spec { type format data }' : '';
  return `query ($after: PageCursor) { result: applications(first: 100, after: $after) { ${page} data {
    name providerName description healthCheckURL labels
    ${offers}(first: 100) { ${page} data { name description instanceAuthRequestInputSchema
      apiDefinitions(first: 100) { ${page} data { name description targetURL group ${version} ${spec} } }
      eventDefinitions(first: 100) { ${page} data { name description group ${version} ${spec} } } } } } } }`;
}
const runtimesQuery = `query ($after: PageCursor) { result: runtimes(first: 100, after: $after) { ${page}
  data { name description labels } } }`;

const definitionsQuery = '{ result: labelDefinitions { key schema } }';
const rulesQuery = '{ result: scenarioRules { scenario selector { key value } matches } }';
const assignmentsQuery = `query ($after: PageCursor) {
  result: automaticScenarioAssignments(first: 100, after: $after) { ${page} data { scenarioName selector { key value } } } }`;
const templatesQuery = `query ($after: PageCursor) { result: applicationTemplates(first: 100, after: $after) { ${page}
  data { name description applicationInput placeholders { name description } accessLevel } } }`;

const without = (names: readonly unknown[], others: ReadonlySet<unknown>) => names.filter((name) => !others.has(name));

/** A list inside an object, which has to be complete. */
function complete(value: unknown, what: string): Record<string, unknown>[] {
  if (value === null || value === undefined) return [];
  const { data, pageInfo } = pageOf(value, what);
  if (pageInfo.hasNextPage) throw invalidOperation(`the other Director has more than 100 ${what} in one place`);
  return data;
}

const specOf = (value: unknown) => (isRecord(value) && typeof value['data'] === 'string' ? value : undefined);

function definitions(value: unknown, what: string) {
  return complete(value, what).map(({ spec, ...rest }) => ({ ...rest, spec: specOf(spec) }));
}

/** Labels without what a Director keeps by itself, and the scenarios among them. */
function labelled(object: Record<string, unknown>, own: readonly string[]) {
  const { scenarios, ...rest } = isRecord(object['labels']) ? object['labels'] : {};
  const labels = Object.fromEntries(Object.entries(rest).filter(([key]) => !own.includes(key)));
  return { labels, scenarios: Array.isArray(scenarios) ? scenarios : [] };
}

/** What only some Directors tell, or only to some: what was not told is put into words. */
async function mayTell<T>(leftOut: string[], what: string, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UnknownField) leftOut.push(`${what}: it does not know them`);
    else if (error instanceof Refused) leftOut.push(`${what}: ${error.message}`);
    else throw error;
    return null;
  }
}

function labelDefinitionsOf(rows: readonly Record<string, unknown>[]) {
  const parsed = rows.map(({ key, schema }) => ({ key, schema: typeof schema === 'string' ? jsonOr(schema) : schema }));
  const scenarios = parsed.find(({ key }) => key === scenariosKey)?.schema;
  const items = isRecord(scenarios) ? scenarios['items'] : null;
  return {
    labelDefinitions: parsed.filter(({ key }) => key !== scenariosKey),
    scenarios: isRecord(items) && Array.isArray(items['enum']) ? items['enum'] : [],
  };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function templateOf({ applicationInput, accessLevel: _, ...rest }: Record<string, unknown>) {
  try {
    return { ...rest, applicationInput: inputFromText(String(applicationInput)) };
  } catch (error) {
    if (!(error instanceof GraphQLError) && !(error instanceof RangeError)) throw error;
    throw invalidOperation(
      `the template ${String(rest['name'])} of the other Director has an input that cannot be read`,
    );
  }
}

/** Rules for Applications, too, where it knows them: elsewhere there are only those for Runtimes. */
async function rulesFrom(reading: Reading) {
  const rule = ({ scenario, selector, matches }: Record<string, unknown>) => ({ scenario, label: selector, matches });
  try {
    return list(await ask(reading, rulesQuery, null), 'rules').map(rule);
  } catch (error) {
    if (!(error instanceof UnknownField)) throw error;
    const assignments = await all(reading, assignmentsQuery, 'rules');
    return assignments.map(({ scenarioName, selector }) =>
      rule({ scenario: scenarioName, selector, matches: ['RUNTIME'] }),
    );
  }
}

const labelOf = (labels: Record<string, unknown>, key: unknown) =>
  typeof key === 'string' && Object.hasOwn(labels, key) ? labels[key] : undefined;

/** Scenarios that a rule puts the object into anyway. */
const ruledIn = (
  rules: Awaited<ReturnType<typeof rulesFrom>>,
  kind: string,
  labels: Record<string, unknown>,
): ReadonlySet<unknown> =>
  new Set(
    rules
      .filter(({ label, matches }) => {
        if (!isRecord(label) || !Array.isArray(matches) || !matches.includes(kind)) return false;
        return labelOf(labels, label['key']) === label['value'];
      })
      .map(({ scenario }) => scenario),
  );

/** Reads another Director, and says what it does not tell. @throws InvalidOperation or InvalidData with what is wrong. */
export async function readDirector(
  outgoing: Reading['outgoing'],
  source: DirectorSource,
): Promise<{ document: ImportDocument; leftOut: string[] }> {
  const specifications = source.specifications ?? true;
  const reading = openReading(outgoing, source);
  const applications = (offers: 'packages' | 'bundles') =>
    all(reading, applicationsQuery(offers, specifications), 'Applications');
  let found: Record<string, unknown>[];
  let offers: 'packages' | 'bundles' = 'packages';
  let runtimes: Record<string, unknown>[];
  try {
    found = await applications('packages').catch((error) => {
      if (!(error instanceof UnknownField)) throw error;
      offers = 'bundles';
      return applications('bundles');
    });
    runtimes = await all(reading, runtimesQuery, 'Runtimes');
  } catch (error) {
    if (error instanceof UnknownField) throw invalidOperation('the address answers, but not as a Director does');
    if (error instanceof Refused) throw invalidOperation(`the other Director answered: ${error.message}`);
    throw error;
  }
  const leftOut: string[] = [];
  const defined = await mayTell(leftOut, 'label definitions', async () =>
    labelDefinitionsOf(list(await ask(reading, definitionsQuery, null), 'label definitions')),
  );
  const rules = (await mayTell(leftOut, 'rules', () => rulesFrom(reading))) ?? [];
  const templates = (await mayTell(leftOut, 'templates', () => all(reading, templatesQuery, 'templates'))) ?? [];
  // The default scenario is called otherwise in each installation; Applications are in it by themselves.
  const isDefault = (name: unknown) => typeof name === 'string' && name.toLowerCase() === 'default';
  const document = checkedDocument({
    format: importFormat,
    scenarios: (defined?.scenarios ?? []).filter((name) => !isDefault(name)),
    labelDefinitions: defined?.labelDefinitions ?? [],
    templates: templates.map(templateOf),
    rules,
    applications: found.map(({ [offers]: given, labels, ...rest }) => {
      const own = labelled({ labels }, ['name', 'integrationSystemID']);
      return {
        ...rest,
        ...own,
        scenarios: without(
          own.scenarios.filter((name) => !isDefault(name)),
          ruledIn(rules, 'APPLICATION', own.labels),
        ),
        packages: complete(given, offers).map(({ apiDefinitions, eventDefinitions, ...offer }) => ({
          ...offer,
          apiDefinitions: definitions(apiDefinitions, 'API definitions'),
          eventDefinitions: definitions(eventDefinitions, 'event definitions'),
        })),
      };
    }),
    runtimes: runtimes.map(({ labels, ...rest }) => {
      const own = labelled({ labels }, []);
      return { ...rest, ...own, scenarios: without(own.scenarios, ruledIn(rules, 'RUNTIME', own.labels)) };
    }),
  });
  return { document, leftOut };
}
