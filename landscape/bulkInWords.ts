interface BulkAction {
  name: string;
  scenario?: string;
  key?: string;
  /** What is taken back. */
  action?: BulkAction;
}

interface BulkFacts {
  action: BulkAction;
  kind: string;
  total: number;
  done?: number;
  failed?: number;
}

const isFacts = (value: unknown): value is BulkFacts =>
  typeof value === 'object' && value !== null && 'action' in value && 'total' in value;

const nouns: Readonly<Record<string, string>> = {
  APPLICATION: 'application',
  RUNTIME: 'runtime',
  SCENARIO: 'scenario',
};

/** By name of the action: before it is done, and afterwards, of so many rows. */
const clauses: Readonly<Record<string, (rows: string, action: BulkAction) => readonly [string, string]>> = {
  assign: (rows, { scenario }) => [`add ${rows} to ${scenario}`, `added ${rows} to ${scenario}`],
  unassign: (rows, { scenario }) => [`remove ${rows} from ${scenario}`, `removed ${rows} from ${scenario}`],
  setLabel: (rows, { key }) => [`set label ${key} of ${rows}`, `set label ${key} of ${rows}`],
  deleteLabel: (rows, { key }) => [`delete label ${key} of ${rows}`, `deleted label ${key} of ${rows}`],
  unregister: (rows) => [`unregister ${rows}`, `unregistered ${rows}`],
  revokeCertificates: (rows) => [`revoke the certificates of ${rows}`, `revoked the certificates of ${rows}`],
  deleteScenarios: (rows) => [`delete ${rows}`, `deleted ${rows}`],
};

/** Null for an action that is not known. */
function clauseOf(action: BulkAction, rows: string): readonly [string, string] | null {
  if (action.name !== 'undo') return clauses[action.name]?.(rows, action) ?? null;
  const undone = action.action && clauseOf(action.action, rows);
  return undone ? [`take back: ${undone[1]}`, `took back: ${undone[1]}`] : null;
}

/** The beginning or the end of a job with many objects: `added 97 of 100 applications to campaign, 3 failed`; else null. */
export function bulkInWords({ action: entry, after }: { action: string; after?: unknown }): string | null {
  if (!entry.startsWith('bulk.') || !isFacts(after)) return null;
  const { action, kind, total, done = 0, failed = 0 } = after;
  const all = `${total.toLocaleString('en')} ${nouns[kind] ?? 'object'}${total === 1 ? '' : 's'}`;
  const ended = entry !== 'bulk.started';
  const rows = ended && failed > 0 ? `${done.toLocaleString('en')} of ${all}` : all;
  const clause = clauseOf(action, rows);
  if (!clause) return null;
  if (!ended) return `began to ${clause[0]}`;
  return `${clause[1]}${failed === 0 ? '' : `, ${failed.toLocaleString('en')} failed`}`;
}
