import { type CertificateThresholds, certificateState, renewalDueAt } from '../../landscape/certificateState.ts';
import {
  certificateFactsOfRuntimes,
  type RuntimeCertificateFacts,
} from '../connector/certificates/runtimeCertificates.store.ts';
import { connectionStateOf, lastContactOf, type ObservedRuntime } from '../connector/certificates/runtimeStatus.ts';
import type { Read } from '../db/database.ts';
import { reportsOfRuntimes } from '../health/runtimeReport.store.ts';
import { runtimeRows } from '../landscape/landscape.store.ts';
import type { JudgedRuntime } from './attention.ts';
import { connectionsByRuntime } from './overview.store.ts';

interface Judging {
  tenantId: string;
  now: number;
  staleAfterMs: number;
  thresholds: CertificateThresholds;
}

/** Of so many failing Runtimes the agents' own words are read. */
const mostReports = 500;

const certificateOf = (facts: RuntimeCertificateFacts | undefined, { now, thresholds }: Judging) =>
  facts
    ? {
        state: certificateState(facts, now, thresholds),
        notBefore: facts.notBefore,
        notAfter: facts.notAfter,
        renewalDueAt: renewalDueAt(facts, thresholds),
        renewalFailedAt: facts.renewalFailedAt,
      }
    : null;

/** Since when it fails, as far as is known without a report. */
const failingSince = ({ lastSyncAt, lastAttemptAt, statusAt }: ObservedRuntime & { statusAt: number }) =>
  Math.max(lastSyncAt ?? 0, lastAttemptAt ?? 0) || statusAt;

/** Every Runtime of the tenant as of `now`, in a handful of statements however many there are. */
export async function judgedRuntimes(read: Read, judging: Judging): Promise<JudgedRuntime[]> {
  const { tenantId, now, staleAfterMs } = judging;
  const rows = await runtimeRows(read, tenantId, null);
  const facts = await certificateFactsOfRuntimes(
    read,
    rows.map(({ id }) => id),
  );
  const connections = await connectionsByRuntime(read, tenantId);
  const judged = rows.map((row) => {
    const certificate = facts.get(row.id);
    return { row, certificate, state: connectionStateOf(row, certificate, now, staleAfterMs) };
  });
  const failing = judged.filter(({ state }) => state === 'FAILED').map(({ row }) => row.id);
  const reports = failing.length > 0 ? await reportsOfRuntimes(read, failing.slice(0, mostReports)) : new Map();
  return judged.map(({ row, certificate, state }) => {
    const report = reports.get(row.id);
    const word = report?.state === 'FAILED' ? report : null;
    return {
      id: row.id,
      name: row.name,
      state,
      certificate: certificateOf(certificate, judging),
      revokedAt: certificate?.revokedAt ?? null,
      lastContactAt: lastContactOf(row, certificate),
      failure: state === 'FAILED' ? { since: word?.since ?? failingSince(row), message: word?.message ?? null } : null,
      connections: connections.get(row.id) ?? 0,
    };
  });
}
