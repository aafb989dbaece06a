import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import type { RevocationReason } from '../../db/tables/connector.tables.ts';
import { type Recorder, record } from '../../events/activity.ts';
import type { Platform } from '../../graphql/context.ts';
import { CompassError } from '../../shared/errors.ts';
import { askRevocation, cancelRevocations, dueRevocations } from './askedRevocation.store.ts';
import { type CertificateRow, revokeCertificate } from './certificate.store.ts';
import { requireCertificates } from './revocation.ts';

interface Asking {
  tenantId: string;
  serials: readonly string[];
}

type Action = 'certificate.revocationAsked' | 'certificate.revocationCancelled' | 'certificate.revoked';

/** One entry for all of them. */
async function told(tx: Tx, recorder: Recorder, rows: readonly CertificateRow[], action: Action, after: object) {
  const [first] = rows;
  if (!first) return;
  const owners = new Map(
    rows.map((row) => [row.ownerId, { kind: row.ownerKind, id: row.ownerId, name: row.ownerName }]),
  );
  const ids = (kind: string) => [...owners.values()].filter((owner) => owner.kind === kind).map(({ id }) => id);
  await record(tx, recorder, {
    tenantId: first.tenantId,
    action,
    objects: [...owners.values()],
    after: { serials: rows.map(({ serial }) => serial), ...after },
    touched: { runtimeIds: ids('RUNTIME'), applicationIds: ids('APPLICATION') },
    changesLandscape: false,
  });
}

/**
 * Lets certificates stay good until a newer one of their client is in use.
 * @throws NotFound, InvalidData as `requireCertificates`; InvalidOperation for one that is revoked.
 */
export async function askRevocations(
  tx: Tx,
  recorder: Recorder,
  { tenantId, serials, askedBy, reason }: Asking & { askedBy: string; reason: RevocationReason | null },
): Promise<void> {
  const rows = await requireCertificates(tx, tenantId, serials);
  const revoked = rows.find(({ revokedAt }) => revokedAt !== null);
  if (revoked) {
    throw new CompassError(
      'InvalidOperation',
      `the certificate with serial number ${revoked.serial} is revoked already`,
    );
  }
  const asked: CertificateRow[] = [];
  for (const row of rows) {
    if (await askRevocation(tx, row.sha256, { now: recorder.clock(), askedBy, reason })) asked.push(row);
  }
  await told(tx, recorder, asked, 'certificate.revocationAsked', { reason });
}

/** @throws as `requireCertificates`; InvalidOperation if none of them waits. */
export async function cancelAskedRevocations(tx: Tx, recorder: Recorder, { tenantId, serials }: Asking): Promise<void> {
  const rows = await requireCertificates(tx, tenantId, serials);
  const hashes = rows.map(({ sha256 }) => sha256);
  const cancelled = await cancelRevocations(tx, hashes);
  const waited = rows.filter(({ sha256 }) => cancelled.has(sha256));
  if (waited.length === 0) throw new CompassError('InvalidOperation', 'none of these certificates waits to be revoked');
  await told(tx, recorder, waited, 'certificate.revocationCancelled', {});
}

type Carrying = Pick<Platform, 'database' | 'clock' | 'newId' | 'feed' | 'onEntry'>;

/** Revokes what has waited long enough, each once, whichever instance comes first. @returns how many. */
export async function revokeReplaced(platform: Carrying): Promise<number> {
  const { clock, newId, feed, onEntry, database } = platform;
  let revoked = 0;
  for (const row of await dueRevocations(database.read)) {
    const recorder: Recorder = { consumer: null, clock, newId, feed, onEntry, correlationId: randomUUID() };
    const reason = row.revocationAskedReason;
    await database.write(async (tx) => {
      const by = { now: clock(), revokedBy: row.revocationAskedBy ?? '', reason };
      // It may have been taken back meanwhile.
      const waiting = await cancelRevocations(tx, [row.sha256]);
      if (!waiting.has(row.sha256) || !(await revokeCertificate(tx, row.sha256, by))) return;
      revoked += 1;
      await told(tx, recorder, [row], 'certificate.revoked', { reason, askedBy: row.revocationAskedBy });
    });
  }
  return revoked;
}
