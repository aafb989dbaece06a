import {
  type CertificateFacts,
  type CertificateState,
  type CertificateThresholds,
  certificateState,
  thresholdProblem,
} from '../../../landscape/certificateState.ts';
import type { Tx } from '../../db/database.ts';
import { type Recorder, record } from '../../events/activity.ts';
import { CompassError, invalidData } from '../../shared/errors.ts';
import { thresholdsOf, writeThresholds } from './thresholds.store.ts';

/** @throws InvalidData unless they rise from 1 to 99. */
export function checkThresholds(thresholds: CertificateThresholds): void {
  const problem = thresholdProblem(thresholds);
  if (problem !== null) throw invalidData(problem);
}

type InUse = Pick<CertificateFacts, 'notBefore' | 'notAfter' | 'renewalFailedAt'> & { ownerName: string };

export interface StateShift {
  from: CertificateState;
  to: CertificateState;
  count: number;
  ownerNames: string[];
}

const worstFirst: readonly CertificateState[] = ['CRITICAL', 'OVERDUE', 'RENEWAL_DUE', 'HEALTHY'];
const mostNames = 3;

/** Which certificates in use, given in the order in which they end, other thresholds would judge otherwise. */
export function thresholdShifts(
  inUse: readonly InUse[],
  { before, after, now }: { before: CertificateThresholds; after: CertificateThresholds; now: number },
): StateShift[] {
  const shifts = new Map<string, StateShift>();
  for (const { ownerName, ...facts } of inUse) {
    const judged = (by: CertificateThresholds) =>
      certificateState({ ...facts, revoked: false, superseded: false }, now, by);
    const [from, to] = [judged(before), judged(after)];
    if (from === to) continue;
    const shift = shifts.get(`${from} ${to}`) ?? { from, to, count: 0, ownerNames: [] };
    shifts.set(`${from} ${to}`, shift);
    shift.count += 1;
    if (shift.ownerNames.length < mostNames) shift.ownerNames.push(ownerName);
  }
  const rank = (state: CertificateState) => worstFirst.indexOf(state);
  return [...shifts.values()].sort((a, b) => rank(a.to) - rank(b.to) || rank(a.from) - rank(b.from));
}

const areSame = (a: CertificateThresholds, b: CertificateThresholds) =>
  a.renewalDue === b.renewalDue && a.overdue === b.overdue && a.critical === b.critical;

interface Setting {
  tenantId: string;
  thresholds: CertificateThresholds;
  /** What the caller has seen; null replaces whatever is there. */
  seen: CertificateThresholds | null;
}

/**
 * Judges every certificate of the tenant anew from now on.
 * @throws InvalidData unless they rise from 1 to 99; ConcurrentUpdate if others are set than the caller has seen.
 */
export async function setThresholds(
  tx: Tx,
  recorder: Recorder,
  { tenantId, thresholds: after, seen }: Setting,
): Promise<CertificateThresholds> {
  checkThresholds(after);
  const before = await thresholdsOf(tx, tenantId);
  const isAsSeen = seen === null || areSame(seen, before);
  if (!isAsSeen || !(await writeThresholds(tx, { tenantId, before, after }))) {
    const { renewalDue, overdue, critical } = await thresholdsOf(tx, tenantId);
    throw new CompassError(
      'ConcurrentUpdate',
      `somebody else set ${renewalDue}, ${overdue} and ${critical} meanwhile; nothing was written. Set yours again to replace them`,
    );
  }
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
