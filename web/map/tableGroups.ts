import type { Budgeted } from './budget.ts';
import type { MapCard, MapLine, MapModel } from './model.ts';

export interface TwinRow {
  key: string;
  card: MapCard;
  /** Connections of an Application; a Runtime's are counted in its card. */
  lines: MapLine[];
}

export interface TwinGroup {
  key: string;
  /** Null for what is in no scenario. */
  scenario: MapCard | null;
  rows: TwinRow[];
  /** Members that are not listed. */
  hidden: number;
}

/** The map as a table: per scenario its Applications, then its Runtimes, worst first (console.md 4, 1.3.2). */
export function twinGroups(model: MapModel, budgeted: Budgeted, matching: ReadonlySet<string> | null): TwinGroup[] {
  const linesOf = Map.groupBy(model.lines, ({ applicationID }) => applicationID);
  const members = Map.groupBy(model.memberships, ({ scenarioID }) => scenarioID);
  const rank = new Map([...budgeted.applications, ...budgeted.runtimes].map(({ id }, order) => [id, order]));
  const isListed = (id: string) => rank.has(id) && (matching === null || matching.has(id));
  const rowOf = (scope: string, id: string): TwinRow[] => {
    const card = model.cards.get(id);
    return card ? [{ key: `${scope} ${id}`, card, lines: linesOf.get(id) ?? [] }] : [];
  };
  const groupOf = (scenario: MapCard): TwinGroup => {
    const ids = (members.get(scenario.id) ?? []).map(({ memberID }) => memberID);
    const listed = ids.filter(isListed).sort((a, b) => rank.get(a)! - rank.get(b)!);
    return {
      key: scenario.id,
      scenario,
      rows: listed.flatMap((id) => rowOf(scenario.id, id)),
      hidden: ids.length - listed.length,
    };
  };
  const groups = budgeted.scenarios.map(groupOf);
  // Whoever is drawn without its scenarios, which a filter hides, still stands below one.
  const placed = new Set(groups.flatMap(({ rows }) => rows.map(({ card }) => card.id)));
  const drawn = new Set(budgeted.scenarios);
  for (const scenario of model.scenarios) {
    if (drawn.has(scenario)) continue;
    const group = groupOf(scenario);
    const rows = group.rows.filter(({ card }) => !placed.has(card.id));
    for (const { card } of rows) placed.add(card.id);
    if (rows.length > 0) groups.push({ ...group, rows });
  }
  const homeless = [...budgeted.applications, ...budgeted.runtimes]
    .filter(({ id, chips }) => chips.length === 0 && isListed(id))
    .flatMap(({ id }) => rowOf('none', id));
  if (homeless.length > 0) groups.push({ key: 'none', scenario: null, rows: homeless, hidden: 0 });
  const shown = (group: TwinGroup) =>
    matching === null || group.rows.length > 0 || (group.scenario !== null && matching.has(group.scenario.id));
  return groups.filter(shown);
}
