import type { Member } from '../../landscape/model.ts';
import { attentionByScenario } from '../../landscape/scenarioAttention.ts';
import type { LiveLandscape, LiveRuntime } from '../live/liveLandscape.ts';
import { chipsOf } from './chips.ts';
import { connectionFinding, type Family, runtimeFinding, severity, span } from './words.ts';

export type CardKind = 'APPLICATION' | 'RUNTIME' | 'SCENARIO';

export interface CardChip {
  name: string;
  /** `itself` is an Application that is in the default scenario because it has no other. */
  origin: 'manual' | 'rule' | 'itself';
}

export interface CardRing {
  /** Share of the lifetime that is left, 0 to 1; null if nobody knows. */
  left: number | null;
  family: 'healthy' | 'attention' | 'failed';
  words: string;
}

export interface MapCard {
  id: string;
  kind: CardKind;
  name: string;
  family: Family;
  /** The worst of the card and its connections, for its rank. */
  worst: Family;
  word: string;
  chips: CardChip[];
  ring: CardRing | null;
  /** Members of a scenario, counted in words; empty for others. */
  detail: string;
  /** Runtimes of a scenario that failed or need attention. */
  problems: number;
  degree: number;
  changedAt: number;
  /** By the person who looks: always drawn. */
  isPinned: boolean;
  /** In a comparison: only in B, or only in A; `word` says it. */
  mark: 'appears' | 'breaks' | null;
}

export interface MapLine {
  id: string;
  applicationID: string;
  runtimeID: string;
  kind: 'connection' | 'allowed' | 'refused';
  family: Family;
  word: string;
  since: number | null;
}

export interface MembershipLine {
  id: string;
  memberID: string;
  scenarioID: string;
  kind: 'APPLICATION' | 'RUNTIME';
}

/** Everything the map can draw. Card lists are sorted worst first. */
export interface MapModel {
  cards: ReadonlyMap<string, MapCard>;
  applications: MapCard[];
  scenarios: MapCard[];
  runtimes: MapCard[];
  lines: MapLine[];
  memberships: MembershipLine[];
  defaultScenario: string;
}

export function lineId(applicationID: string, runtimeID: string): string {
  return `${applicationID}>${runtimeID}`;
}

function ringOf({ certificate, isCertificateUnknown }: LiveRuntime, now: number): CardRing | null {
  if (isCertificateUnknown) return { left: null, family: 'healthy', words: 'Certificate: unknown' };
  if (!certificate) return null;
  const { state, notBefore, notAfter } = certificate;
  const left = Math.min(1, Math.max(0, (notAfter - now) / Math.max(1, notAfter - notBefore)));
  if (state === 'REVOKED') return { left: 0, family: 'failed', words: 'Certificate: revoked' };
  if (left === 0) return { left, family: 'failed', words: 'Certificate: expired' };
  const worried = state === 'OVERDUE' || state === 'CRITICAL';
  return { left, family: worried ? 'attention' : 'healthy', words: `Certificate: ${span(notAfter - now)} left` };
}

function plural(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}

function worse(a: Family, b: Family): Family {
  return severity(a) <= severity(b) ? a : b;
}

const recently = 15 * 60_000;

/** What cards of different kinds can be compared by: how many connections one has says nothing about the other kind. */
export const byUrgency =
  (now: number) =>
  (a: MapCard, b: MapCard): number =>
    severity(a.worst) - severity(b.worst) ||
    Number(now - b.changedAt < recently) - Number(now - a.changedAt < recently);

/**
 * Worst first, then what changed in the last quarter of an hour, then the most connected, then by name
 * (console.md 1.2, budget). `now` is in milliseconds.
 */
export function byWorstFirst(now: number): (a: MapCard, b: MapCard) => number {
  const urgency = byUrgency(now);
  return (a, b) => urgency(a, b) || b.degree - a.degree || a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1);
}

/** The same without a moment: for what is not ranked anew as time goes by. */
export const byWorst = byWorstFirst(0);

const unmarked = { mark: null, isPinned: false } as const;

const wordOfApplication: Record<Family, string> = {
  connected: 'Connected',
  pending: 'Pending',
  attention: 'Attention',
  failed: 'Failed',
  idle: 'Not connected',
  unknown: 'Unknown',
};

