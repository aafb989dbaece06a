import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Tx } from '../db/database.ts';
import * as tables from '../db/tables/all.ts';
import { journal, takeDelta } from './delta.ts';

const root = join(import.meta.dirname, '..');

/** Tables whose rows, or parts of them, the landscape of the past shows. */
const shown = new Set([
  'applications',
  'runtimes',
  'scenarios',
  'memberships',
  'connections',
  'scenarioAssignments',
  'tenants',
  'certificates',
  'oneTimeTokens',
  'systemAuths',
]);

/** Functions that write such a table, but nothing that the past shows, and what they write instead. */
const harmless: Readonly<Record<string, string>> = {
  'access/authAdapter.ts': 'the tables of better-auth',
  'access/firstStart.ts insertAdministrator': 'the name of the tenant',
  'access/firstStart.ts makeDefaultTenant': 'the beginning of a tenant, before which there is no past',
  'access/tenant.store.ts insertTenant': 'the beginning of a tenant, before which there is no past',
  'access/tenant.store.ts updateTenant': 'the name of the tenant, and whether anybody may look at it',
  'access/tenant.store.ts deleteTenant': 'the end of a tenant, with all its past',
  'connector/certificates/askedRevocation.store.ts askRevocation': 'what is asked for; the revocation is noted',
  'connector/certificates/askedRevocation.store.ts cancelRevocations': 'what is asked for no more',
  'connector/certificates/thresholds.store.ts writeThresholds': 'thresholds, which count for the past as they are now',
  'connector/authorities/authority.store.ts adoptCertificates': 'who signed a certificate',
  'connector/authorities/crl.store.ts revokeOrphans': 'a moment for certificates that already count as revoked',
  'connector/certificates/notice.store.ts notice': 'that a state was told of',
  'connector/certificates/notice.store.ts forgetNoticed': 'that a state is told of no more',
  'connector/tokens/token.store.ts revokeHandedOut': 'tokens that the past does not show',
  'connector/tokens/token.store.ts removeExpiredTokens': 'tokens that the past does not show',
  'connector/tokens/token.store.ts noteTokenExpiry': 'that an expiry was told of',
  'contacts/contact.store.ts moveContacts': 'contacts, which are observed, not caused',
  'contacts/contact.store.ts moveUses': 'contacts, which are observed, not caused',
  'director/systemAuth.store.ts insertSystemAuth': 'an identity that has no certificate and no token yet',
  'events/activity.store.ts holdEntries': 'a column as it is',
  'events/activity.ts record': 'the numbers of the tenant',
  'health/runtimeReport.store.ts lockRuntime': 'a column as it is',
  'landscape/facts.store.ts lockLandscape': 'a column as it is',
  'landscape/policy.store.ts writePolicy': 'the policy, which `setConnectionPolicy` notes',
  'webhooks/webhook.store.ts count': 'how many webhooks there are',
};

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !/\.test\.ts$|\.generated\.ts$|^testing\/|^db\/|^contract\//.test(file),
);

const functionStart =
  /^(?=(?:export )?(?:async )?(?:function\*? |const )|(?: {2}| {4})(?:async )?(?:function )?\w+\([^\n]*\{$)/m;

const tablesWritten = (piece: string) =>
  [...piece.matchAll(/\btx\s*\.(?:insert|update|delete)\(\s*([\w.]+)/g)].map(([, table]) => table ?? '');

/** Statements that a file prepares, with their tables: whoever calls one writes. */
function preparedIn(pieces: readonly string[]): Map<string, string[]> {
  return new Map(
    pieces.flatMap((piece) => {
      const [, name = '', insert, table = ''] = /^const (\w+) = prepared(Insert\((\w+)\))?/.exec(piece) ?? [];
      return name === '' ? [] : [[name, insert ? [table] : tablesWritten(piece)] as const];
    }),
  );
}

/** Top-level functions and methods of a file that write tables of the landscape, or tables that have no name there. */
function writersIn(file: string): { name: string; notes: boolean }[] {
  const pieces = readFileSync(join(root, file), 'utf8').split(functionStart);
  const prepared = preparedIn(pieces);
  return pieces.flatMap((piece) => {
    const [, name = ''] = /^\s*(?:export |async |function\*? |const )*(\w+)/.exec(piece) ?? [];
    if (prepared.has(name)) return [];
    const called = [...prepared].filter(([statement]) => new RegExp(`\\b${statement}\\(tx\\b`).test(piece));
    const written = [...tablesWritten(piece), ...called.flatMap(([, all]) => all)];
    if (!written.some((table) => shown.has(table) || !(table in tables))) return [];
    const notes = /\bjournal\(tx\b|\bnotingCredentials\(tx\b/.test(piece);
    return [{ name: harmless[file] ? file : `${file} ${name}`, notes }];
  });
}

const writers = sources.flatMap(writersIn);

describe('whatever writes rows that the landscape shows', () => {
  it('notes what it does in the function that does it', () => {
    expect(writers.filter(({ notes }) => notes).length).toBeGreaterThan(15);
    expect(writers.filter(({ name, notes }) => !notes && !harmless[name])).toEqual([]);
  });

  it('is found: nobody calls a transaction anything but tx, and no exception outlives its reason', () => {
    const others = sources.filter((file) => /\b(?!tx\b)\w+: Tx\b/.test(readFileSync(join(root, file), 'utf8')));
    expect(others).toEqual([]);
    expect(Object.keys(harmless).filter((name) => !writers.some((one) => one.name === name && !one.notes))).toEqual([]);
  });
});

describe('the notes of a transaction', () => {
  const tx = {} as Tx;
  const facts = (name: string) => ({ name, providerName: null, description: null, updatedAt: 1 });
  const row = { scenarioId: 's', kind: 'RUNTIME', origin: 'RULE', objectId: 'r' } as const;
  const connection = { applicationId: 'a', runtimeId: 'r', since: 1, startedBy: 'RUNTIME' } as const;

  it('are the difference between its beginning and its end, once', () => {
    const notes = journal(tx, 't');
    notes.application('a', null, facts('one'));
    notes.application('a', facts('one'), facts('two'));
    notes.joined([row]);
    notes.left([{ ...row, objectId: 'other' }]);
    notes.ended([connection]);
    notes.begun([{ ...connection, since: 2 }]);
    expect(takeDelta(tx, 't')).toEqual({
      applications: [{ id: 'a', before: null, after: facts('two') }],
      memberships: [{ scenarioId: 's', kind: 'RUNTIME', origin: 'RULE', added: ['r'], removed: ['other'] }],
      connections: { begun: [{ ...connection, since: 2 }], ended: [connection] },
    });
    expect(takeDelta(tx, 't')).toBeNull();
  });

  it('are nothing if in the end nothing is different', () => {
    const notes = journal(tx, 't');
    notes.application('a', facts('one'), facts('two'));
    notes.application('a', facts('two'), facts('one'));
    notes.runtime('r', null, { name: 'x', description: null, updatedAt: 1, failed: false });
    notes.runtime('r', { name: 'x', description: null, updatedAt: 1, failed: false }, null);
    notes.left([row]);
    notes.joined([row]);
    notes.begun([connection]);
    notes.ended([connection]);
    notes.connectionPolicy('EXCLUSIVE', 'SHARED');
    notes.connectionPolicy('SHARED', 'EXCLUSIVE');
    expect(takeDelta(tx, 't')).toBeNull();
  });

  it('are kept apart by tenant', () => {
    journal(tx, 't').joined([row]);
    expect(takeDelta(tx, 'other')).toBeNull();
    expect(takeDelta(tx, 't')).not.toBeNull();
  });
});
