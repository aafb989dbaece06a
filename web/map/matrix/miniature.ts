import type { Index } from '../../../landscape/impact.ts';
import { byWorst, type MapCard, type MapModel } from '../model.ts';

export interface Miniature {
  applications: MapCard[];
  runtimes: MapCard[];
}

const most = 4;

function worstOf(model: MapModel, ids: readonly string[], without: ReadonlySet<string>): MapCard[] {
  const cards = ids.flatMap((id) => (without.has(id) ? [] : (model.cards.get(id) ?? [])));
  return cards.sort(byWorst);
}

/**
 * A few Applications by a few Runtimes around a membership: the member first, then those of the scenario, worst first;
 * what they are connected to comes before what they might be.
 */
export function miniatureOf(model: MapModel, index: Index, member: MapCard, scenario: string): Miniature {
  const isApplication = member.kind === 'APPLICATION';
  const first = new Set([member.id]);
  const inScenario = {
    applications: index.applicationsIn.get(scenario) ?? [],
    runtimes: index.runtimesIn.get(scenario) ?? [],
  };
  const applications = worstOf(model, inScenario.applications, first).slice(0, isApplication ? most - 1 : most);
  if (isApplication) applications.unshift(member);
  const rows = new Set(applications.map(({ id }) => id));
  const held = model.lines.flatMap(({ applicationID, runtimeID }) => (rows.has(applicationID) ? [runtimeID] : []));
  const connected = worstOf(model, [...new Set(held)], first);
  const known = new Set([...first, ...connected.map(({ id }) => id)]);
  const runtimes = [...connected, ...worstOf(model, inScenario.runtimes, known)];
  if (!isApplication) runtimes.unshift(member);
  return { applications, runtimes: runtimes.slice(0, most) };
}