/** Draws nothing: says what there is to draw at the moment `now` (milliseconds). */
export function buildModel(landscape: LiveLandscape, now: number): MapModel {
  const runtimes = new Map(landscape.runtimes.map((runtime) => [runtime.id, runtime]));
  const scenarioIds = new Map(landscape.scenarios.map(({ id, name }) => [name, id]));
  const degrees = new Map<string, number>();
  const worstLine = new Map<string, Family>();
  const lines: MapLine[] = [];
  for (const { applicationID, runtimeID, since, pending } of landscape.connections) {
    const runtime = runtimes.get(runtimeID);
    if (!runtime) continue;
    const { family, word } = connectionFinding(runtime, pending, since, now);
    const id = lineId(applicationID, runtimeID);
    lines.push({ id, applicationID, runtimeID, kind: 'connection', family, word, since });
    for (const end of [applicationID, runtimeID]) {
      degrees.set(end, (degrees.get(end) ?? 0) + 1);
      worstLine.set(end, worse(worstLine.get(end) ?? 'idle', family));
    }
  }

  const memberships: MembershipLine[] = [];
  const attention = attentionByScenario(landscape.runtimes);
  const counts = new Map<string, { applications: number; runtimes: number; family: Family }>();
  const join = (member: Member, kind: 'APPLICATION' | 'RUNTIME', family: Family) => {
    for (const { scenario } of member.memberships) {
      const scenarioID = scenarioIds.get(scenario);
      if (!scenarioID) continue;
      memberships.push({ id: `${member.id}@${scenarioID}`, memberID: member.id, scenarioID, kind });
      const count = counts.get(scenarioID) ?? { applications: 0, runtimes: 0, family: 'idle' };
      if (kind === 'APPLICATION') count.applications += 1;
      else count.runtimes += 1;
      // What is the matter may be in another scenario; what is in this one is counted apart.
      count.family = worse(count.family, severity(family) <= severity('attention') ? 'connected' : family);
      counts.set(scenarioID, count);
    }
  };

  const cards = new Map<string, MapCard>();
  const applicationCards = landscape.applications.map((application): MapCard => {
    const family = worstLine.get(application.id) ?? 'idle';
    join(application, 'APPLICATION', family);
    return {
      ...{
        id: application.id,
        kind: 'APPLICATION',
        name: application.name,
        family,
        worst: family,
        word: wordOfApplication[family],
      },
      ...{ chips: chipsOf(application), ring: null, detail: '', problems: 0 },
      ...{ degree: degrees.get(application.id) ?? 0, changedAt: application.updatedAt, ...unmarked },
    };
  });
  const runtimeCards = landscape.runtimes.map((runtime): MapCard => {
    const { family, word } = runtimeFinding(runtime, worstLine.get(runtime.id) === 'pending', now);
    join(runtime, 'RUNTIME', family);
    return {
      ...{
        id: runtime.id,
        kind: 'RUNTIME',
        name: runtime.name,
        family,
        word,
        worst: worse(family, worstLine.get(runtime.id) ?? 'idle'),
        chips: chipsOf(runtime),
      },
      ...{ ring: ringOf(runtime, now), detail: '', problems: 0 },
      ...{ degree: degrees.get(runtime.id) ?? 0, changedAt: runtime.updatedAt, ...unmarked },
    };
  });
  const scenarioCards = landscape.scenarios.map(({ id, name }): MapCard => {
    const count = counts.get(id) ?? { applications: 0, runtimes: 0, family: 'idle' as const };
    const { failed, attention: late } = attention.get(name) ?? { failed: 0, attention: 0 };
    const problems = failed + late;
    const family = failed > 0 ? 'failed' : late > 0 ? 'attention' : count.family;
    return {
      ...{
        id,
        kind: 'SCENARIO',
        name,
        family,
        worst: family,
        word: problems === 0 ? '' : problems === 1 ? 'needs attention' : 'need attention',
        chips: [],
        ring: null,
      },
      detail: `${plural(count.applications, 'application')} · ${plural(count.runtimes, 'runtime')}`,
      problems,
      degree: count.applications + count.runtimes,
      changedAt: 0,
      ...unmarked,
    };
  });
  const order = byWorstFirst(now);
  for (const list of [applicationCards, scenarioCards, runtimeCards]) {
    list.sort(order);
    for (const card of list) cards.set(card.id, card);
  }
  lines.sort((a, b) => severity(a.family) - severity(b.family) || (a.id < b.id ? -1 : 1));
  return {
    ...{ cards, applications: applicationCards, scenarios: scenarioCards, runtimes: runtimeCards },
    ...{ lines, memberships, defaultScenario: landscape.defaultScenario },
  };
}

/** Says of cards that they are only in one of two landscapes, what else is different about them, and that they are pinned. */
export function markCards(
  model: MapModel,
  marks: ReadonlyMap<string, Pick<MapCard, 'word'> & { mark: 'appears' | 'breaks' }>,
  pins: ReadonlySet<string>,
  details: ReadonlyMap<string, string>,
): MapModel {
  if (marks.size === 0 && pins.size === 0 && details.size === 0) return model;
  const marked = (given: MapCard): MapCard => {
    const detail = details.get(given.id) ?? given.detail;
    const card =
      pins.has(given.id) || detail !== given.detail ? { ...given, detail, isPinned: pins.has(given.id) } : given;
    const mark = marks.get(card.id);
    return mark ? { ...card, ...mark, detail: mark.word, chips: [], ring: null, problems: 0 } : card;
  };
  return {
    ...model,
    cards: new Map([...model.cards].map(([id, card]) => [id, marked(card)])),
    applications: model.applications.map(marked),
    scenarios: model.scenarios.map(marked),
    runtimes: model.runtimes.map(marked),
  };
}
