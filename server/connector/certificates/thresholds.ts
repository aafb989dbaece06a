import { type CertificateThresholds, thresholdProblem } from '../../../landscape/certificateState.ts';
import type { Tx } from '../../db/database.ts';
import { type Recorder, record } from '../../events/activity.ts';
import { invalidData } from '../../shared/errors.ts';
import { thresholdsOf, writeThresholds } from './thresholds.store.ts';

/** Judges every certificate of the tenant anew from now on. @throws InvalidData unless they rise from 1 to 99. */
export async function setThresholds(
  tx: Tx,
  recorder: Recorder,
  { tenantId, thresholds: after }: { tenantId: string; thresholds: CertificateThresholds },
): Promise<CertificateThresholds> {
  const problem = thresholdProblem(after);
  if (problem !== null) throw invalidData(problem);
  const before = await thresholdsOf(tx, tenantId);
  await writeThresholds(tx, tenantId, after);
  await record(tx, recorder, {
    tenantId,
    action: 'settings.certificateThresholdsSet',
    objects: [],
    before,
    after,
    touched: { everything: true },
    changesLandscape: false,
  });
  return after;
}
