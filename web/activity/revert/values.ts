import { leftNothing } from './step.ts';
import { keyOfLabel, labelField, type Values, type ValuesReverted } from './told.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export interface SetBack {
  field: string;
  now: unknown;
  /** Undefined for a label that is removed. */
  was: unknown;
}

export interface Restoring {
  back: SetBack[];
  /** Fields that somebody has changed since: they stay as they are. */
  changedSince: { field: string; now: unknown }[];
}

/** What still is as the entry left it is set back; what is as it was before needs nothing. */
export function restoring({ before, after }: Pick<ValuesReverted, 'before' | 'after'>, present: Values): Restoring {
  const fields = Object.keys(before);
  const isLeft = (field: string) => same(present[field], after[field]);
  return {
    back: fields.filter(isLeft).map((field) => ({ field, now: present[field], was: before[field] })),
    changedSince: fields
      .filter((field) => !isLeft(field) && !same(present[field], before[field]))
      .map((field) => ({ field, now: present[field] })),
  };
}

const words: Readonly<Record<string, string>> = {
  name: 'name',
  description: 'description',
  providerName: 'provider',
  healthCheckURL: 'health check URL',
  integrationSystemID: 'integration system',
};

const fieldInWords = (field: string): string => words[field] ?? field;

/** `nothing` for what is empty or not there. */
function valueInWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** What will happen: `Sets description back to “old”. Removes label region.` */
export function restoringInWords({ back }: Restoring): string {
  return back
    .map(({ field, was }) =>
      was === undefined
        ? `Removes ${fieldInWords(field)}.`
        : was === null || was === ''
          ? `Empties ${fieldInWords(field)}.`
          : `Sets ${fieldInWords(field)} back to “${valueInWords(was)}”.`,
    )
    .join(' ');
}

/** `label region is “us” by now`. */
export const changedInWords = ({ changedSince }: Restoring): string =>
  changedSince.map(({ field, now }) => `${fieldInWords(field)} is “${valueInWords(now)}” by now`).join(', ');

/** What will be set back, and in one sentence each what will not; or why nothing can. */
export function settingBack(
  restored: Restoring,
): { why: string } | { back: readonly SetBack[]; words: string; beside: readonly string[] } {
  const changed = changedInWords(restored);
  const { back } = restored;
  if (back.length === 0) return changed === '' ? leftNothing : { why: `Somebody changed it since: ${changed}.` };
  const beside = changed === '' ? [] : [`What somebody changed since stays: ${changed}.`];
  return { back, words: restoringInWords(restored), beside };
}

/** Labels that are set back; undefined for one that is removed. */
export const labelsOf = (back: readonly SetBack[]): Map<string, unknown> =>
  new Map(
    back.flatMap(({ field, was }): [string, unknown][] => {
      const key = keyOfLabel(field);
      if (key !== null) return [[key, was]];
      // The server keeps it as a label, too.
      return field === 'integrationSystemID' ? [[field, was ?? '']] : [];
    }),
  );

/** Labels as they are sent with an update of everything. */
export function labelsBack(labels: Values, back: readonly SetBack[]): Record<string, unknown> {
  const all = { ...labels };
  for (const key of Object.keys(all)) {
    const set = back.find(({ field }) => field === labelField(key));
    if (set && set.was === undefined) delete all[key];
  }
  for (const { field, was } of back) {
    const key = keyOfLabel(field);
    if (key !== null && was !== undefined) all[key] = was;
  }
  return all;
}
