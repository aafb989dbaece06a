import { isDeepStrictEqual } from 'node:util';
import { concernedBy, inverseOf } from '../../landscape/entryInverse.ts';
import { type Index, indexFacts, outcome } from '../../landscape/impact.ts';
import type { Change, Conflict, RuleChange } from '../../landscape/model.ts';
import type { Read, Tx } from '../db/database.ts';
import * as applications from '../director/application.registration.ts';
import { labelsOfApplications, labelsOfRuntimes } from '../director/label.store.ts';
import { scenariosKey } from '../director/label.ts';
import * as runtimes from '../director/runtime.registration.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { BulkPreview } from '../graphql/director.generated.ts';
import { apply } from '../landscape/changes.ts';
import { loadFacts, loadFactsAround, lockLandscape, readTenant } from '../landscape/facts.store.ts';
import { describeImpact } from '../landscape/impact.ts';
import { listRules } from '../landscape/scenarioAssignment.store.ts';
import { invalidOperation, notFound } from '../shared/errors.ts';
import { type EntryRecord, entriesNumbered } from './entries.store.ts';
import { type BulkTarget, isThere } from './job.store.ts';

/** A label as it was and as the entry left it; undefined where there was none. */
interface LabelStep {
  key: string;
  was: unknown;
  left: unknown;
}

type Labels = Readonly<Record<string, unknown>>;

const asRecord = (side: unknown): Labels => (typeof side === 'object' && side !== null ? (side as Labels) : {});

/** Null for an entry that tells of memberships and connections. What rules made of a label stands beside it. */
function labelStepOf({ action, before, after }: EntryRecord): LabelStep | null {
  if (action !== 'label.set' && action !== 'label.deleted') return null;
  const [was, left] = [asRecord(before), asRecord(after)];
  const key = Object.keys(action === 'label.set' ? left : was).find((each) => each !== scenariosKey);
  return key === undefined ? null : { key, was: was[key], left: left[key] };
}

const nothingLeft = 'nothing of it is left to take back';

/** Why the label is not set back; null if it is as the entry left it. */
function inTheWay({ key, was, left }: LabelStep, now: unknown): string | null {
  if (isDeepStrictEqual(now, left)) return null;
  if (isDeepStrictEqual(now, was)) return nothingLeft;
  return `label ${key} was changed since: it is ${now === undefined ? 'not set' : JSON.stringify(now)}`;
}

const labelsOf = (read: Read, { kind }: Pick<BulkTarget, 'kind'>, ids: readonly string[]) =>
  (kind === 'APPLICATION' ? labelsOfApplications : labelsOfRuntimes)(read, ids);

/**
 * Takes back what an entry did to one object, as far as the object still is as the entry left it.
 * @throws NotFound if the object is gone; InvalidOperation if somebody has changed it since, or what it had is taken.
 */
export async function takeBack(
  tx: Tx,
  context: RequestContext,
  tenantId: string,
  object: BulkTarget,
): Promise<unknown> {
  const { kind, name, undoes } = object;
  const [entry] = await entriesNumbered(tx, tenantId, undoes === null ? [] : [undoes]);
  if (!entry) throw invalidOperation(nothingLeft);
  if (!(await isThere(tx, tenantId, object))) {
    throw notFound(`${kind === 'APPLICATION' ? 'Application' : 'Runtime'} ${name} no longer exists`);
  }
  const step = labelStepOf(entry);
  if (step) return takeLabelBack(tx, context, tenantId, object, step);
  // Nobody changes the landscape between the look at it and the change.
  const tenant = await lockLandscape(tx, tenantId);
  const { facts } = await loadFactsAround(tx, tenant, context.settings.defaultScenario, concernedBy(entry));
  const changes = inverseOf(entry, indexFacts(facts));
  if (changes.length === 0) throw invalidOperation(nothingLeft);
  return apply(tx, context, tenantId, changes, { action: 'landscape.changed', expectedVersion: null });
}

