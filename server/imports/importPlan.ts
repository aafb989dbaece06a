import { isDeepStrictEqual } from 'node:util';
import type { ImportDocument, ImportedApplication, ImportedPackage, ImportedRuntime } from './importDocument.ts';

export type ImportAction = 'CREATE' | 'CHANGE' | 'KEEP' | 'CONFLICT';

export type Definition =
  | { kind: 'API'; input: ImportedPackage['apiDefinitions'][number] }
  | { kind: 'EVENT'; input: ImportedPackage['eventDefinitions'][number] };

/** What changes about an object that is here already. */
export interface Difference {
  /** Fields with another value; those left out stay. */
  fields: Record<string, string>;
  labels: Record<string, unknown>;
  scenarios: string[];
  packages: ImportedPackage[];
  /** In packages that are here, with the id of the definition if it only changes. */
  definitions: (Definition & { packageId: string; id: string | null })[];
}

export interface PlannedItem {
  kind: 'SCENARIO' | 'APPLICATION' | 'RUNTIME';
  name: string;
  action: ImportAction;
  details: string[];
  /** Of what is here. */
  id: string | null;
  difference: Difference | null;
}

/** What is here, by name, with ids where they are needed to change it. */
export interface Present {
  defaultScenario: string;
  scenarios: ReadonlySet<string>;
  applications: ReadonlyMap<string, PresentApplication>;
  runtimes: ReadonlyMap<string, PresentRuntime>;
}

type PresentApplication = Omit<ImportedApplication, 'packages'> & { id: string; packages: PresentPackage[] };
type PresentRuntime = ImportedRuntime & { id: string };

export type PresentPackage = Omit<ImportedPackage, 'apiDefinitions' | 'eventDefinitions'> & {
  id: string;
  apiDefinitions: (ImportedPackage['apiDefinitions'][number] & { id: string })[];
  eventDefinitions: (ImportedPackage['eventDefinitions'][number] & { id: string })[];
};

/** Why something would be refused; null if it would not. */
export interface Problems {
  ofScenario(name: string): string | null;
  ofApplication(object: ImportedApplication): string | null;
  ofRuntime(object: ImportedRuntime): string | null;
}

const list = (names: readonly string[]) => names.join(', ');

function isSame<Input extends { name: string }>(wanted: Input, { id: _, ...present }: Input & { id: string }): boolean {
  return isDeepStrictEqual(wanted, present);
}

function definitionChanges(wanted: ImportedPackage, present: PresentPackage): Difference['definitions'] {
  const changes: Difference['definitions'] = [];
  for (const each of wanted.apiDefinitions) {
    const known = present.apiDefinitions.find(({ name }) => name === each.name);
    const input = { ...each, spec: each.spec ?? known?.spec ?? null };
    if (!known || !isSame(input, known)) {
      changes.push({ kind: 'API', input, packageId: present.id, id: known?.id ?? null });
    }
  }
  for (const each of wanted.eventDefinitions) {
    const known = present.eventDefinitions.find(({ name }) => name === each.name);
    const input = { ...each, spec: each.spec ?? known?.spec ?? null };
    if (!known || !isSame(input, known)) {
      changes.push({ kind: 'EVENT', input, packageId: present.id, id: known?.id ?? null });
    }
  }
  return changes;
}

const fieldNames = ['providerName', 'description', 'healthCheckURL'] as const;

function differenceOf(
  wanted: ImportedApplication | ImportedRuntime,
  present: PresentApplication | PresentRuntime,
): Difference {
  const fields: Record<string, string> = {};
  for (const name of fieldNames) {
    const value = (wanted as ImportedApplication)[name];
    if (value !== undefined && value !== null && value !== ((present as PresentApplication)[name] ?? null)) {
      fields[name] = value;
    }
  }
  const labels = Object.fromEntries(
    Object.entries(wanted.labels).filter(([key, value]) => !isDeepStrictEqual(value, present.labels[key])),
  );
  const here = 'packages' in present ? present.packages : [];
  const packages: ImportedPackage[] = [];
  const definitions: Difference['definitions'] = [];
  for (const each of 'packages' in wanted ? wanted.packages : []) {
    const known = here.find(({ name }) => name === each.name);
    if (known) definitions.push(...definitionChanges(each, known));
    else packages.push(each);
  }
  return {
    fields,
    labels,
    scenarios: wanted.scenarios.filter((name) => !present.scenarios.includes(name)),
    packages,
    definitions,
  };
}

