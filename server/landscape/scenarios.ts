import { emptying } from '../../landscape/emptying.ts';
import { outcome } from '../../landscape/impact.ts';
import type { Tx } from '../db/database.ts';
import { isUniqueViolation } from '../db/violations.ts';
import { record } from '../events/activity.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Scenario } from '../graphql/director.generated.ts';
import { CompassError, invalidOperation, notFound } from '../shared/errors.ts';
import { findScenarios, scenarioCounts } from './connection.store.ts';
import { loadFacts, lockLandscape } from './facts.store.ts';
import { describeImpact, objectsOf, touchedBy } from './impact.ts';
import { deleteScenarios, insertScenarios, renameScenarioRow } from './membership.store.ts';
import { writeConnections, writeMemberships } from './outcome.store.ts';
import { checkScenarioName } from './scenario.ts';
import { listRules } from './scenarioAssignment.store.ts';

type Acting = Pick<RequestContext, 'clock' | 'newId' | 'settings' | 'consumer' | 'correlationId' | 'feed' | 'onEntry'>;

const empty = { applicationCount: 0, runtimeCount: 0, connectionCount: 0 };

const taken = (name: string, cause?: unknown) =>
  new CompassError('NotUniqueName', `Object name is not unique [object=scenario; name=${name}]`, { cause });

async function existing(tx: Tx, tenantId: string, name: string): Promise<Scenario> {
  const [row] = await findScenarios(tx, tenantId, name);
  if (!row) throw notFound(`while getting scenario ${name}: Object was not found`);
  return { ...row, ...((await scenarioCounts(tx, tenantId)).get(row.id) ?? empty) };
}

/** @throws InvalidData for a bad name, NotUniqueName for one that exists. */
export async function createScenario(tx: Tx, env: Acting, tenantId: string, name: string): Promise<Scenario> {
  checkScenarioName(name);
  await lockLandscape(tx, tenantId);
  if ((await findScenarios(tx, tenantId, name)).length > 0) throw taken(name);
  const row = { id: env.newId(), tenantId, name, createdAt: env.clock() };
  await insertScenarios(tx, [row]).catch((error) => {
    throw isUniqueViolation(error) ? taken(name, error) : error;
  });
  await record(tx, env, {
    tenantId,
    action: 'scenario.created',
    objects: [{ kind: 'SCENARIO', id: row.id, name }],
    after: { name },
    touched: { scenarioIds: [row.id] },
    changesLandscape: true,
  });
  return { id: row.id, name, createdAt: row.createdAt, ...empty };
}

function refuseDefault(env: Acting, name: string, what: string): void {
  if (name === env.settings.defaultScenario) throw invalidOperation(`the default scenario cannot be ${what}`);
}

/** Members and connections stay as they are. @throws as `createScenario`; InvalidOperation for the default scenario. */
export async function renameScenario(
  tx: Tx,
  env: Acting,
  tenantId: string,
  { name, newName }: { name: string; newName: string },
): Promise<Scenario> {
  refuseDefault(env, name, 'renamed');
  checkScenarioName(newName);
  await lockLandscape(tx, tenantId);
  const scenario = await existing(tx, tenantId, name);
  if (name !== newName && (await findScenarios(tx, tenantId, newName)).length > 0) throw taken(newName);
  await renameScenarioRow(tx, tenantId, scenario.id, newName);
  await record(tx, env, {
    tenantId,
    action: 'scenario.renamed',
    objects: [{ kind: 'SCENARIO', id: scenario.id, name }],
    before: { name },
    after: { name: newName },
    touched: { everything: true },
    changesLandscape: true,
  });
  return { ...scenario, name: newName };
}

/**
 * Members leave it, Applications without another scenario return to the default one, connections without another common
 * scenario end. @returns its last state. @throws InvalidOperation for the default scenario.
 */
export async function deleteScenario(tx: Tx, env: Acting, tenantId: string, name: string): Promise<Scenario> {
  refuseDefault(env, name, 'deleted');
  const tenant = await lockLandscape(tx, tenantId);
  const scenario = await existing(tx, tenantId, name);
  const section = await loadFacts(tx, tenant, env.settings.defaultScenario);
  const { index, changes } = emptying(section.facts, [name]);
  const members = changes.map(({ removeFromScenario }) => removeFromScenario.objectID);
  const result = outcome(index, changes);
  await writeMemberships(tx, env, tenantId, section.scenarioIds, result.memberships);
  await writeConnections(tx, env, tenant, result.impact, (id) => index.members.get(id)?.name ?? '');
  const rules = await listRules(tx, { tenantId, kind: null, scenarioName: name });
  await deleteScenarios(tx, tenantId, [name]);
  const touched = touchedBy(result);
  await record(tx, env, {
    tenantId,
    action: 'scenario.deleted',
    objects: [{ kind: 'SCENARIO', id: scenario.id, name }, ...objectsOf(index, touched)],
    before: {
      name,
      ...(rules.length > 0 ? { rules: rules.map(({ kind, selector }) => ({ kind, selector })) } : {}),
      members: members.map((id) => ({ objectID: id, ...index.members.get(id)?.memberships.get(name) })),
      connections: result.impact.breaks.map(({ applicationID, runtimeID, since }) => ({
        applicationID,
        runtimeID,
        since,
      })),
    },
    impact: describeImpact(index, result.impact),
    touched: { ...touched, scenarioIds: [scenario.id] },
    changesLandscape: true,
  });
  return scenario;
}
