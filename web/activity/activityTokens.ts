import type { ActivityFilter, ActivityKey } from '../graphql.generated.ts';
import { parseMoment } from '../history/moment.ts';
import type { FilterQuery } from '../ui/filterTokens.ts';

const keys: Readonly<Record<string, ActivityKey>> = {
  actor: 'ACTOR',
  action: 'ACTION',
  object: 'OBJECT',
  kind: 'KIND',
  result: 'RESULT',
  correlation: 'CORRELATION',
};

export const activityTokenKeys = [...Object.keys(keys), 'since', 'until'] as const;

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
const ago = /^(\d{1,4})([mhdw])$/;

/** `24h`, `7d` ago, or a moment; null for neither. */
function momentOf(value: string, now: number): number | null {
  const [, number, unit] = ago.exec(value) ?? [];
  return number && unit ? now - Number(number) * units[unit]! : parseMoment(value);
}

/** A day alone begins in the morning, as far as `since` goes; `parseMoment` ends it in the evening. */
function sinceOf(value: string, now: number): number | null {
  const at = momentOf(value, now);
  const isWholeDay = at !== null && !ago.test(value) && !/\d:\d/.test(value);
  return at !== null && isWholeDay ? Math.floor(at / units['d']!) * units['d']! : at;
}

const wire = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export interface ReadActivityFilter {
  filter: ActivityFilter;
  /** What cannot be understood, in words. */
  problem: string | null;
}

/** What the filter field holds, as the server is asked; words have to occur, each of them. */
export function activityFilterOf({ tokens, text }: FilterQuery, now: number): ReadActivityFilter {
  const times = { since: null as number | null, until: null as number | null };
  const problems: string[] = [];
  const conditions: NonNullable<ActivityFilter['conditions']> = [];
  for (const { key, value, negated } of tokens) {
    const known = keys[key];
    if (known) conditions.push({ key: known, value, negated });
    else if (key === 'since' || key === 'until') {
      times[key] = key === 'since' ? sinceOf(value, now) : momentOf(value, now);
      if (times[key] === null) problems.push(`${key}:${value} is no time. Write 7d, 2026-11-12 or 2026-11-12T09:30Z.`);
      if (negated) problems.push(`-${key} means nothing: use ${key === 'since' ? 'until' : 'since'}.`);
    }
  }
  for (const word of text.split(' ').filter(Boolean)) conditions.push({ key: 'TEXT', value: word, negated: false });
  const kinds = tokens.filter(({ key, value }) => key === 'kind' && !['security', 'landscape'].includes(value));
  for (const { value } of kinds) problems.push(`There is no kind ${value}, only security and landscape.`);
  const results = tokens.filter(({ key, value }) => key === 'result' && !['done', 'refused'].includes(value));
  for (const { value } of results) problems.push(`There is no result ${value}, only done and refused.`);
  return {
    filter: { conditions, since: wire(times.since), until: wire(times.until) },
    problem: problems.length > 0 ? problems.join(' ') : null,
  };
}
