import type { Index } from '../../landscape/impact.ts';
import { type Geometry, type Point, routeLines } from './geometry.ts';
import type { Layout } from './layout.ts';
import { lineId, type MapLine, type MapModel, type MembershipLine } from './model.ts';
import { type Overlay, relatedPairs } from './overlay.ts';
import type { Family } from './words.ts';

export type LinesMode = 'all' | 'unhealthy';

export interface DrawnLine {
  id: string;
  applicationID: string;
  runtimeID: string;
  family: Family | 'appears';
  path: string;
  middle: Point;
  end: Point;
  word: string;
  /** Words beside the glyph of the badge; empty shows the glyph alone. */
  label: string;
  mark: 'breaks' | 'appears' | null;
  isSelected: boolean;
  /** Stands out: selected, or of the card that is pointed at. */
  isLit: boolean;
  isDimmed: boolean;
  /** The runtime end can be dragged to another Runtime. */
  hasGrip: boolean;
}

export interface DrawnMembership {
  id: string;
  /** Ids of the member and the scenario. */
  ends: readonly string[];
  path: string;
  middle: Point;
  look: 'plain' | 'strong' | 'dim' | 'leaves' | 'joins';
}

export interface Scene {
  lines: DrawnLine[];
  memberships: DrawnMembership[];
  /** By Runtime: connections of Applications that are not drawn, and where their pill stands. */
  pills: { runtimeID: string; count: number; at: Point }[];
}

interface SceneInput {
  model: MapModel;
  index: Index | null;
  layout: Layout;
  selection: readonly string[];
  mode: LinesMode;
  overlay: Overlay | null;
  /** Cards that are not dimmed by the filter; null dims none. */
  matching: ReadonlySet<string> | null;
}

/** Room for the marks at the Runtime end. */
const gaps: Partial<Record<Family, number>> = { failed: 24, pending: 2, idle: 8, unknown: 8 };

const isHealthy = (family: Family) => family === 'connected' || family === 'idle';

/** Allowed pairs of the selected card, or the selected pair itself, which have no line of their own. */
function selectedPairs({ model, index, selection, layout }: SceneInput): MapLine[] {
  if (!index) return [];
  const known = new Set(model.lines.map(({ id }) => id));
  const chosen = selection.filter((id) => index.members.has(id));
  const focus = chosen[0];
  if (focus === undefined || chosen.length > 2) return [];
  const second = chosen[1];
  return relatedPairs(index, focus, (id) => layout.cards.has(id), second === undefined ? 12 : 1000)
    .filter((pair) => second === undefined || pair.applicationID === second || pair.runtimeID === second)
    .filter(({ applicationID, runtimeID }) => !known.has(lineId(applicationID, runtimeID)))
    .map(({ applicationID, runtimeID, state, heldBy }) => ({
      id: lineId(applicationID, runtimeID),
      applicationID,
      runtimeID,
      since: null,
      ...(state === 'BLOCKED'
        ? {
            kind: 'refused' as const,
            family: 'failed' as const,
            word: `Refused, held by ${(heldBy && index.members.get(heldBy)?.name) ?? 'another runtime'}`,
          }
        : { kind: 'allowed' as const, family: 'idle' as const, word: 'Allowed, not connected' }),
    }));
}

const draftWord = (mark: 'breaks' | 'appears', begins: boolean): string =>
  mark === 'breaks' ? 'Will break' : begins ? 'Begins' : 'Becomes possible';

