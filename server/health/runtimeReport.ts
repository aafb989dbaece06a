import type { ReportedState } from '../db/tables/director.tables.ts';
import type { ReportedComponent, ReportedVersion } from '../db/tables/health.tables.ts';
import { all, check, elements, fields, length, type Rule, required } from '../director/validation.ts';
import { minute } from '../shared/clock.ts';

/** What an agent says of itself and its cluster: the contract's `RuntimeStatusInput`. */
export interface RuntimeStatusInput {
  state: ReportedState;
  message?: string | null;
  /** Milliseconds since 1970. */
  lastSuccessfulApplication?: number | null;
  /** What its clock shows, milliseconds since 1970. */
  agentTime?: number | null;
  versions?: ReportedVersion[] | null;
  components?: { name: string; ok: boolean; message?: string | null }[] | null;
  failures?: { applicationID: string; message: string }[] | null;
}

export interface ReportedFailure {
  applicationId: string;
  applicationName: string;
  message: string;
  since: number;
}

/** What is known of a Runtime by its own word; lists are sorted, so that their order makes no difference. */
export interface RuntimeReport {
  state: ReportedState;
  /** When the state became what it is. */
  since: number;
  message: string | null;
  versions: ReportedVersion[];
  components: ReportedComponent[];
  failures: ReportedFailure[];
  reportedAt: number;
  /** When it was last written as a whole. */
  writtenAt: number;
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const list =
  (most: number, key: string, rules: Readonly<Record<string, Rule>>): Rule =>
  (value) => {
    const items = (value ?? []) as Record<string, unknown>[];
    if (items.length > most) return `the length must be no more than ${most}`;
    if (new Set(items.map((item) => item[key])).size < items.length) return `every ${key} must be given once only`;
    return elements(fields(rules))(items);
  };

const name = (most: number) => all(required, length(1, most));

const rules = {
  message: length(0, 1000),
  versions: list(20, 'name', { name: name(64), version: name(128) }),
  components: list(100, 'name', { name: name(128), message: length(0, 500) }),
  failures: list(500, 'applicationID', { applicationID: name(36), message: name(500) }),
};

/** @throws InvalidData for more or longer than what is kept, or for what is named twice. */
export function checkStatus(input: RuntimeStatusInput): void {
  check('RuntimeStatusInput', rules, input);
}

/**
 * The report as it is after this status. Whatever stays as it was keeps its `since`.
 * @param names of the Applications the Runtime may see, by id; failures of others are dropped: they may just have gone.
 */
export function reportAfter(
  before: RuntimeReport | undefined,
  input: RuntimeStatusInput,
  names: ReadonlyMap<string, string>,
  at: number,
): RuntimeReport {
  const components = new Map(before?.components.map((each) => [each.name, each]));
  const failures = new Map(before?.failures.map((each) => [each.applicationId, each]));
  return {
    state: input.state,
    since: before?.state === input.state ? before.since : at,
    message: input.message || null,
    versions: (input.versions ?? [])
      .map(({ name, version }) => ({ name, version }))
      .sort((a, b) => byText(a.name, b.name)),
    components: (input.components ?? [])
      .map(({ name, ok, message }) => {
        const known = components.get(name);
        return { name, ok, message: message || null, since: known?.ok === ok ? known.since : at };
      })
      .sort((a, b) => byText(a.name, b.name)),
    failures: (input.failures ?? [])
      .flatMap(({ applicationID: applicationId, message }) => {
        const applicationName = names.get(applicationId);
        if (applicationName === undefined) return [];
        return [{ applicationId, applicationName, message, since: failures.get(applicationId)?.since ?? at }];
      })
      .sort((a, b) => byText(a.applicationId, b.applicationId)),
    reportedAt: at,
    writtenAt: at,
  };
}

/** What the activity log keeps of a report: all that is more than wording. */
export const reportFacts = ({ state, versions, components, failures }: RuntimeReport) => ({
  state,
  versions: Object.fromEntries(versions.map(({ name, version }) => [name, version])),
  unhealthy: components.filter(({ ok }) => !ok).map((each) => each.name),
  failures: failures.map(({ applicationName }) => applicationName),
});

/** Texts alone are written at most this often for each Runtime. */
const textsEvery = minute;

/**
 * What a report asks for: an entry in the log if it says something new, a row if only its wording is new and has not just
 * been written, else nothing but the time (10,000 agents report every 15 s).
 */
export function weightOf(before: RuntimeReport | undefined, after: RuntimeReport): 'NEWS' | 'TEXTS' | 'NOTHING' {
  if (!before) return 'NEWS';
  const differs = (part: (report: RuntimeReport) => unknown) =>
    JSON.stringify(part(before)) !== JSON.stringify(part(after));
  const isNews = differs((report) => [
    report.state,
    report.versions,
    report.components.map(({ name, ok }) => [name, ok]),
    report.failures.map(({ applicationId }) => applicationId),
  ]);
  if (isNews) return 'NEWS';
  const isReworded = differs(({ message, components, failures }) => [
    message,
    components.map((each) => each.message),
    failures.map((each) => each.message),
  ]);
  return isReworded && after.writtenAt - before.writtenAt >= textsEvery ? 'TEXTS' : 'NOTHING';
}

/** The members of two records that differ; all of the second without a first. */
export function differing(before: object | undefined, after: object): { before: object | undefined; after: object } {
  if (!before) return { before, after };
  const was = new Map(Object.entries(before));
  const keys = Object.entries(after)
    .filter(([key, value]) => JSON.stringify(was.get(key)) !== JSON.stringify(value))
    .map(([key]) => key);
  const only = (record: object) => Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
  return { before: only(before), after: only(after) };
}
