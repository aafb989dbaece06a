import { setImmediate as turn } from 'node:timers/promises';
import type { Read } from '../db/database.ts';
import { storedInput } from '../director/applicationTemplate.changes.ts';
import { listTemplates } from '../director/applicationTemplate.store.ts';
import { contentsOf, textsOf } from '../director/content.store.ts';
import type { ApiRecord, EventRecord } from '../director/content.ts';
import { labelsOfApplications, labelsOfRuntimes } from '../director/label.store.ts';
import { listDefinitions } from '../director/labelDefinition.store.ts';
import { packagesOf } from '../director/package.store.ts';
import type { RequestContext } from '../graphql/context.ts';
import { scenarioNames, scenariosOf } from '../landscape/membership.ts';
import { listRules } from '../landscape/scenarioAssignment.store.ts';
import { grouped } from '../landscape/scenarioRule.ts';
import { type ImportDocument, importFormat } from './importDocument.ts';
import type { Present, PresentPackage, PresentTemplate } from './importPlan.ts';
import { applicationsAfter, page, runtimesAfter, scenariosByHand } from './present.store.ts';
import type { TemplateInputs } from './templateInputs.ts';

/** What reading, planning and writing a landscape needs; the resolvers add how templates are read. */
export interface Importing extends RequestContext {
  templates: TemplateInputs;
}

/** All rows of a list that comes in pages, with a turn for other requests after each. */
async function inPages<Row extends { id: string }>(next: (after: string) => PromiseLike<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const found = await next(rows.at(-1)?.id ?? '');
    rows.push(...found);
    if (found.length < page) return rows;
    await turn();
  }
}

