import { emptying } from '../../landscape/emptying.ts';
import { type Index, indexFacts, outcome } from '../../landscape/impact.ts';
import type { Change, Facts, Impact, RuleChange } from '../../landscape/model.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { BulkPreview } from '../graphql/director.generated.ts';
import { loadFacts, readTenant } from '../landscape/facts.store.ts';
import { describeImpact } from '../landscape/impact.ts';
import { listRules } from '../landscape/scenarioAssignment.store.ts';
import type { BulkAction, BulkKind } from './action.ts';
import type { BulkObject } from './job.store.ts';

type Env = Pick<RequestContext, 'read' | 'settings'>;

const unchanged: Impact = {
  ...{ breaks: [], begins: [], becomesPossible: [], stopsBeingPossible: [], sideEffects: [], conflicts: [] },
};

/** What the action would do to all of them; writes nothing. */
export async function previewBulk(env: Env, tenantId: string, asked: Asked): Promise<BulkPreview> {
  const { kind, objects, action } = asked;
  const ids = objects.map(({ id }) => id);
  const tenant = await readTenant(env.read, tenantId);
  const { facts } = await loadFacts(env.read, tenant, env.settings.defaultScenario);
  const index = indexFacts(facts);
  const held = facts.connections.filter(isOneOf(kind, ids));
  const impact =
    kind === 'SCENARIO' ? deletionImpact(facts, objects) : await impactOf(env, tenantId, index, { kind, ids, action });
  const shown = action.name === 'unregister' ? { ...unchanged, breaks: held.map(asPair(index)) } : impact;
  return {
    itemCount: ids.length,
    impact: describeImpact(index, shown),
    freezeCount: action.name === 'revokeCertificates' ? held.length : 0,
  };
}

interface Connection {
  applicationID: string;
  runtimeID: string;
  since: number;
}

function isOneOf(kind: BulkKind, ids: readonly string[]) {
  const wanted = new Set(ids);
  return (each: Connection) => wanted.has(kind === 'APPLICATION' ? each.applicationID : each.runtimeID);
}

const asPair = (index: Index) => (connection: Connection) => {
  const shared = new Set(index.members.get(connection.runtimeID)?.scenarios);
  const scenarios = (index.members.get(connection.applicationID)?.scenarios ?? []).filter((each) => shared.has(each));
  return { ...connection, scenarios };
};

interface Asked {
  kind: BulkKind;
  objects: readonly BulkObject[];
  action: BulkAction;
}

/** All of them but the default scenario, which is refused. */
function deletionImpact(facts: Facts, objects: readonly BulkObject[]): Impact {
  const names = objects.map(({ name }) => name);
  const { index, changes } = emptying(
    facts,
    names.filter((name) => name !== facts.defaultScenario),
  );
  const { impact } = outcome(index, changes);
  const refused = names.indexOf(facts.defaultScenario);
  if (refused === -1) return impact;
  const message = 'the default scenario cannot be deleted';
  return { ...impact, conflicts: [{ kind: 'DEFAULT_SCENARIO', change: refused, message }] };
}

interface ForMembers {
  kind: 'APPLICATION' | 'RUNTIME';
  ids: readonly string[];
  action: BulkAction;
}

async function impactOf(env: Env, tenantId: string, index: Index, { kind, ids, action }: ForMembers): Promise<Impact> {
  switch (action.name) {
    case 'assign':
    case 'unassign': {
      const changes = ids.map((objectID): Change => {
        const membership = { objectID, scenario: action.scenario };
        return action.name === 'assign' ? { addToScenario: membership } : { removeFromScenario: membership };
      });
      const { conflicts } = outcome(index, changes).impact;
      // What is refused for one row does not keep the others.
      const refused = new Set(conflicts.map(({ change }) => change));
      const rest = outcome(
        index,
        changes.filter((_, at) => !refused.has(at)),
      );
      return { ...rest.impact, conflicts };
    }
    case 'setLabel':
    case 'deleteLabel': {
      const rules = await listRules(env.read, { tenantId, kind });
      const value = action.name === 'setLabel' ? action.value : undefined;
      const changes = rules
        .filter(({ selector }) => selector.key === action.key)
        .flatMap(({ scenarioName: scenario, selector }) =>
          ids.map((objectID): RuleChange => ({ objectID, scenario, holds: selector.value === value })),
        )
        .filter(
          ({ objectID, scenario, holds }) =>
            index.members.has(objectID) &&
            (index.members.get(objectID)?.memberships.get(scenario)?.rule ?? false) !== holds,
        );
      return changes.length === 0 ? unchanged : outcome(index, [], changes).impact;
    }
    case 'unregister':
    case 'revokeCertificates':
    case 'deleteScenarios':
    case 'undo':
      return unchanged;
  }
}