function describe({ fields, labels, scenarios, packages, definitions }: Difference): string[] {
  const added = definitions.filter(({ id }) => id === null).map(({ input }) => input.name);
  const changed = definitions.filter(({ id }) => id !== null).map(({ input }) => input.name);
  const parts: [string, readonly string[]][] = [
    ['Changes', Object.keys(fields)],
    ['Sets labels', Object.keys(labels)],
    ['Adds to scenarios', scenarios],
    ['Adds packages', packages.map(({ name }) => name)],
    ['Adds definitions', added],
    ['Replaces definitions', changed],
  ];
  return parts.flatMap(([start, names]) => (names.length > 0 ? [`${start} ${list(names)}.`] : []));
}

function planned(
  kind: 'APPLICATION' | 'RUNTIME',
  wanted: ImportedApplication | ImportedRuntime,
  present: PresentApplication | PresentRuntime | undefined,
  why: string | null,
): PlannedItem {
  const item = { kind, name: wanted.name, id: present?.id ?? null };
  if (why !== null) return { ...item, action: 'CONFLICT', details: [why], difference: null };
  if (!present) {
    const packages = 'packages' in wanted ? wanted.packages.map(({ name }) => name) : [];
    const details = [
      ...(wanted.scenarios.length > 0 ? [`In scenarios ${list(wanted.scenarios)}.`] : []),
      ...(packages.length > 0 ? [`With packages ${list(packages)}.`] : []),
    ];
    return { ...item, action: 'CREATE', details, difference: null };
  }
  const difference = differenceOf(wanted, present);
  const details = describe(difference);
  return details.length === 0
    ? { ...item, action: 'KEEP', details, difference: null }
    : { ...item, action: 'CHANGE', details, difference };
}

/** An Application is in the default scenario by itself: there it is never put by hand. */
const explicit = (wanted: ImportedApplication, defaultScenario: string): ImportedApplication => ({
  ...wanted,
  scenarios: [...new Set(wanted.scenarios)].filter((name) => name !== defaultScenario),
});

/** What importing a document does to what is here. Importing it a second time changes nothing. */
export function planImport(document: ImportDocument, present: Present, problems: Problems): PlannedItem[] {
  const applications = document.applications.map((each) => explicit(each, present.defaultScenario));
  const runtimes = document.runtimes.map((each) => ({ ...each, scenarios: [...new Set(each.scenarios)] }));
  const named = new Set([...document.scenarios, ...[...applications, ...runtimes].flatMap((each) => each.scenarios)]);
  const scenarios = [...named].map((name): PlannedItem => {
    const item = { kind: 'SCENARIO' as const, name, id: null, difference: null };
    if (present.scenarios.has(name)) return { ...item, action: 'KEEP', details: [] };
    const why = problems.ofScenario(name);
    return why === null ? { ...item, action: 'CREATE', details: [] } : { ...item, action: 'CONFLICT', details: [why] };
  });
  const refused = new Set(scenarios.filter(({ action }) => action === 'CONFLICT').map(({ name }) => name));
  const inRefused = (names: readonly string[]) => {
    const name = names.find((each) => refused.has(each));
    return name === undefined ? null : `The scenario ${name} cannot be created.`;
  };
  return [
    ...scenarios,
    ...applications.map((each) =>
      planned(
        'APPLICATION',
        each,
        present.applications.get(each.name),
        inRefused(each.scenarios) ?? problems.ofApplication(each),
      ),
    ),
    ...runtimes.map((each) =>
      planned('RUNTIME', each, present.runtimes.get(each.name), inRefused(each.scenarios) ?? problems.ofRuntime(each)),
    ),
  ];
}