/** Everything drawn between cards, from one geometry, in the order of the layers. */
export function composeScene(input: SceneInput): Scene {
  const { model, layout, selection, mode, overlay, matching } = input;
  const chosen = new Set(selection);
  const isSelectedPair = (line: { applicationID: string; runtimeID: string }) =>
    selection.length === 2 && chosen.has(line.applicationID) && chosen.has(line.runtimeID);
  const wanted = model.lines.filter(
    (line) =>
      mode === 'all' ||
      !isHealthy(line.family) ||
      chosen.has(line.applicationID) ||
      chosen.has(line.runtimeID) ||
      overlay?.breaks.has(line.id) ||
      overlay?.freezes.has(line.id),
  );
  // A draft says what it does to pairs; others of what is selected would only stand in the way.
  const extra = overlay?.dimsRest ? [] : selectedPairs(input);
  const known = new Set([...wanted, ...extra].map(({ id }) => id));
  const appearing = (overlay?.appears ?? [])
    .map((pair) => ({ ...pair, id: lineId(pair.applicationID, pair.runtimeID) }))
    .filter(({ id }) => !model.lines.some((line) => line.id === id));
  const begins = new Map(appearing.map((pair) => [pair.id, pair.begins]));
  const fresh = appearing.filter(({ id }) => !known.has(id));
  const between = model.memberships.filter(
    ({ memberID, scenarioID }) => layout.cards.has(memberID) && layout.cards.has(scenarioID),
  );
  const present = new Set(between.map(({ id }) => id));
  const joins = [...(overlay?.joins ?? [])].filter((id) => !present.has(id));
  const joining: MembershipLine[] = joins.map((id) => {
    const at = id.lastIndexOf('@');
    const memberID = id.slice(0, at);
    const kind = model.cards.get(memberID)?.kind === 'RUNTIME' ? 'RUNTIME' : 'APPLICATION';
    return { id, memberID, scenarioID: id.slice(at + 1), kind };
  });
  const spaced = [...wanted, ...extra].map(({ id, applicationID, runtimeID, family }) => {
    const gap = begins.has(id) ? 9 : (gaps[family] ?? 7);
    return { id, applicationID, runtimeID, gap };
  });
  const geometry = routeLines(
    layout,
    [...spaced, ...fresh.map((pair) => ({ ...pair, gap: 9 }))],
    [...between, ...joining],
  );
  const faded = (a: string, b: string) => matching !== null && !(matching.has(a) && matching.has(b));

  const lines: DrawnLine[] = [];
  // What stands for several has no end of its own to be moved.
  const isOne = (id: string) => !id.startsWith('group:');
  const draw = (line: Omit<MapLine, 'kind' | 'since'>, canSwitch: boolean) => {
    const routed = geometry.connections.get(line.id);
    if (!routed) return;
    const { id, applicationID, runtimeID, word } = line;
    const mark = overlay?.breaks.has(id) ? 'breaks' : begins.has(id) ? 'appears' : null;
    const isFrozen = overlay?.freezes.has(id) ?? false;
    const isDimmed = (overlay?.dimsRest === true && mark === null && !isFrozen) || faded(applicationID, runtimeID);
    const isSelected = isSelectedPair(line);
    const quiet = line.family === 'connected' || (line.family === 'idle' && !isSelected) || isDimmed;
    lines.push({
      ...{ id, applicationID, runtimeID, word, ...routed, mark, isSelected, isLit: isSelected, isDimmed },
      family: mark === 'appears' ? 'appears' : isFrozen ? 'attention' : line.family,
      label: isFrozen
        ? (overlay?.labels.get(id) ?? word)
        : mark
          ? (overlay?.labels.get(id) ?? draftWord(mark, begins.get(id) ?? false))
          : quiet
            ? ''
            : word,
      hasGrip: isSelected && canSwitch && overlay === null && isOne(applicationID) && isOne(runtimeID),
    });
  };
  for (const line of wanted) draw(line, true);
  for (const line of extra) draw(line, line.kind === 'refused');
  for (const { id, applicationID, runtimeID } of fresh) {
    draw({ id, applicationID, runtimeID, family: 'idle', word: 'Becomes possible' }, false);
  }
  lines.sort((a, b) => Number(a.isSelected) - Number(b.isSelected) || Number(b.isDimmed) - Number(a.isDimmed));

  const memberships = [...between, ...joining].flatMap((line): DrawnMembership[] => {
    const routed = geometry.memberships.get(line.id);
    if (!routed) return [];
    const touches = selection.length === 1 && (chosen.has(line.memberID) || chosen.has(line.scenarioID));
    const look = overlay?.joins.has(line.id)
      ? 'joins'
      : overlay?.leaves.has(line.id)
        ? 'leaves'
        : overlay?.dimsRest || faded(line.memberID, line.scenarioID)
          ? 'dim'
          : touches
            ? 'strong'
            : 'plain';
    const ends = [line.memberID, line.scenarioID];
    return [{ id: line.id, ends, path: routed.path, middle: routed.middle, look }];
  });
  const weight = { dim: 0, plain: 1, strong: 2, leaves: 3, joins: 4 };
  memberships.sort((a, b) => weight[a.look] - weight[b.look]);
  return { lines, memberships, pills: pillsOf(model, layout, geometry) };
}

function pillsOf(model: MapModel, layout: Layout, geometry: Geometry): Scene['pills'] {
  const hidden = new Map<string, number>();
  for (const { id, runtimeID, applicationID } of model.lines) {
    if (geometry.connections.has(id) || !layout.cards.has(runtimeID) || layout.cards.has(applicationID)) continue;
    hidden.set(runtimeID, (hidden.get(runtimeID) ?? 0) + 1);
  }
  return [...hidden].map(([runtimeID, count]) => {
    const place = layout.cards.get(runtimeID)!;
    return { runtimeID, count, at: { x: place.x - 32, y: place.y + 74 } };
  });
}

/** Lines hold words, numbers, points and pairs of ids: two levels tell them apart. */
function looksSame(a: object, b: object): boolean {
  const other: Readonly<Record<string, unknown>> = { ...b };
  return Object.entries(a).every(([key, value]) => {
    const before = other[key];
    if (value === before) return true;
    return typeof value === 'object' && typeof before === 'object' && value && before && looksSame(value, before);
  });
}

function keep<T extends { id: string }>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Map(before.map((each) => [each.id, each]));
  return after.map((each) => {
    const old = known.get(each.id);
    return old && looksSame(old, each) ? old : each;
  });
}

/** Keeps the objects of lines that look as before, so that memoised ones are not drawn again. */
export function reuseScene(previous: Scene | null, next: Scene): Scene {
  if (!previous) return next;
  return {
    lines: keep(previous.lines, next.lines),
    memberships: keep(previous.memberships, next.memberships),
    pills: next.pills,
  };
}
