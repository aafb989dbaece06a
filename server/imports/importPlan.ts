import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ObjectKind } from '../db/tables/director.tables.ts';
import { changed } from './changeWords.ts';
import { planDefinitions, planRules, planTemplates } from './governingPlan.ts';
import type {
  ImportDocument,
  ImportedApplication,
  ImportedDefinition,
  ImportedPackage,
  ImportedRule,
  ImportedRuntime,
  ImportedTemplate,
} from './importDocument.ts';

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

/** Whether there is something to be done. */
export const isOpen = (action: ImportAction): boolean => action === 'CREATE' || action === 'CHANGE';

export interface PlannedItem {
  kind: 'SCENARIO' | 'LABEL_DEFINITION' | 'TEMPLATE' | 'RULE' | ObjectKind;
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
  /** Schemas by key; null: any value. */
  labelDefinitions: ReadonlyMap<string, ImportedDefinition['schema']>;
  /** Null for whoever may not see them. */
  templates: ReadonlyMap<string, PresentTemplate> | null;
  rules: readonly PresentRule[];
  applications: ReadonlyMap<string, PresentApplication>;
  runtimes: ReadonlyMap<string, PresentRuntime>;
}

export interface PresentRule {
  scenarioName: string;
  kind: ObjectKind;
  selector: { key: string; value: string };
}

/** Without the credentials in it. */
export type PresentTemplate = ImportedTemplate & { id: string; hasCredentials: boolean };

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
  ofDefinition(definition: ImportedDefinition): string | null;
  ofTemplate(template: ImportedTemplate): string | null;
  /** As templates that are here are shown; as it is if it is none. */
  shownInput(template: ImportedTemplate): ImportedTemplate['applicationInput'];
  ofRule(rule: ImportedRule): string | null;
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

const addsToScenarios = 'Adds to scenarios';
const fieldWords: Readonly<Record<string, string>> = {
  providerName: 'the provider',
  description: 'the description',
  healthCheckURL: 'the health check URL',
};

function describe(difference: Difference, present: PresentApplication | PresentRuntime): string[] {
  const { fields, labels, scenarios, packages, definitions } = difference;
  const added = definitions.filter(({ id }) => id === null).map(({ input }) => input.name);
  const replaced = definitions.filter(({ id }) => id !== null).map(({ input }) => input.name);
  const parts: [string, readonly string[]][] = [
    [addsToScenarios, scenarios],
    ['Adds packages', packages.map(({ name }) => name)],
    ['Adds definitions', added],
    ['Replaces definitions', replaced],
  ];
  return [
    ...Object.entries(fields).map(([name, value]) =>
      changed(fieldWords[name] ?? name, (present as unknown as Record<string, unknown>)[name], value),
    ),
    ...Object.entries(labels).map(([key, value]) => changed(`label ${key}`, present.labels[key], value)),
    ...parts.flatMap(([start, names]) => (names.length > 0 ? [`${start} ${list(names)}.`] : [])),
  ];
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
  const details = describe(difference, present);
  return details.length === 0
    ? { ...item, action: 'KEEP', details, difference: null }
    : { ...item, action: 'CHANGE', details, difference };
}

/** An Application is in the default scenario by itself: there it is never put by hand. */
const explicit = (wanted: ImportedApplication, defaultScenario: string): ImportedApplication => ({
  ...wanted,
  scenarios: [...new Set(wanted.scenarios)].filter((name) => name !== defaultScenario),
});

/** Objects that are planned before other requests have their turn. */
const atOnce = 50;

/** What importing a document does to what is here. Importing it a second time changes nothing. */
export async function planImport(
  document: ImportDocument,
  present: Present,
  problems: Problems,
): Promise<PlannedItem[]> {
  const refusals = new Map<string, string | null>();
  const refusalOf = (name: string): string | null => {
    if (present.scenarios.has(name)) return null;
    const known = refusals.get(name);
    if (known !== undefined) return known;
    const why = problems.ofScenario(name);
    refusals.set(name, why);
    return why;
  };
  const inRefused = (names: readonly string[]): string | null => {
    const name = names.find((each) => refusalOf(each) !== null);
    return name === undefined ? null : `The scenario ${name} cannot be created: ${refusalOf(name)}`;
  };
  const rules = planRules(document.rules, present, (rule) => problems.ofRule(rule) ?? inRefused([rule.scenario]));
  // Scenarios that only something refused names are none of this import.
  const named = new Set(document.scenarios);
  for (const [at, { action }] of rules.entries()) {
    if (action !== 'CONFLICT') named.add(document.rules[at]?.scenario ?? '');
  }
  const objects: PlannedItem[] = [];
  const plan = async (item: PlannedItem, scenarios: readonly string[]) => {
    objects.push(item);
    if (item.action !== 'CONFLICT') for (const name of scenarios) named.add(name);
    if (objects.length % atOnce === 0) await turn();
  };
  for (const given of document.applications) {
    const each = explicit(given, present.defaultScenario);
    const why = problems.ofApplication(each) ?? inRefused(each.scenarios);
    await plan(planned('APPLICATION', each, present.applications.get(each.name), why), each.scenarios);
  }
  for (const each of document.runtimes) {
    const why = problems.ofRuntime(each) ?? inRefused(each.scenarios);
    await plan(planned('RUNTIME', each, present.runtimes.get(each.name), why), each.scenarios);
  }
  const scenarios = [...named].map((name): PlannedItem => {
    const item = { kind: 'SCENARIO' as const, name, id: null, difference: null };
    if (present.scenarios.has(name)) return { ...item, action: 'KEEP', details: [] };
    const why = refusalOf(name);
    return why === null ? { ...item, action: 'CREATE', details: [] } : { ...item, action: 'CONFLICT', details: [why] };
  });
  return [
    ...scenarios,
    ...planDefinitions(document.labelDefinitions, present, problems),
    ...planTemplates(document.templates, present, problems),
    ...rules,
    ...objects,
  ];
}

/** What is left of an item once its memberships are in place. */
export function withoutMemberships(item: PlannedItem): PlannedItem {
  if (!item.difference || item.difference.scenarios.length === 0) return item;
  const details = item.details.filter((each) => !each.startsWith(addsToScenarios));
  const difference = { ...item.difference, scenarios: [] };
  return details.length === 0 ? done(item) : { ...item, details, difference };
}

/** The item as it is planned once it is carried out. */
export const done = (item: PlannedItem, id = item.id): PlannedItem => ({
  ...item,
  action: 'KEEP',
  details: [],
  id,
  difference: null,
});
