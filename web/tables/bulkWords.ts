import { formatCount, formatList, formatPlural } from '../format/counts.ts';
import type {
  BulkActionInput,
  BulkJobFieldsFragment,
  BulkPreviewFieldsFragment,
  TableKind,
} from '../graphql.generated.ts';
import { labelKeyProblem, labelProblems } from '../labels/labelProblems.ts';

export type BulkName =
  | 'assign'
  | 'unassign'
  | 'setLabel'
  | 'deleteLabel'
  | 'revokeCertificates'
  | 'unregister'
  | 'deleteScenarios';

/** What needs nothing but to be confirmed: with what is said about it. */
export const finalWords: Readonly<Partial<Record<BulkName, string>>> = {
  unregister: 'Labels, scenarios and machine identities go with them. This cannot be undone.',
  revokeCertificates: 'They keep their scenarios and connections, and have to be enrolled again.',
  deleteScenarios:
    'Their members leave them, and their rules go with them. Activity can take each back, without its rules.',
};

/** Whose labels a table sets; scenarios have none. */
export const labelled = (table: TableKind) => (table === 'RUNTIMES' ? ('RUNTIME' as const) : ('APPLICATION' as const));

export interface BulkChoice {
  table: TableKind;
  name: BulkName;
  /** A scenario, or the key of a label. */
  subject: string;
  /** Of the label, as JSON. */
  value: string;
}

/** Null while something is missing or wrong. */
export function actionOf({ table, name, subject, value }: BulkChoice): BulkActionInput | null {
  if (name === 'unregister') return { unregister: true };
  if (name === 'revokeCertificates') return { revokeCertificates: true };
  if (name === 'deleteScenarios') return { deleteScenarios: true };
  if (subject === '') return null;
  if (name === 'assign') return { assign: subject };
  if (name === 'unassign') return { unassign: subject };
  if (name === 'deleteLabel')
    return labelKeyProblem(labelled(table), subject) === null ? { deleteLabel: subject } : null;
  return Object.keys(labelProblems(labelled(table), subject, value)).length > 0
    ? null
    : { setLabel: { key: subject, value: JSON.parse(value) } };
}

export const bulkTitles: Readonly<Record<BulkName, (rows: string) => string>> = {
  assign: (rows) => `Assign ${rows} to a scenario`,
  unassign: (rows) => `Remove ${rows} from a scenario`,
  setLabel: (rows) => `Set a label of ${rows}`,
  deleteLabel: (rows) => `Delete a label of ${rows}`,
  revokeCertificates: (rows) => `Revoke the certificates of ${rows}`,
  unregister: (rows) => `Unregister ${rows}`,
  deleteScenarios: (rows) => `Delete ${rows}`,
};

export const bulkVerbs: Readonly<Record<BulkName, string>> = {
  assign: 'Assign',
  unassign: 'Remove',
  setLabel: 'Set',
  deleteLabel: 'Delete',
  revokeCertificates: 'Revoke',
  unregister: 'Unregister',
  deleteScenarios: 'Delete',
};

const stops = (count: number): string => `${formatPlural(count, 'live connection')} ${count === 1 ? 'stops' : 'stop'}`;

/** What will happen, the worst first. `noun`: one of the rows, in lower case. */
export function consequences({ impact, freezeCount }: BulkPreviewFieldsFragment, noun: string): string[] {
  const { breaks, begins, becomesPossible, stopsBeingPossible, sideEffects, conflicts } = impact;
  const pairs = breaks.pairs.map(({ application, runtime }) => `${application.name} to ${runtime.name}`);
  const effects = (kind: (typeof sideEffects)[number]['kind']) =>
    sideEffects.filter((each) => each.kind === kind).length;
  const [leaves, returns, kept] = [effects('LEAVES_DEFAULT'), effects('RETURNS_TO_DEFAULT'), effects('KEPT_BY_RULE')];
  const lines = [
    breaks.total === 0 ? 'No live connection stops.' : `${stops(breaks.total)}: ${formatList(pairs, 4)}.`,
    freezeCount > 0 &&
      `${formatPlural(freezeCount, 'live connection')} ${freezeCount === 1 ? 'freezes' : 'freeze'}: calls go on, but no change, removal or new credential reaches the runtime.`,
    begins.total > 0 && `${formatPlural(begins.total, 'connection')} ${begins.total === 1 ? 'begins' : 'begin'} again.`,
    becomesPossible.total > 0 && `${formatPlural(becomesPossible.total, 'pair')} may talk from then on.`,
    stopsBeingPossible.total > 0 && `${formatPlural(stopsBeingPossible.total, 'pair')} may no longer talk.`,
    leaves > 0 && `${formatPlural(leaves, 'application')} ${leaves === 1 ? 'leaves' : 'leave'} the default scenario.`,
    returns > 0 &&
      `${formatPlural(returns, 'application')} ${returns === 1 ? 'returns' : 'return'} to the default scenario.`,
    kept > 0 && `${formatPlural(kept, noun)} ${kept === 1 ? 'stays' : 'stay'} by rule.`,
    conflicts.length > 0 &&
      `${formatPlural(conflicts.length, noun)} will be refused: ${formatList([...new Set(conflicts.map(({ message }) => message))], 3)}.`,
  ];
  return lines.filter((line) => line !== false);
}

/** Only what may succeed is tried again. */
export const retryInWords = (retryable: number, failed: number): string =>
  retryable === failed ? 'Retry failed' : `Retry ${formatCount(retryable)} of ${formatCount(failed)} failed`;

/** Only what was done is taken back. */
export const undoInWords = ({ undoable, total }: Pick<BulkJobFieldsFragment, 'undoable' | 'total'>): string =>
  undoable === total ? 'Undo…' : `Undo ${formatCount(undoable)} of ${formatCount(total)}…`;

/** `97 done, 3 failed`, and while it runs or where it was cut off `40 of 100`. */
export function progressOf({
  total,
  done,
  failures,
  state,
}: Pick<BulkJobFieldsFragment, 'total' | 'done' | 'state'> & {
  failures: readonly unknown[];
}): string {
  const failed = failures.length === 0 ? '' : `, ${formatCount(failures.length)} failed`;
  if (state === 'FINISHED') return `${formatCount(done)} done${failed}`;
  const settled = `${formatCount(done + failures.length)} of ${formatCount(total)}${failed}`;
  return state === 'RUNNING' ? settled : `Interrupted at ${settled}`;
}
