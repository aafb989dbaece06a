import { type Index, indexFacts, type Outcome, outcome } from '../../landscape/impact.ts';
import type { Change, Conflict } from '../../landscape/model.ts';
import type { Read, Tx } from '../db/database.ts';
import { record } from '../events/activity.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { AppliedChange, Impact, LandscapeChangeInput } from '../graphql/director.generated.ts';
import { CompassError, type ErrorCode, invalidData } from '../shared/errors.ts';
import { loadFactsAround, lockLandscape, readTenant, type Section, type TenantRow } from './facts.store.ts';
import { changesOf, describeImpact, objectsOf, touchedBy } from './impact.ts';
import { writeConnections, writeMemberships } from './outcome.store.ts';

const mostChanges = 1000;

type Acting = Pick<RequestContext, 'clock' | 'newId' | 'settings' | 'consumer' | 'correlationId' | 'feed' | 'onEntry'>;

/**
 * The contract's input as the engine's changes.
 * @throws InvalidData for an empty or a too long list.
 */
export function changesFrom(inputs: readonly LandscapeChangeInput[]): Change[] {
  if (inputs.length === 0) throw invalidData('changes: give at least one change');
  if (inputs.length > mostChanges) throw invalidData(`changes: at most ${mostChanges} at a time`);
  return inputs.map((input) => {
    if (input.addToScenario) return { addToScenario: input.addToScenario };
    if (input.removeFromScenario) return { removeFromScenario: input.removeFromScenario };
    if (input.connect) return { connect: input.connect };
    if (input.switch) return { switch: input.switch };
    if (input.disconnect) return { disconnect: input.disconnect };
    throw invalidData('changes: exactly one member of each change has to be given');
  });
}

/** The other way round, for answers. */
export const asApplied = (change: Change): AppliedChange => change;

function around(changes: readonly Change[]): { objectIds: string[]; scenarios: string[] } {
  const objectIds: string[] = [];
  const scenarios: string[] = [];
  for (const change of changes) {
    const membership =
      'addToScenario' in change
        ? change.addToScenario
        : 'removeFromScenario' in change
          ? change.removeFromScenario
          : undefined;
    if (membership) {
      objectIds.push(membership.objectID);
      scenarios.push(membership.scenario);
      continue;
    }
    const pair = 'connect' in change ? change.connect : 'switch' in change ? change.switch : undefined;
    const { applicationID, runtimeID } = pair ?? (change as { disconnect: NonNullable<typeof pair> }).disconnect;
    objectIds.push(applicationID, runtimeID);
  }
  return { objectIds, scenarios };
}

async function load(
  read: Read,
  env: Pick<Acting, 'settings'>,
  tenant: TenantRow,
  changes: readonly Change[],
): Promise<{ index: Index; section: Section }> {
  const section = await loadFactsAround(read, tenant, env.settings.defaultScenario, around(changes));
  return { index: indexFacts(section.facts), section };
}

/** What the changes would do; writes nothing. */
export async function preview(
  read: Read,
  env: Pick<Acting, 'settings'>,
  tenantId: string,
  changes: readonly Change[],
): Promise<{ version: number; impact: Impact }> {
  const tenant = await readTenant(read, tenantId);
  const { index } = await load(read, env, tenant, changes);
  return { version: tenant.landscapeVersion, impact: describeImpact(index, outcome(index, changes).impact) };
}

const conflictCodes: Record<Conflict['kind'], ErrorCode> = {
  HELD_BY_OTHER_RUNTIME: 'InvalidOperation',
  FORBIDDEN_PAIR: 'InvalidOperation',
  NOT_CONNECTED: 'InvalidOperation',
  UNKNOWN_OBJECT: 'NotFound',
  UNKNOWN_SCENARIO: 'NotFound',
  DEFAULT_SCENARIO: 'InvalidOperation',
  CONTRADICTION: 'InvalidData',
};

export interface Applied {
  version: number;
  index: Index;
  result: Outcome;
  impact: Impact;
}

/**
 * Applies all changes or none, and records them as one activity entry.
 * @param options.expectedVersion of the landscape the caller has looked at; null for whatever it is now.
 * @throws ConcurrentUpdate if the landscape has moved on, or the first conflict in words.
 */
export async function apply(
  tx: Tx,
  env: Acting,
  tenantId: string,
  changes: readonly Change[],
  options: { action: string; expectedVersion: number | null; startedBy?: 'RUNTIME' | 'ADMINISTRATOR' },
): Promise<Applied> {
  const tenant = await lockLandscape(tx, tenantId);
  const { expectedVersion, startedBy = 'ADMINISTRATOR' } = options;
  if (expectedVersion !== null && expectedVersion !== tenant.landscapeVersion) {
    throw new CompassError(
      'ConcurrentUpdate',
      `the landscape is at version ${tenant.landscapeVersion}, not ${expectedVersion}: look at it anew before changing it`,
    );
  }
  const { index, section } = await load(tx, env, tenant, changes);
  const result = outcome(index, changes);
  const [conflict] = result.impact.conflicts;
  if (conflict) throw new CompassError(conflictCodes[conflict.kind], conflict.message);

  await writeMemberships(tx, env, tenantId, section.scenarioIds, result.memberships);
  await writeConnections(tx, env, tenant, result.impact, (id) => index.members.get(id)?.name ?? '', startedBy);
  const touched = touchedBy(result);
  const impact = describeImpact(index, result.impact);
  const { landscapeVersion } = await record(tx, env, {
    tenantId,
    action: options.action,
    objects: objectsOf(index, touched),
    ...changesOf(result),
    impact,
    touched,
    changesLandscape: true,
  });
  return { version: landscapeVersion, index, result, impact };
}
