import { formatCount, formatPlural } from '../../format/counts.ts';
import type { BulkJobFieldsFragment } from '../../graphql.generated.ts';
import { recordOf } from './step.ts';

/** A job with many objects. */
export interface BulkReverted {
  kind: 'bulk';
  jobID: string;
  /** One of the objects, in lower case. */
  noun: string;
  /** What the server asks of whoever takes it back. */
  rights: readonly string[];
}

export const bulkByRow = 'Every object has an entry of its own, with the same request: revert those.';

const changesLabels = ({ name, action }: Record<string, unknown>): boolean =>
  name === 'undo' ? changesLabels(recordOf(action)) : name === 'setLabel' || name === 'deleteLabel';

const nouns: Readonly<Record<string, string>> = {
  APPLICATION: 'application',
  RUNTIME: 'runtime',
  SCENARIO: 'scenario',
};

/** By what the entry of its end tells; null if that names no job. */
export function bulkReverted(after: unknown): BulkReverted | null {
  const { job, kind, action } = recordOf(after);
  const noun = nouns[String(kind)];
  if (typeof job !== 'string' || noun === undefined) return null;
  const ofLabels = changesLabels(recordOf(action)) ? [`${noun}:write`] : [];
  return { kind: 'bulk', jobID: job, noun, rights: ['landscape:write', ...ofLabels] };
}

/**
 * What taking the job back would do, or why it cannot be done as a whole. Null for one that the
 * server no longer knows. `refused`: so many of the undoable are no longer as it has left them.
 */
export function bulkOffer(
  job: Pick<BulkJobFieldsFragment, 'total' | 'undoable'> | null,
  refused: number,
  noun: string,
): { can: boolean; words: string } {
  if (!job) return { can: false, words: `As a whole it can be taken back for an hour after its end. ${bulkByRow}` };
  const { total, undoable } = job;
  if (undoable === 0) return { can: false, words: 'Nothing it has done can be taken back.' };
  const left = undoable - refused;
  if (left <= 0) return { can: false, words: 'Nothing of it is left to take back.' };
  const rows = formatPlural(total, noun);
  const some = left === total ? rows : `${formatCount(left)} of ${rows}`;
  return { can: true, words: `Sets ${some} back; what that does is shown first. Offered for an hour after its end.` };
}