async function inChunks<V>(
  load: (read: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, V>>,
  read: Read,
  ids: readonly string[],
): Promise<Map<string, V>> {
  const found = new Map<string, V>();
  for (let from = 0; from < ids.length; from += page) {
    for (const [id, value] of await load(read, ids.slice(from, from + page))) found.set(id, value);
    await turn();
  }
  return found;
}

/** Labels the server keeps by itself. */
const own = new Set(['name', 'integrationSystemID', 'scenarios']);
type Labels = ImportDocument['runtimes'][number]['labels'];
const given = (labels: Readonly<Record<string, unknown>> | undefined, kept: ReadonlySet<string>): Labels =>
  Object.fromEntries(Object.entries(labels ?? {}).filter(([key]) => !kept.has(key))) as Labels;

const definition = ({ id, name, description, group, version }: ApiRecord | EventRecord) => ({
  id,
  name,
  description,
  group,
  version,
});

async function loadPackages(read: Read, applicationIds: readonly string[]): Promise<Map<string, PresentPackage[]>> {
  const packages = await inChunks(packagesOf, read, applicationIds);
  const contents = await inChunks(
    contentsOf,
    read,
    [...packages.values()].flat().map(({ id }) => id),
  );
  const definitions = [...contents.values()].flatMap(({ API, EVENT }) => [...API, ...EVENT]);
  const texts = await inChunks(
    textsOf,
    read,
    definitions.map(({ id }) => id),
  );
  const spec = <Type>(record: { id: string; spec: { type: Type; format: 'JSON' | 'YAML' | 'XML' } | null }) => {
    const data = texts.get(record.id);
    return record.spec && typeof data === 'string'
      ? { type: record.spec.type, format: record.spec.format, data }
      : null;
  };
  return new Map(
    [...packages].map(([applicationId, all]) => [
      applicationId,
      all.map(({ id, name, description, instanceAuthRequestInputSchema }): PresentPackage => {
        const { API = [], EVENT = [] } = contents.get(id) ?? {};
        return {
          id,
          name,
          description,
          instanceAuthRequestInputSchema,
          apiDefinitions: API.map((each) => ({ ...definition(each), targetURL: each.targetURL, spec: spec(each) })),
          eventDefinitions: EVENT.map((each) => ({ ...definition(each), spec: spec(each) })),
        };
      }),
    ]),
  );
}

/** Templates of the installation, for those who may see them. */
async function loadTemplates(read: Read, { cipher, consumer, templates }: Importing): Promise<Present['templates']> {
  if (!consumer.scopes.has('application_template:read')) return null;
  const { rows } = await listTemplates(read, { offset: 0, limit: 100_000, startCursor: '' });
  return new Map(
    rows.map((row): [string, PresentTemplate] => {
      const stored = storedInput(cipher, row);
      const { id, name, description, placeholders } = row;
      const applicationInput = templates.shown(stored);
      const hasCredentials = templates.hasCredentials(stored);
      return [name, { id, name, description, applicationInput, placeholders, hasCredentials }];
    }),
  );
}

/** Everything of a tenant that a document can say, with ids. Nothing of it is secret. */
export async function loadPresent(read: Read, tenantId: string, env: Importing): Promise<Present> {
  const { defaultScenario } = env.settings;
  const applications = await inPages((after) => applicationsAfter(read, tenantId, after));
  const runtimes = await inPages((after) => runtimesAfter(read, tenantId, after));
  const applicationIds = applications.map(({ id }) => id);
  const runtimeIds = runtimes.map(({ id }) => id);
  const members = await inChunks(scenariosOf, read, [...applicationIds, ...runtimeIds]);
  const ofApplications = await inChunks(labelsOfApplications, read, applicationIds);
  const ofRuntimes = await inChunks(labelsOfRuntimes, read, runtimeIds);
  const packages = await loadPackages(read, applicationIds);
  const definitions = await listDefinitions(read, tenantId);
  return {
    defaultScenario,
    scenarios: new Set(await scenarioNames(read, tenantId)),
    labelDefinitions: new Map(definitions.map(({ key, schema }) => [key, schema === null ? null : JSON.parse(schema)])),
    templates: await loadTemplates(read, env),
    rules: await listRules(read, { tenantId, kind: null }),
    applications: new Map(
      applications.map(({ id, name, providerName, description, healthCheckURL }) => [
        name,
        {
          id,
          name,
          providerName,
          description,
          healthCheckURL,
          labels: given(ofApplications.get(id), own),
          scenarios: [...(members.get(id) ?? [])],
          packages: packages.get(id) ?? [],
        },
      ]),
    ),
    runtimes: new Map(
      runtimes.map(({ id, name, description }) => [
        name,
        {
          id,
          name,
          description,
          labels: given(ofRuntimes.get(id), new Set(['scenarios'])),
          scenarios: [...(members.get(id) ?? [])],
        },
      ]),
    ),
  };
}

const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
const withoutId = <T extends { id: string }>({ id: _, ...rest }: T) => rest;

/** What is here as a document. What only rules put somewhere is theirs: the rules are in it. */
export async function loadDocument(read: Read, tenantId: string, env: Importing): Promise<ImportDocument> {
  const { scenarios, labelDefinitions, templates, rules, applications, runtimes, defaultScenario } = await loadPresent(
    read,
    tenantId,
    env,
  );
  const ids = [...applications.values(), ...runtimes.values()].map(({ id }) => id);
  const byHand = await inChunks(scenariosByHand, read, ids);
  const own = (id: string) => byHand.get(id) ?? [];
  return {
    format: importFormat,
    scenarios: [...scenarios].filter((name) => name !== defaultScenario).sort(),
    labelDefinitions: [...labelDefinitions].map(([key, schema]) => ({ key, schema })),
    templates: [...(templates?.values() ?? [])].sort(byName).map(({ hasCredentials: _, ...rest }) => withoutId(rest)),
    rules: grouped(rules).map(({ scenario, selector, matches }) => ({ scenario, label: selector, matches })),
    applications: [...applications.values()].sort(byName).map((each) => ({
      ...withoutId(each),
      scenarios: own(each.id).filter((name) => name !== defaultScenario),
      packages: [...each.packages].sort(byName).map((offer) => ({
        ...withoutId(offer),
        apiDefinitions: offer.apiDefinitions.map(withoutId),
        eventDefinitions: offer.eventDefinitions.map(withoutId),
      })),
    })),
    runtimes: [...runtimes.values()].sort(byName).map((each) => ({ ...withoutId(each), scenarios: own(each.id) })),
  };
}

const withoutText = <T extends { spec: unknown }>(definition: T): T => ({ ...definition, spec: null });

/** Read where the texts are, it leaves them as they are. */
export const withoutSpecifications = (document: ImportDocument): ImportDocument => ({
  ...document,
  applications: document.applications.map((each) => ({
    ...each,
    packages: each.packages.map((offer) => ({
      ...offer,
      apiDefinitions: offer.apiDefinitions.map(withoutText),
      eventDefinitions: offer.eventDefinitions.map(withoutText),
    })),
  })),
});
