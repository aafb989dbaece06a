import { pairState } from '../../landscape/facts.ts';
import type { Index } from '../../landscape/impact.ts';
import type { Change, Impact } from '../../landscape/model.ts';
import { lineId } from './model.ts';

/** What the draft changes in the picture; everything not named here is dimmed. */
export interface Overlay {
  /** Line ids of connections that stop. */
  breaks: ReadonlySet<string>;
  /** Line ids of connections that go on, but that no change reaches. */
  freezes: ReadonlySet<string>;
  appears: readonly { applicationID: string; runtimeID: string; begins: boolean }[];
  /** Membership ids, `<object>@<scenario id>`. */
  joins: ReadonlySet<string>;
  leaves: ReadonlySet<string>;
  /** Cards that stay undimmed. */
  touched: ReadonlySet<string>;
  /** A draft is looked at alone; a comparison leaves everything else as it is. */
  dimsRest: boolean;
  /** By line id, instead of the words of a draft. */
  labels: ReadonlyMap<string, string>;
}

/** More lines than this say no more; the panel has the number. */
const drawnPairs = 40;

/** @param scenarioIds by name. */
export function overlayOf(
  index: Index,
  changes: readonly Change[],
  impact: Impact,
  scenarioIds: ReadonlyMap<string, string>,
): Overlay {
  const joins = new Set<string>();
  const leaves = new Set<string>();
  const touched = new Set<string>();
  const mark = (set: Set<string>, objectID: string, scenario: string) => {
    const scenarioID = scenarioIds.get(scenario);
    if (scenarioID === undefined) return;
    set.add(`${objectID}@${scenarioID}`);
    touched.add(objectID);
    touched.add(scenarioID);
  };
  const isMember = (objectID: string, scenario: string) =>
    index.members.get(objectID)?.scenarios.includes(scenario) ?? false;
  for (const change of changes) {
    if ('addToScenario' in change) {
      const { objectID, scenario } = change.addToScenario;
      if (!isMember(objectID, scenario)) mark(joins, objectID, scenario);
    } else if ('removeFromScenario' in change) {
      const { objectID, scenario } = change.removeFromScenario;
      if (isMember(objectID, scenario)) mark(leaves, objectID, scenario);
    }
  }
  for (const { kind, objectID, scenario } of impact.sideEffects) {
    if (kind === 'LEAVES_DEFAULT') mark(leaves, objectID, scenario);
    else if (kind === 'RETURNS_TO_DEFAULT') mark(joins, objectID, scenario);
    else leaves.delete(`${objectID}@${scenarioIds.get(scenario)}`);
  }
  const breaks = new Set<string>();
  for (const { applicationID, runtimeID } of impact.breaks) {
    breaks.add(lineId(applicationID, runtimeID));
    touched.add(applicationID).add(runtimeID);
  }
  const begins = new Set(impact.begins.map((pair) => lineId(pair.applicationID, pair.runtimeID)));
  const opens = impact.becomesPossible.filter((pair) => !begins.has(lineId(pair.applicationID, pair.runtimeID)));
  const appears = [
    ...impact.begins.map(({ applicationID, runtimeID }) => ({ applicationID, runtimeID, begins: true })),
    ...opens.map(({ applicationID, runtimeID }) => ({ applicationID, runtimeID, begins: false })),
  ].slice(0, drawnPairs);
  for (const { applicationID, runtimeID } of appears) touched.add(applicationID).add(runtimeID);
  return { breaks, freezes: new Set(), appears, joins, leaves, touched, dimsRest: true, labels: new Map() };
}

export interface RelatedPair {
  applicationID: string;
  runtimeID: string;
  state: 'AVAILABLE' | 'BLOCKED';
  heldBy: string | null;
}

/** Pairs of one selected card that are allowed but not connected, those that are free first. */
export function relatedPairs(index: Index, id: string, isDrawn: (id: string) => boolean, most = 12): RelatedPair[] {
  const member = index.members.get(id);
  if (!member) return [];
  const others = new Set<string>();
  const lists = member.kind === 'APPLICATION' ? index.runtimesIn : index.applicationsIn;
  for (const scenario of member.scenarios) {
    for (const other of lists.get(scenario) ?? []) if (isDrawn(other)) others.add(other);
  }
  const pairs: RelatedPair[] = [];
  for (const other of others) {
    const [applicationID, runtimeID] = member.kind === 'APPLICATION' ? [id, other] : [other, id];
    const state = pairState(index, applicationID, runtimeID);
    if (state !== 'AVAILABLE' && state !== 'BLOCKED') continue;
    const holder = [...(index.holders.get(applicationID)?.keys() ?? [])][0] ?? null;
    pairs.push({ applicationID, runtimeID, state, heldBy: state === 'BLOCKED' ? holder : null });
  }
  return pairs.sort((a, b) => Number(a.state === 'BLOCKED') - Number(b.state === 'BLOCKED')).slice(0, most);
}
