import type { Tx } from '../../db/database.ts';
import type { RevocationReason } from '../../db/tables/connector.tables.ts';
import { type Recorder, record } from '../../events/activity.ts';
import { CompassError, notFound } from '../../shared/errors.ts';
import {
  type CertificateRow,
  certificatesBySerial,
  certificatesOfOwner,
  revokeCertificate,
} from './certificate.store.ts';

const mostAtOnce = 500;

export interface Revocation {
  tenantId: string;
  revokedBy: string;
  reason: RevocationReason | null;
}

/** @throws NotFound if one of them is not of this tenant, InvalidData for none or too many. */
export async function requireCertificates(
  tx: Tx,
  tenantId: string,
  serials: readonly string[],
): Promise<CertificateRow[]> {
  const wanted = [...new Set(serials)];
  if (wanted.length === 0 || wanted.length > mostAtOnce) {
    throw new CompassError('InvalidData', `give between 1 and ${mostAtOnce} serial numbers`);
  }
  const rows = await certificatesBySerial(tx, tenantId, wanted);
  const missing = wanted.find((serial) => !rows.some((row) => row.serial === serial));
  if (missing !== undefined) throw notFound(`Certificate with serial number ${missing} was not found`);
  return rows;
}

/**
 * Revokes certificates by serial, all or none; one that was revoked before stays as it is. Each refused with the next
 * request, on open connections too, because identity is looked up for every one.
 * @throws as `requireCertificates`.
 */
export async function revokeBySerial(
  tx: Tx,
  recorder: Recorder,
  { serials, ...by }: Revocation & { serials: readonly string[] },
): Promise<void> {
  const { tenantId, reason } = by;
  const rows = await requireCertificates(tx, tenantId, serials);
  for (const { sha256, serial, ownerKind, ownerId, ownerName } of rows) {
    if (!(await revokeCertificate(tx, sha256, { ...by, now: recorder.clock() }))) continue;
    await record(tx, recorder, {
      tenantId,
      action: 'certificate.revoked',
      objects: [{ kind: ownerKind, id: ownerId, name: ownerName }],
      after: { serial, sha256, reason },
      touched: ownerKind === 'RUNTIME' ? { runtimeIds: [ownerId] } : { applicationIds: [ownerId] },
      changesLandscape: false,
    });
  }
}

/**
 * Revokes whatever an Application or a Runtime could still present, with one entry. It keeps its id, its scenarios and its
 * connections: they wait until it is enrolled again.
 * @returns the serial numbers. @throws NotFound if nothing of this tenant ever had a certificate under that id.
 */
export async function revokeOf(
  tx: Tx,
  recorder: Recorder,
  { ownerId, ...by }: Revocation & { ownerId: string },
): Promise<string[]> {
  const rows = await certificatesOfOwner(tx, by.tenantId, ownerId);
  const [latest] = rows;
  if (!latest) throw notFound(`Certificates of ${ownerId} were not found`);
  const { ownerKind: kind, ownerName } = latest;
  const revoked: string[] = [];
  for (const { sha256, serial } of rows) {
    if (await revokeCertificate(tx, sha256, { ...by, now: recorder.clock() })) revoked.push(serial);
  }
  if (revoked.length === 0) return [];
  await record(tx, recorder, {
    tenantId: by.tenantId,
    action: 'certificate.revoked',
    objects: [{ kind, id: ownerId, name: ownerName }],
    after: { serials: revoked, reason: by.reason },
    touched: kind === 'RUNTIME' ? { runtimeIds: [ownerId] } : { applicationIds: [ownerId] },
    changesLandscape: false,
  });
  return revoked;
}
