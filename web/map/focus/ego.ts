import type { Index } from '../../../landscape/impact.ts';
import { byWorst, lineId, type MapCard, type MapLine, type MapModel, type MembershipLine } from '../model.ts';
import { severity } from '../words.ts';
import { asOneLine, unconnectedTo } from './unconnected.ts';

type MemberKind = 'APPLICATION' | 'RUNTIME';

/** Entities named in rows: two steps away, or more than there are cards for. */
export interface EgoGroup {
  id: string;
  kind: MapCard['kind'];
  title: string;
  rows: MapCard[];
  /** By row, in place of its state. */
  notes?: ReadonlyMap<string, string>;
}

/** Everything within some steps of a subject, each once, as a card or as a row. */
export interface Ego {
  subject: MapCard;
  applications: MapCard[];
  scenarios: MapCard[];
  runtimes: MapCard[];
  groups: EgoGroup[];
  lines: MapLine[];
  /** What lines to rows stand for, worst first, by their ids. */
  bundles: ReadonlyMap<string, readonly MapLine[]>;
  memberships: MembershipLine[];
  /** What shares no scenario with the subject; null for a scenario. */
  outside: { kind: MemberKind; cards: MapCard[] } | null;
}

export interface EgoOptions {
  steps: 1 | 2;
  /** Draws what is allowed but not connected, or refused, too. */
  allowed: boolean;
}

/** Of all kinds together (console.md 1.2). */
const cardBudget = 300;
const scenarioBudget = 60;
const listOf = { APPLICATION: 'applications', RUNTIME: 'runtimes' } as const;
const opposite = { APPLICATION: 'RUNTIME', RUNTIME: 'APPLICATION' } as const;

/** Cards of these ids worst first, without those that have a place already; they have one from now on. */
function placing(model: MapModel, placed: Set<string>) {
  return (ids: Iterable<string>): MapCard[] => {
    const cards: MapCard[] = [];
    for (const id of ids) {
      const card = model.cards.get(id);
      if (!card || placed.has(id)) continue;
      placed.add(id);
      cards.push(card);
    }
    return cards.sort(byWorst);
  };
}

interface Linked {
  line: MapLine;
  other: string;
}

function linksOf(model: MapModel): (id: string) => readonly Linked[] {
  const links = new Map<string, Linked[]>();
  const add = (id: string, linked: Linked) => {
    const list = links.get(id);
    if (list) list.push(linked);
    else links.set(id, [linked]);
  };
  for (const line of model.lines) {
    add(line.applicationID, { line, other: line.runtimeID });
    add(line.runtimeID, { line, other: line.applicationID });
  }
  return (id) => links.get(id) ?? [];
}

/** Who is around the subject. With `steps` 1 only what it is in, whom it holds or is connected to. */
export function egoOf(model: MapModel, index: Index, subject: MapCard, options: EgoOptions): Ego {
  const placed = new Set([subject.id]);
  const place = placing(model, placed);
  const links = linksOf(model);
  return subject.kind === 'SCENARIO'
    ? aroundScenario(model, index, subject, options, place, links)
    : aroundMember(model, index, subject, subject.kind, options, place, links);
}

type Place = ReturnType<typeof placing>;
type Links = ReturnType<typeof linksOf>;

const scenarioIds = (model: MapModel): ReadonlyMap<string, string> =>
  new Map(model.scenarios.map(({ id, name }) => [name, id]));

/** Lines from rows to a card, worst first, as one. */
function bundle(applicationID: string, runtimeID: string, lines: readonly MapLine[]): MapLine {
  const worst = lines[0];
  const family = worst?.family ?? 'idle';
  const words = family === 'connected' || family === 'idle' ? '' : `, ${worst?.word}`;
  return {
    ...{ id: lineId(applicationID, runtimeID), applicationID, runtimeID, kind: 'connection', since: null },
    ...{ family, word: `${lines.length} more${words}` },
  };
}

const worstFirst = (lines: readonly MapLine[]): MapLine[] =>
  lines.toSorted((a, b) => severity(a.family) - severity(b.family) || (a.id < b.id ? -1 : 1));

