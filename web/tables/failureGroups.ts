import { toCsv } from '../export/csv.ts';

export interface Failure {
  id: string;
  name: string;
  message: string;
  /** The object no longer exists. */
  isGone?: boolean;
}

export interface FailureGroup {
  reason: string;
  failures: readonly Failure[];
}

/** What the server said, without what it says of this one alone. */
function reasonOf({ id, name, message, isGone }: Failure): string {
  if (isGone) return 'no longer in this tenant';
  return message.replaceAll(id, '…').replaceAll(`"${name}"`, '"…"');
}

/** Those that failed for one reason together, the most frequent reason first. */
export function failureGroups(failures: readonly Failure[]): FailureGroup[] {
  return [...Map.groupBy(failures, reasonOf)]
    .map(([reason, all]) => ({
      reason: all.length === 1 && !all[0]?.isGone ? (all[0]?.message ?? reason) : reason,
      failures: all,
    }))
    .sort((a, b) => b.failures.length - a.failures.length || a.reason.localeCompare(b.reason, 'en'));
}

/** Every one that failed with its own reason. */
export const failuresAsCsv = (failures: readonly Failure[]): string =>
  toCsv(
    ['Name', 'ID', 'Reason'],
    failures.map((failure) => [failure.name, failure.id, failure.isGone ? reasonOf(failure) : failure.message]),
  );
