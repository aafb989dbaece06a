import type { Index } from '../../landscape/facts.ts';
import type { Outcome } from '../../landscape/impact.ts';
import type { Impact as EngineImpact, ImpactPair } from '../../landscape/model.ts';
import type { ActivityObject } from '../db/tables/tenant.tables.ts';
import type { Touched } from '../events/feed.ts';
import type { Impact, ImpactGroup, ObjectReference } from '../graphql/director.generated.ts';

const mostPairs = 200;

/** The engine's answer with the names of the objects: as the contract has it, and as the activity log keeps it. */
export function describeImpact(index: Index, impact: EngineImpact): Impact {
  const reference = (id: string): ObjectReference => {
    const member = index.members.get(id);
    return { id, name: member?.name ?? id, kind: member?.kind ?? 'APPLICATION' };
  };
  const group = (pairs: readonly ImpactPair[]): ImpactGroup => ({
    total: pairs.length,
    pairs: pairs.slice(0, mostPairs).map(({ applicationID, runtimeID, scenarios, since }) => ({
      application: reference(applicationID),
      runtime: reference(runtimeID),
      scenarios,
      since,
    })),
  });
  return {
    breaks: group(impact.breaks),
    begins: group(impact.begins),
    becomesPossible: group(impact.becomesPossible),
    stopsBeingPossible: group(impact.stopsBeingPossible),
    sideEffects: impact.sideEffects.map(({ kind, objectID, scenario }) => ({
      kind,
      object: reference(objectID),
      scenario,
    })),
    conflicts: impact.conflicts,
  };
}

/** Whom subscribers have to reload: the members whose memberships changed and both sides of connections that did. */
export function touchedBy({ impact, memberships }: Outcome): Pick<Touched, 'applicationIds' | 'runtimeIds'> {
  const applicationIds = new Set<string>();
  const runtimeIds = new Set<string>();
  for (const { member } of memberships) (member.kind === 'APPLICATION' ? applicationIds : runtimeIds).add(member.id);
  for (const { applicationID, runtimeID } of [...impact.breaks, ...impact.begins]) {
    applicationIds.add(applicationID);
    runtimeIds.add(runtimeID);
  }
  return { applicationIds: [...applicationIds], runtimeIds: [...runtimeIds] };
}

/** Memberships and connections that differ, as they were and as they are: enough to replay it. */
export function changesOf({ impact, memberships }: Outcome) {
  return {
    before: {
      memberships: memberships.map(({ member }) => ({
        objectID: member.id,
        memberships: [...member.memberships].map(([scenario, held]) => ({ scenario, ...held })),
      })),
      connections: impact.breaks.map(({ applicationID, runtimeID, since }) => ({ applicationID, runtimeID, since })),
    },
    after: {
      memberships: memberships.map(({ member, after }) => ({ objectID: member.id, memberships: after })),
      connections: impact.begins.map(({ applicationID, runtimeID }) => ({ applicationID, runtimeID })),
    },
  };
}

/** The touched objects with their names as they are, for the activity entry. */
export function objectsOf(index: Index, touched: Pick<Touched, 'applicationIds' | 'runtimeIds'>): ActivityObject[] {
  return [...touched.applicationIds, ...touched.runtimeIds].slice(0, mostPairs).flatMap((id) => {
    const member = index.members.get(id);
    return member ? [{ kind: member.kind, id, name: member.name }] : [];
  });
}
