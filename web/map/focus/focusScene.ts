import type { Budgeted } from '../budget.ts';
import type { Layout } from '../layout.ts';
import { cardWidth } from '../measures.ts';
import type { MapCard, MapModel } from '../model.ts';
import { wrapper } from '../useCardNodes.ts';
import type { Ego, EgoGroup } from './ego.ts';
import { groupHead, groupHeight, outsideId } from './focusLayout.ts';
import type { GroupNodeType } from './GroupNode.tsx';
import type { OutsideNodeType } from './OutsideNode.tsx';

/** A group stands in the model like a card, so that its lines are drawn and named like any other. */
function cardOfGroup({ id, kind, title, rows }: EgoGroup): MapCard {
  return {
    ...{ id, kind, name: title, family: 'idle', worst: 'idle', word: '', chips: [], ring: null, detail: '' },
    ...{ problems: 0, degree: rows.length, changedAt: 0, mark: null, isPinned: false },
  };
}

/** What the canvas draws of the model in Focus. */
export function focusModel(model: MapModel, ego: Ego): { around: MapModel; budgeted: Budgeted } {
  const { applications, scenarios, runtimes, lines, memberships, groups } = ego;
  const cards = new Map(model.cards);
  for (const group of groups) cards.set(group.id, cardOfGroup(group));
  const nothing = { hidden: 0, failed: 0 };
  return {
    around: { ...model, cards, lines, memberships },
    budgeted: {
      ...{ applications, scenarios, runtimes },
      drawn: new Set([...applications, ...scenarios, ...runtimes].map(({ id }) => id)),
      shown: applications.length + runtimes.length,
      total: applications.length + runtimes.length,
      remainder: { APPLICATION: nothing, SCENARIO: nothing, RUNTIME: nothing },
      perScenario: new Map(),
    },
  };
}

/** The same with those in rows, for the table. */
export function withRows(budgeted: Budgeted, ego: Ego): Budgeted {
  const rows = (kind: MapCard['kind']) =>
    ego.groups.filter((group) => group.kind === kind).flatMap((group) => group.rows);
  return {
    ...budgeted,
    applications: [...budgeted.applications, ...rows('APPLICATION')],
    scenarios: [...budgeted.scenarios, ...rows('SCENARIO')],
    runtimes: [...budgeted.runtimes, ...rows('RUNTIME')],
  };
}

interface FocusNodesInput {
  ego: Ego;
  layout: Layout;
  open: ReadonlySet<string>;
  active: string | null;
  selection: readonly string[];
  onToggle: (id: string) => void;
  onAsk: () => void;
}

/** The groups, and what is outside. */
export function focusNodes(input: FocusNodesInput): (GroupNodeType | OutsideNodeType)[] {
  const { ego, layout, open, active, selection, onToggle, onAsk } = input;
  const nodes: (GroupNodeType | OutsideNodeType)[] = [];
  for (const group of ego.groups) {
    const isOpen = open.has(group.id);
    nodes.push({
      ...{ id: group.id, type: 'rows', width: cardWidth, height: groupHeight(group, isOpen), ...wrapper },
      position: layout.cards.get(group.id) ?? { x: 0, y: 0 },
      data: { group, isOpen, isActive: active === group.id, selection, onToggle },
    });
  }
  const position = layout.cards.get(outsideId);
  if (ego.outside && position) {
    const asked = ego.outside.cards.find(({ id }) => selection.includes(id)) ?? null;
    nodes.push({
      ...{ id: outsideId, type: 'outside', position, width: cardWidth, height: groupHead + 92, ...wrapper },
      data: {
        count: ego.outside.cards.length,
        kind: ego.outside.kind === 'RUNTIME' ? 'runtime' : 'application',
        ...{ asked, isActive: active === outsideId, onAsk },
      },
    });
  }
  return nodes;
}
