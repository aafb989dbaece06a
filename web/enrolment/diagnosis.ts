import type { EnrolmentFindingKind } from '../graphql.generated.ts';
import { guesses, later, meanings } from './causes.ts';
import type { ChecklistStep } from './checklist.ts';

export interface Finding {
  kind: EnrolmentFindingKind;
  count: number;
  lastAt: number;
  message: string | null;
  isAttributed: boolean;
}

export interface DiagnosisFacts {
  kind: 'application' | 'runtime';
  tenant: string;
  connectorURL: string;
  findings: readonly Finding[];
  /** What is waited for; null if nothing can happen any more. */
  waitingFor: Exclude<ChecklistStep['id'], 'generated'> | null;
  now: number;
}

export interface Cause {
  id: string;
  title: string;
  /** What to do about it. */
  remedy: string;
  /** Null if nothing was seen: a guess. */
  seen: { count: number; lastAt: number; isCertain: boolean } | null;
}

/** Why nothing happens: what the server has seen first, what is known to concern this client before anything else. */
export function diagnose(facts: DiagnosisFacts): Cause[] {
  const seen = facts.findings.map((finding): Cause => {
    const { kind, count, lastAt, message, isAttributed } = finding;
    const { title, remedy } = meanings[kind](facts);
    const said = message === null ? '' : `Compass answered: ${message.replace(/\.$/, '')}. `;
    return { id: kind, title, remedy: `${said}${remedy}`, seen: { count, lastAt, isCertain: isAttributed } };
  });
  const stuck = facts.waitingFor === null ? undefined : later[facts.waitingFor];
  const open = stuck ? [stuck] : facts.waitingFor === 'used' && seen.length === 0 ? guesses(facts) : [];
  return [...seen, ...open.map((each) => ({ ...each, id: each.title, seen: null }))];
}

/** After this long without progress the causes are shown, guesses among them. */
export const lateAfterMs = 60_000;

interface WaitingFacts extends Omit<DiagnosisFacts, 'waitingFor'> {
  steps: readonly ChecklistStep[];
  /** Since when nothing has happened, in milliseconds; null while nothing is waited for. */
  idleMs: number | null;
}

/** What is to be shown now: what is certain at once, everything else once it is late. */
export function causesNow({ steps, idleMs, ...facts }: WaitingFacts): Cause[] {
  const waitingFor = steps.find(({ status }) => status === 'now')?.id ?? null;
  if (idleMs === null || waitingFor === 'generated') return [];
  const causes = diagnose({ ...facts, waitingFor });
  return idleMs < lateAfterMs ? causes.filter(({ seen }) => seen?.isCertain) : causes;
}