function aroundMember(
  model: MapModel,
  index: Index,
  subject: MapCard,
  kind: MemberKind,
  { steps, allowed }: EgoOptions,
  place: Place,
  links: Links,
): Ego {
  const ids = scenarioIds(model);
  const other = opposite[kind];
  const own = links(subject.id);
  const partners = place(own.map(({ other }) => other));
  const scenarios = place(subject.chips.flatMap(({ name }) => ids.get(name) ?? []));
  if (steps === 2) {
    scenarios.push(...place(partners.flatMap(({ chips }) => chips.flatMap(({ name }) => ids.get(name) ?? []))));
  }
  const drawn = scenarios.slice(0, scenarioBudget);
  const room = cardBudget - 1 - drawn.length;
  const cards = partners.slice(0, room);
  const lines = own.filter((link) => cards.some(({ id }) => id === link.other)).map(({ line }) => line);
  const bundles = new Map<string, readonly MapLine[]>();
  const groups: EgoGroup[] = [];
  const add = (id: string, groupKind: MapCard['kind'], title: string, rows: MapCard[]): EgoGroup | null => {
    if (rows.length === 0) return null;
    const group = { id: `group:${id}`, kind: groupKind, title, rows };
    groups.push(group);
    return group;
  };
  add('connected', other, 'Connected too', partners.slice(room));

  const members = (of: MemberKind, name: string) =>
    (of === 'APPLICATION' ? index.applicationsIn : index.runtimesIn).get(name) ?? [];
  const reachable = place(subject.chips.flatMap(({ name }) => members(other, name)));
  const outside = model[listOf[other]].filter(
    ({ id }) => !partners.some((card) => card.id === id) && !reachable.some((card) => card.id === id),
  );
  if (steps === 2) {
    for (const partner of cards) {
      const others = links(partner.id).filter((link) => link.other !== subject.id);
      const group = add(`on ${partner.id}`, kind, `Also on ${partner.name}`, place(others.map(({ other }) => other)));
      if (!group) continue;
      const among = new Set(group.rows.map(({ id }) => id));
      const bundled = worstFirst(others.filter((link) => among.has(link.other)).map(({ line }) => line));
      // Rows stand on the subject's side, so a bundle runs like the subject's own line.
      const ends = kind === 'APPLICATION' ? ([group.id, partner.id] as const) : ([partner.id, group.id] as const);
      const line = bundle(...ends, bundled);
      bundles.set(line.id, bundled);
      lines.push(line);
    }
    for (const { name } of subject.chips) add(`in ${name}`, kind, `Also in ${name}`, place(members(kind, name)));
    for (const pairs of unconnectedTo(index, subject, reachable)) {
      groups.push(pairs.group);
      if (!allowed) continue;
      const line = asOneLine(pairs);
      bundles.set(line.id, pairs.lines);
      lines.push(line);
    }
  }
  add('scenarios', 'SCENARIO', 'More scenarios', scenarios.slice(scenarioBudget));
  const mine = [subject];
  const [applications, runtimes] = kind === 'APPLICATION' ? [mine, cards] : [cards, mine];
  return {
    ...{ subject, applications, scenarios: drawn, runtimes, groups, lines, bundles },
    memberships: membershipsOf([...mine, ...cards], groups, drawn),
    outside: { kind: other, cards: outside },
  };
}

function aroundScenario(
  model: MapModel,
  index: Index,
  subject: MapCard,
  { steps }: EgoOptions,
  place: Place,
  links: Links,
): Ego {
  const ids = scenarioIds(model);
  const { name } = subject;
  const members = place([...(index.applicationsIn.get(name) ?? []), ...(index.runtimesIn.get(name) ?? [])]);
  const scenarios = [subject];
  if (steps === 2) {
    scenarios.push(...place(members.flatMap(({ chips }) => chips.flatMap((chip) => ids.get(chip.name) ?? []))));
  }
  const drawn = scenarios.slice(0, scenarioBudget);
  const room = cardBudget - drawn.length;
  const cards = members.slice(0, room);
  const groups: EgoGroup[] = [];
  const add = (id: string, kind: MapCard['kind'], title: string, rows: MapCard[]) => {
    if (rows.length > 0) groups.push({ id: `group:${id}`, kind, title, rows });
  };
  const split = (id: string, title: string, rows: readonly MapCard[]) => {
    for (const kind of ['APPLICATION', 'RUNTIME'] as const) {
      add(
        `${id} ${kind}`,
        kind,
        title,
        rows.filter((card) => card.kind === kind),
      );
    }
  };
  split('in', `Also in ${name}`, members.slice(room));
  if (steps === 2) {
    split(
      'beyond',
      `Connected, not in ${name}`,
      place(members.flatMap(({ id }) => links(id).map(({ other }) => other))),
    );
  }
  add('scenarios', 'SCENARIO', 'More scenarios', scenarios.slice(scenarioBudget));
  const shown = new Set(cards.map(({ id }) => id));
  return {
    subject,
    applications: cards.filter(({ kind }) => kind === 'APPLICATION'),
    scenarios: drawn,
    runtimes: cards.filter(({ kind }) => kind === 'RUNTIME'),
    groups,
    bundles: new Map(),
    lines: model.lines.filter(({ applicationID, runtimeID }) => shown.has(applicationID) && shown.has(runtimeID)),
    memberships: membershipsOf(cards, groups, drawn),
    outside: null,
  };
}

/** Of cards and of groups, to the scenarios that are drawn. */
function membershipsOf(
  cards: readonly MapCard[],
  groups: readonly EgoGroup[],
  scenarios: readonly MapCard[],
): MembershipLine[] {
  const ids = new Map(scenarios.map(({ id, name }) => [name, id]));
  const of = (memberID: string, kind: MapCard['kind'], names: ReadonlySet<string>): MembershipLine[] => {
    if (kind === 'SCENARIO') return [];
    return [...names].flatMap((name) => {
      const scenarioID = ids.get(name);
      return scenarioID ? [{ id: `${memberID}@${scenarioID}`, memberID, scenarioID, kind }] : [];
    });
  };
  const names = (of: readonly MapCard[]) => new Set(of.flatMap(({ chips }) => chips.map(({ name }) => name)));
  return [
    ...cards.flatMap((card) => of(card.id, card.kind, names([card]))),
    ...groups.flatMap((group) => of(group.id, group.kind, names(group.rows))),
  ];
}

/** How much is within the steps: by kind, and how much of it stands in rows. */
export function countsOf(ego: Ego) {
  const rows = (kind: MapCard['kind']) =>
    ego.groups.filter((group) => group.kind === kind).reduce((sum, group) => sum + group.rows.length, 0);
  const APPLICATION = ego.applications.length + rows('APPLICATION');
  const SCENARIO = ego.scenarios.length + rows('SCENARIO');
  const RUNTIME = ego.runtimes.length + rows('RUNTIME');
  const grouped = rows('APPLICATION') + rows('SCENARIO') + rows('RUNTIME');
  const all = APPLICATION + SCENARIO + RUNTIME;
  return { APPLICATION, SCENARIO, RUNTIME, all, named: all - grouped, grouped };
}
