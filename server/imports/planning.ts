import type { Read } from '../db/database.ts';
import { checkRegistration } from '../director/application.ts';
import { checkLabelValue } from '../director/label.ts';
import { listDefinitions } from '../director/labelDefinition.store.ts';
import { updatedRuntime } from '../director/runtime.ts';
import { definitionsIn, judgeSpecs } from '../director/specVerdict.ts';
import type { RequestContext } from '../graphql/context.ts';
import { readTenant } from '../landscape/facts.store.ts';
import { checkScenarioName } from '../landscape/scenario.ts';
import { CompassError } from '../shared/errors.ts';
import { sha256 } from '../shared/ids.ts';
import { writeDocument } from './documentText.ts';
import type { ImportDocument } from './importDocument.ts';
import { type PlannedItem, type Problems, planImport } from './importPlan.ts';
import { loadPresent } from './present.ts';

export interface Plan {
  items: PlannedItem[];
  /** Number of the last entry when it was made. */
  sequence: number;
  document: ImportDocument;
  text: string;
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

async function problemsIn(read: Read, tenantId: string): Promise<Problems> {
  const schemas = new Map((await listDefinitions(read, tenantId)).map(({ key, schema }) => [key, schema]));
  const labelled = (labels: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(labels)) {
      const schema = schemas.get(key);
      if (schema) checkLabelValue(key, value, schema);
    }
  };
  return {
    ofScenario: (name) => whyRefused(() => checkScenarioName(name)),
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
  { settings }: Pick<RequestContext, 'settings'>,
  tenantId: string,
  { document, text }: Pick<Plan, 'document' | 'text'>,
): Promise<Plan> {
  // First the number: what comes while the rest is read makes it another one.
  const { sequence } = await readTenant(read, tenantId);
  const present = await loadPresent(read, tenantId, settings.defaultScenario);
  return { items: planImport(document, present, await problemsIn(read, tenantId)), sequence, document, text };
}

/** Judges the specifications before anything is planned: the rules refuse what nobody has looked at. */
export async function planOf(context: RequestContext, tenantId: string, document: ImportDocument): Promise<Plan> {
  await judgeSpecs(context.specs, definitionsIn(document.applications.flatMap(({ packages }) => packages)));
  return replan(context.read, context, tenantId, { document, text: writeDocument(document) });
}

/** Of what is to be done and of all that it is taken from. */
export function digestOf(items: readonly PlannedItem[], text: string): string {
  return sha256(
    JSON.stringify([items.map(({ kind, name, action, details, id }) => [kind, name, action, details, id]), text]),
  );
}

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
