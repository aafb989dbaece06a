import type {
  ApplicationFacts,
  Changed,
  ConnectionFacts,
  CredentialFacts,
  LandscapeDelta,
  MembershipDelta,
  RuleFacts,
  RuntimeFacts,
  ScenarioFacts,
} from '../../landscape/delta.ts';
import type { Tx } from '../db/database.ts';

export type { LandscapeDelta } from '../../landscape/delta.ts';

type MembershipRow = Pick<MembershipDelta, 'scenarioId' | 'kind' | 'origin'> & { objectId: string };

/**
 * What one transaction has done to the landscape of one tenant so far. Whoever writes rows that the landscape shows notes
 * it here, right where it writes; `record` takes it all for its entry.
 */
export interface Journal {
  application(id: string, before: ApplicationFacts | null, after: ApplicationFacts | null): void;
  runtime(id: string, before: RuntimeFacts | null, after: RuntimeFacts | null): void;
  scenario(id: string, before: ScenarioFacts | null, after: ScenarioFacts | null): void;
  credentials(runtimeId: string, before: CredentialFacts | null, after: CredentialFacts | null): void;
  joined(rows: readonly MembershipRow[]): void;
  left(rows: readonly MembershipRow[]): void;
  begun(rows: readonly ConnectionFacts[]): void;
  ended(rows: readonly ConnectionFacts[]): void;
  ruleCreated(rule: RuleFacts): void;
  ruleDeleted(rule: RuleFacts): void;
  connectionPolicy(before: Policy, after: Policy): void;
}

type Policy = 'EXCLUSIVE' | 'SHARED';

interface Notes extends Journal {
  /** The difference between the beginning and now; null if there is none. */
  delta(): LandscapeDelta | null;
}

const notesOf = new WeakMap<Tx, Map<string, Notes>>();

export function journal(tx: Tx, tenantId: string): Journal {
  const tenants = notesOf.get(tx) ?? new Map<string, Notes>();
  notesOf.set(tx, tenants);
  const notes = tenants.get(tenantId) ?? createNotes();
  tenants.set(tenantId, notes);
  return notes;
}

/** For `record` only: hands out what was noted since the last entry of this transaction. */
export function takeDelta(tx: Tx, tenantId: string): LandscapeDelta | null {
  const tenants = notesOf.get(tx);
  const notes = tenants?.get(tenantId);
  tenants?.delete(tenantId);
  return notes?.delta() ?? null;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Keeps the first state and the last, whatever was in between. */
function changes<Facts>() {
  const byId = new Map<string, Changed<Facts>>();
  return {
    note(id: string, before: Facts | null, after: Facts | null): void {
      const known = byId.get(id);
      byId.set(id, { id, before: known ? known.before : before, after });
    },
    list: () => [...byId.values()].filter(({ before, after }) => !same(before, after)),
  };
}

/** Keeps what came and went; what did both, in whichever order, did neither. */
function flows<Row>(key: (row: Row) => string) {
  const came = new Map<string, Row>();
  const went = new Map<string, Row>();
  const move = (rows: readonly Row[], to: Map<string, Row>, from: Map<string, Row>) => {
    for (const row of rows) {
      const id = key(row);
      if (same(from.get(id), row)) from.delete(id);
      else to.set(id, row);
    }
  };
  return {
    came: (rows: readonly Row[]) => move(rows, came, went),
    went: (rows: readonly Row[]) => move(rows, went, came),
    lists: () => ({ came: [...came.values()], went: [...went.values()] }),
  };
}

function createNotes(): Notes {
  const applications = changes<ApplicationFacts>();
  const runtimes = changes<RuntimeFacts>();
  const scenarios = changes<ScenarioFacts>();
  const credentials = changes<CredentialFacts>();
  const memberships = flows<MembershipRow>((row) => `${row.scenarioId} ${row.origin} ${row.objectId}`);
  const connections = flows<ConnectionFacts>((row) => `${row.applicationId} ${row.runtimeId}`);
  const rules = flows<RuleFacts>((rule) => `${rule.scenarioId} ${rule.kind}`);
  let policy: { before: Policy; after: Policy } | null = null;
  return {
    application: applications.note,
    runtime: runtimes.note,
    scenario: scenarios.note,
    credentials: credentials.note,
    joined: memberships.came,
    left: memberships.went,
    begun: connections.came,
    ended: connections.went,
    ruleCreated: (rule) => rules.came([rule]),
    ruleDeleted: (rule) => rules.went([rule]),
    connectionPolicy(before, after) {
      policy = { before: policy?.before ?? before, after };
    },
    delta() {
      const { came: begun, went: ended } = connections.lists();
      const { came: created, went: deleted } = rules.lists();
      const parts: LandscapeDelta = {
        ...part('applications', applications.list()),
        ...part('runtimes', runtimes.list()),
        ...part('scenarios', scenarios.list()),
        ...part('memberships', grouped(memberships.lists())),
        ...(begun.length + ended.length > 0 && { connections: { begun, ended } }),
        ...(created.length + deleted.length > 0 && { rules: { created, deleted } }),
        ...part('credentials', credentials.list()),
        ...(policy && policy.before !== policy.after && { connectionPolicy: policy }),
      };
      return Object.keys(parts).length > 0 ? parts : null;
    },
  };
}

const part = <Name extends string, Item>(name: Name, list: Item[]) =>
  (list.length > 0 ? { [name]: list } : {}) as { [K in Name]?: Item[] };

function grouped({ came, went }: { came: MembershipRow[]; went: MembershipRow[] }): MembershipDelta[] {
  const groups = new Map<string, MembershipDelta>();
  const groupOf = ({ scenarioId, kind, origin }: MembershipRow): MembershipDelta => {
    const key = `${scenarioId} ${origin} ${kind}`;
    const group = groups.get(key) ?? { scenarioId, kind, origin, added: [], removed: [] };
    groups.set(key, group);
    return group;
  };
  for (const row of came) groupOf(row).added.push(row.objectId);
  for (const row of went) groupOf(row).removed.push(row.objectId);
  return [...groups.values()];
}