async function takeLabelBack(
  tx: Tx,
  context: RequestContext,
  tenantId: string,
  object: BulkTarget,
  step: LabelStep,
): Promise<unknown> {
  const { id, kind } = object;
  const { key, was: value } = step;
  const now = (await labelsOf(tx, object, [id])).get(id)?.[key];
  const problem = inTheWay(step, now);
  if (problem !== null) throw invalidOperation(problem);
  if (kind === 'APPLICATION') {
    const of = { applicationID: id, key };
    return value === undefined
      ? applications.deleteApplicationLabel(tx, context, tenantId, of)
      : applications.setApplicationLabel(tx, context, tenantId, { ...of, value });
  }
  const of = { runtimeID: id, key };
  return value === undefined
    ? runtimes.deleteRuntimeLabel(tx, context, tenantId, of)
    : runtimes.setRuntimeLabel(tx, context, tenantId, { ...of, value });
}

/** What taking all of them back would do; writes nothing. */
export async function previewUndo(
  env: Pick<RequestContext, 'read' | 'settings'>,
  tenantId: string,
  objects: readonly BulkTarget[],
): Promise<BulkPreview> {
  const tenant = await readTenant(env.read, tenantId);
  const { facts } = await loadFacts(env.read, tenant, env.settings.defaultScenario);
  const index = indexFacts(facts);
  const numbers = objects.flatMap(({ undoes }) => undoes ?? []);
  const entries = new Map((await entriesNumbered(env.read, tenantId, numbers)).map((each) => [each.sequence, each]));
  const refused: Conflict[] = [];
  const changes: { of: number; change: Change }[] = [];
  const steps: { object: BulkTarget; step: LabelStep }[] = [];
  const refuse = (of: number, message: string) => refused.push({ kind: 'CONTRADICTION', change: of, message });
  const kindOfAll = objects[0]?.kind ?? 'APPLICATION';
  const labels = await labelsOf(
    env.read,
    { kind: kindOfAll },
    objects.map(({ id }) => id),
  );
  for (const [of, object] of objects.entries()) {
    const entry = entries.get(object.undoes ?? -1);
    if (!entry || !index.members.has(object.id)) {
      refuse(of, entry ? 'it no longer exists' : nothingLeft);
      continue;
    }
    const step = labelStepOf(entry);
    if (step) {
      const problem = inTheWay(step, labels.get(object.id)?.[step.key]);
      if (problem === null) steps.push({ object, step });
      else refuse(of, problem);
      continue;
    }
    const back = inverseOf(entry, index);
    if (back.length === 0) refuse(of, nothingLeft);
    changes.push(...back.map((change) => ({ of, change })));
  }
  const { conflicts } = outcome(index, onlyChanges(changes)).impact;
  const inConflict = new Map(conflicts.map((conflict) => [changes[conflict.change]?.of ?? 0, conflict]));
  const rest = changes.filter(({ of }) => !inConflict.has(of));
  const ruled = kindOfAll === 'SCENARIO' ? [] : await ruleChanges(env, tenantId, kindOfAll, index, steps);
  const { impact } = outcome(index, onlyChanges(rest), ruled);
  return {
    itemCount: objects.length,
    impact: describeImpact(index, { ...impact, conflicts: [...refused, ...inConflict.values()] }),
    freezeCount: 0,
  };
}

const onlyChanges = (all: readonly { change: Change }[]): Change[] => all.map(({ change }) => change);

/** What the rules make of the labels once they are set back. */
async function ruleChanges(
  { read }: Pick<RequestContext, 'read'>,
  tenantId: string,
  kind: 'APPLICATION' | 'RUNTIME',
  index: Index,
  steps: readonly { object: BulkTarget; step: LabelStep }[],
): Promise<RuleChange[]> {
  if (steps.length === 0) return [];
  const rules = await listRules(read, { tenantId, kind });
  return steps.flatMap(({ object: { id: objectID }, step }) =>
    rules
      .filter(({ selector }) => selector.key === step.key)
      .map(({ scenarioName: scenario, selector }) => ({ objectID, scenario, holds: selector.value === step.was }))
      .filter(
        ({ scenario, holds }) => (index.members.get(objectID)?.memberships.get(scenario)?.rule ?? false) !== holds,
      ),
  );
}
