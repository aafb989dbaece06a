import type { Read } from '../db/database.ts';
import { listApplications } from '../director/application.store.ts';
import { contentsOf, textsOf } from '../director/content.store.ts';
import type { ApiRecord, EventRecord } from '../director/content.ts';
import { labelsOfApplications, labelsOfRuntimes } from '../director/label.store.ts';
import { packagesOf } from '../director/package.store.ts';
import { listRuntimes } from '../director/runtime.store.ts';
import { scenarioNames, scenariosOf } from '../landscape/membership.ts';
import { type ImportDocument, importFormat } from './importDocument.ts';
import type { Present, PresentPackage } from './importPlan.ts';

const everything = { offset: 0, limit: 1_000_000, startCursor: '' };
/** Ids per statement. */
const chunk = 1000;

async function inChunks<V>(
  load: (read: Read, ids: readonly string[]) => Promise<ReadonlyMap<string, V>>,
  read: Read,
  ids: readonly string[],
): Promise<Map<string, V>> {
  const found = new Map<string, V>();
  for (let from = 0; from < ids.length; from += chunk) {
    for (const [id, value] of await load(read, ids.slice(from, from + chunk))) found.set(id, value);
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

/** Everything of a tenant that a document can say, with ids. Nothing of it is secret. */
export async function loadPresent(read: Read, tenantId: string, defaultScenario: string): Promise<Present> {
  const reach = { tenantId, application: null, sharingWith: null, runtime: null };
  const applications = (await listApplications(read, reach, [], everything)).rows;
  const runtimes = (await listRuntimes(read, reach, [], everything)).rows;
  const applicationIds = applications.map(({ id }) => id);
  const runtimeIds = runtimes.map(({ id }) => id);
  const members = await inChunks(scenariosOf, read, [...applicationIds, ...runtimeIds]);
  const ofApplications = await inChunks(labelsOfApplications, read, applicationIds);
  const ofRuntimes = await inChunks(labelsOfRuntimes, read, runtimeIds);
  const packages = await loadPackages(read, applicationIds);
  return {
    defaultScenario,
    scenarios: new Set(await scenarioNames(read, tenantId)),
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

/** What is here as a document. */
export function documentOf({ scenarios, applications, runtimes, defaultScenario }: Present): ImportDocument {
  return {
    format: importFormat,
    scenarios: [...scenarios].filter((name) => name !== defaultScenario).sort(),
    applications: [...applications.values()].sort(byName).map((each) => ({
      ...withoutId(each),
      scenarios: each.scenarios.filter((name) => name !== defaultScenario),
      packages: each.packages.map((offer) => ({
        ...withoutId(offer),
        apiDefinitions: offer.apiDefinitions.map(withoutId),
        eventDefinitions: offer.eventDefinitions.map(withoutId),
      })),
    })),
    runtimes: [...runtimes.values()].sort(byName).map(withoutId),
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
