import { setImmediate as turn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Read } from '../db/database.ts';
import { checkRegistration } from '../director/application.ts';
import { checkTemplate } from '../director/applicationTemplate.ts';
import { firstRefused } from '../director/jsonSchema.ts';
import { checkLabelValue } from '../director/label.ts';
import { labelsWithKey } from '../director/labelDefinition.store.ts';
import { toLabelDefinition } from '../director/labelDefinition.ts';
import { updatedRuntime } from '../director/runtime.ts';
import { definitionsIn, judgeSpecs } from '../director/specVerdict.ts';
import { readTenant } from '../landscape/facts.store.ts';
import { checkScenarioName } from '../landscape/scenario.ts';
import { rulesOf } from '../landscape/scenarioRule.ts';
import { CompassError, invalidData, invalidOperation } from '../shared/errors.ts';
import { sha256 } from '../shared/ids.ts';
import { writeDocument } from './documentText.ts';
import type { ImportDocument } from './importDocument.ts';
import { type PlannedItem, type Present, type Problems, planImport } from './importPlan.ts';
import { type Importing, loadPresent } from './present.ts';
import { definitionInputOf, templateInputOf } from './templateInputs.ts';

export interface Plan {
  items: PlannedItem[];
  /** Number of the last entry when it was made. */
  sequence: number;
  document: ImportDocument;
  text: string;
  textDigest: string;
}

function whyRefused(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof CompassError) return error.message;
    throw error;
  }
}

/** What is wrong with definitions that differ from those here: of the schema, or of the labels there are. */
async function definitionProblems(
  read: Read,
  tenantId: string,
  { labelDefinitions }: ImportDocument,
  present: Present,
): Promise<ReadonlyMap<string, string | null>> {
  const problems = new Map<string, string | null>();
  for (const { key, schema } of labelDefinitions) {
    const here = present.labelDefinitions.get(key);
    if (here !== undefined && (schema === null || isDeepStrictEqual(schema, here))) continue;
    const definition = () => toLabelDefinition(definitionInputOf({ key, schema }), present.defaultScenario);
    const values = here === undefined ? [] : (await labelsWithKey(read, tenantId, key)).map(({ value }) => value);
    problems.set(
      key,
      whyRefused(() => {
        const refused = firstRefused(definition().schema ?? '{}', values);
        if (refused) throw invalidData(`A label that is here would be refused: ${refused.problem}`);
      }),
    );
    await turn();
  }
  return problems;
}

async function problemsIn(
  read: Read,
  tenantId: string,
  env: Importing,
  document: ImportDocument,
  present: Present,
): Promise<Problems> {
  const ofDefinitions = await definitionProblems(read, tenantId, document, present);
  const planned = document.labelDefinitions.filter(({ key }) => ofDefinitions.get(key) === null);
  const schemas = new Map(
    [...present.labelDefinitions, ...planned.map(({ key, schema }) => [key, schema] as const)].flatMap(
      ([key, schema]) => (schema === null ? [] : [[key, JSON.stringify(schema)] as const]),
    ),
  );
  const labelled = (labels: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(labels)) {
      const schema = schemas.get(key);
      if (schema) checkLabelValue(key, value, schema);
    }
  };
  return {
    ofScenario: (name) => whyRefused(() => checkScenarioName(name)),
    ofDefinition: ({ key }) => ofDefinitions.get(key) ?? null,
    ofTemplate: (template) =>
      whyRefused(() => {
        const { scopes } = env.consumer;
        if (!scopes.has('application_template:write') || !scopes.has('application_template:read')) {
          throw invalidOperation('Templates belong to the installation: only who administers it can import them');
        }
        const input = templateInputOf(template, env.templates);
        if (env.templates.hasCredentials(input.applicationInput)) {
          throw invalidData('Its input holds credentials, which an import does not take: leave them out');
        }
        checkTemplate(input);
      }),
    shownInput({ applicationInput }) {
      try {
        return env.templates.shown(env.templates.read(applicationInput));
      } catch (error) {
        if (error instanceof CompassError) return applicationInput;
        throw error;
      }
    },
    ofRule: ({ scenario, label: selector, matches }) =>
      whyRefused(() => void rulesOf({ scenario, selector, matches }, env)),
    ofApplication: ({ scenarios: _, ...object }) =>
      whyRefused(() => {
        checkRegistration(object);
        labelled(object.labels);
      }),
    ofRuntime: ({ scenarios: _, ...object }) =>
      whyRefused(() => {
        updatedRuntime(object, 0);
        labelled(object.labels);
      }),
  };
}

/** What importing the document would do now. The specifications in it have to be judged. */
export async function replan(
  read: Read,
  env: Importing,
  tenantId: string,
  { document, text, textDigest }: Pick<Plan, 'document' | 'text' | 'textDigest'>,
): Promise<Plan> {
  // First the number: what comes while the rest is read makes it another one.
  const { sequence } = await readTenant(read, tenantId);
  const present = await loadPresent(read, tenantId, env);
  const problems = await problemsIn(read, tenantId, env, document, present);
  return { items: await planImport(document, present, problems), sequence, document, text, textDigest };
}

/** Judges the specifications before anything is planned: the rules refuse what nobody has looked at. */
export async function planOf(env: Importing, tenantId: string, document: ImportDocument): Promise<Plan> {
  await judgeSpecs(env.specs, definitionsIn(document.applications.flatMap(({ packages }) => packages)));
  const text = writeDocument(document);
  return replan(env.read, env, tenantId, { document, text, textDigest: sha256(text) });
}

const short = new WeakMap<PlannedItem, string>();

/** Of what is planned for one object; many calls ask for it. */
export function shortOf(item: PlannedItem): string {
  const { kind, name, action, details, id } = item;
  const known = short.get(item) ?? JSON.stringify([kind, name, action, details, id]);
  short.set(item, known);
  return known;
}

/** Of what is to be done and of all that it is taken from. */
export const digestOf = ({ items, textDigest }: Pick<Plan, 'items' | 'textDigest'>): string =>
  sha256([...items.map(shortOf), textDigest].join('\n'));

const order: readonly PlannedItem['action'][] = ['CONFLICT', 'CHANGE', 'CREATE', 'KEEP'];

export const worstFirst = (items: readonly PlannedItem[]): PlannedItem[] =>
  items.toSorted((a, b) => order.indexOf(a.action) - order.indexOf(b.action));

export function countsOf(items: readonly PlannedItem[]) {
  const count = (wanted: PlannedItem['action']) => items.filter(({ action }) => action === wanted).length;
  return {
    creates: count('CREATE'),
    changes: count('CHANGE'),
    keeps: count('KEEP'),
    conflicts: count('CONFLICT'),
  };
}
