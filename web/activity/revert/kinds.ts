import { changesLandscape } from '../../../landscape/entryInverse.ts';
import { type BulkReverted, bulkByRow, bulkReverted } from './bulk.ts';
import { type Deleted, deletedScenario } from './deletedScenario.ts';
import { isRecord, recordOf, type Step } from './step.ts';
import { stepOf } from './steps.ts';
import { labelField, type Owner, type RulesReverted, type Told, type Values, type ValuesReverted } from './told.ts';
import { whyNotReverted } from './whyNot.ts';

interface Side {
  before?: unknown;
  after?: unknown;
}

/** What taking an entry back is about. */
export type Revert =
  | ({ kind: 'landscape' } & Side)
  | ValuesReverted
  | RulesReverted
  | { kind: 'step'; step: Step }
  | { kind: 'deletion'; deleted: Deleted }
  | BulkReverted
  | { kind: 'impossible'; why: string };

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const scenariosKey = 'scenarios';
const fieldsOf = {
  APPLICATION: ['providerName', 'description', 'healthCheckURL', 'integrationSystemID'],
  RUNTIME: ['name', 'description'],
  SCENARIO: ['name'],
} as const;

const impossible = (why: string): Revert => ({ kind: 'impossible', why });
const incomplete = impossible('The entry does not say enough to take it back.');

function ownerOf({ objects }: Told, ...kinds: Owner['kind'][]): Owner | null {
  for (const { kind, id, name } of objects) {
    const known = kinds.find((each) => each === kind);
    if (known) return { kind: known, id, name };
  }
  return null;
}

/** What a label was and became. What rules made of it is beside it, as `scenarios`. */
function labelRevert(entry: Told): Revert {
  const owner = ownerOf(entry, 'APPLICATION', 'RUNTIME');
  const [before, after] = [recordOf(entry.before), recordOf(entry.after)];
  const telling = entry.action === 'label.set' ? after : before;
  const keys = Object.keys(telling);
  const key = keys.find((each) => each !== scenariosKey) ?? keys[0];
  if (!owner || key === undefined) return incomplete;
  if (key !== scenariosKey) {
    const field = labelField(key);
    const values = { before: { [field]: before[key] }, after: { [field]: after[key] } };
    return { kind: 'values', owner, isLabel: true, ...values, leavesScenarios: false };
  }
  const side = (value: unknown) => {
    const names = Array.isArray(value) ? value : [];
    const memberships = names.map((scenario) => ({ scenario: String(scenario), manual: true }));
    return { memberships: [{ objectID: owner.id, memberships }] };
  };
  return { kind: 'landscape', before: side(before[key]), after: side(after[key]) };
}

function updateRevert(entry: Told, kind: Owner['kind']): Revert {
  const owner = ownerOf(entry, kind);
  if (!owner || !isRecord(entry.before) || !isRecord(entry.after)) return incomplete;
  const flat = (side: Record<string, unknown>): Record<string, unknown> => ({
    ...Object.fromEntries(fieldsOf[kind].map((field) => [field, side[field] ?? null])),
    ...Object.fromEntries(Object.entries(recordOf(side['labels'])).map(([key, value]) => [labelField(key), value])),
  });
  const [before, after] = [flat(entry.before), flat(entry.after)];
  const differing = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => !same(before[field], after[field]),
  );
  const own = differing.filter((field) => field !== labelField(scenariosKey));
  if (own.length === 0) return impossible('It changed nothing that could be set back.');
  const only = (values: Values) => Object.fromEntries(own.map((field) => [field, values[field]]));
  const leavesScenarios = own.length < differing.length;
  return { kind: 'values', owner, isLabel: false, before: only(before), after: only(after), leavesScenarios };
}

function rulesRevert(entry: Told, made: boolean): Revert {
  const list = recordOf(made ? entry.after : entry.before)['assignments'];
  const rules = (Array.isArray(list) ? list : []).filter(isRecord);
  const scenarios = entry.objects.filter(({ kind }) => kind === 'SCENARIO');
  const selectors = rules.map(({ selector }) => recordOf(selector));
  const [selector] = selectors;
  const owner = ownerOf(entry, 'SCENARIO');
  const matches = (['APPLICATION', 'RUNTIME'] as const).filter((each) => rules.some(({ kind }) => kind === each));
  if (!owner || !selector || matches.length === 0) return incomplete;
  if (scenarios.length > 1 || selectors.some((each) => !same(each, selector))) {
    return impossible('It deleted several rules at once. Add them again on the pages of their scenarios.');
  }
  const { key, value } = selector;
  return { kind: 'rules', made, scenario: owner, selector: { key: String(key), value: String(value) }, matches };
}

/** What would take the entry back, by what it tells; whether it still can be done depends on what is there now. */
export function revertOf(entry: Told): Revert {
  const { action } = entry;
  if (action === 'label.set' || action === 'label.deleted') return labelRevert(entry);
  if (action === 'application.updated') return updateRevert(entry, 'APPLICATION');
  if (action === 'runtime.updated') return updateRevert(entry, 'RUNTIME');
  if (action === 'scenario.renamed') return updateRevert(entry, 'SCENARIO');
  if (action === 'scenarioAssignment.created') return rulesRevert(entry, true);
  if (action === 'scenarioAssignment.deleted') return rulesRevert(entry, false);
  if (action === 'scenario.deleted') {
    const deleted = deletedScenario(entry);
    return deleted ? { kind: 'deletion', deleted } : incomplete;
  }
  if (action === 'bulk.finished') return bulkReverted(entry.after) ?? impossible(bulkByRow);
  const step = stepOf(entry);
  if (step) return { kind: 'step', step };
  const why = whyNotReverted(action);
  if (why !== null) return impossible(why);
  if (changesLandscape(entry)) return { kind: 'landscape', before: entry.before, after: entry.after };
  return impossible('The log does not hold enough of it. Change it on its own page.');
}
