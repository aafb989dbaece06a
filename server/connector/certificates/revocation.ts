import type { Tx } from '../../db/database.ts';
import { type Recorder, record } from '../../events/activity.ts';
import { CompassError, notFound } from '../../shared/errors.ts';
import { certificatesBySerial, revokeCertificate } from './certificate.store.ts';

const mostAtOnce = 500;

/**
 * Revokes certificates by serial, all or none; one that was revoked before stays as it is. Each refused with the next
 * request, on open connections too, because identity is looked up for every one.
 * @throws NotFound if one of them is not of this tenant, InvalidData for none or too many.
 */
export async function revokeBySerial(
  tx: Tx,
  recorder: Recorder,
  { tenantId, serials, revokedBy }: { tenantId: string; serials: readonly string[]; revokedBy: string },
): Promise<void> {
  const wanted = [...new Set(serials)];
  if (wanted.length === 0 || wanted.length > mostAtOnce) {
    throw new CompassError('InvalidData', `give between 1 and ${mostAtOnce} serial numbers`);
  }
  const rows = await certificatesBySerial(tx, tenantId, wanted);
  const missing = wanted.find((serial) => !rows.some((row) => row.serial === serial));
  if (missing !== undefined) throw notFound(`Certificate with serial number ${missing} was not found`);
  for (const { sha256, serial, ownerKind, ownerId, ownerName } of rows) {
    if (!(await revokeCertificate(tx, sha256, recorder.clock(), revokedBy))) continue;
    await record(tx, recorder, {
      tenantId,
      action: 'certificate.revoked',
      objects: [{ kind: ownerKind, id: ownerId, name: ownerName }],
      after: { serial, sha256 },
      touched: ownerKind === 'RUNTIME' ? { runtimeIds: [ownerId] } : { applicationIds: [ownerId] },
      changesLandscape: false,
    });
  }
}
