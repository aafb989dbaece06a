import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { describeError } from '../errors.ts';
import { type CertificateState, EnrolmentDocument, type EnrolmentQuery } from '../graphql.generated.ts';
import type { ConnectKind } from '../paths.ts';
import { type ChecklistStep, checklist, lastProgressAt, mayFinish } from './checklist.ts';
import type { Finding } from './diagnosis.ts';

export type EnrolmentCertificate = NonNullable<NonNullable<EnrolmentQuery['enrolment']>['certificate']>;

/** A token that waits to be used; its value is known only to whoever made it. Moments in milliseconds. */
export interface UnusedToken {
  createdAt: number;
  createdBy: string;
  expiresAt: number;
}

export interface EnrolmentView {
  /** The last token made, if it can still be used. */
  unused: UnusedToken | null;
  steps: ChecklistStep[];
  isComplete: boolean;
  /** Enough has happened for the last step. */
  isReady: boolean;
  /** Since when nothing has happened, in milliseconds; null while nothing is waited for. */
  idleMs: number | null;
  certificate: EnrolmentCertificate | null;
  findings: Finding[];
  problem: string | null;
  refetch: () => Promise<unknown>;
}

const askEveryMs = 2000;
/** With a certificate like that one enrols anew: what led to it says nothing of what comes. */
const ended: ReadonlySet<CertificateState> = new Set(['OVERDUE', 'CRITICAL', 'EXPIRED', 'REVOKED']);
const at = (moment: string | null | undefined) => (moment ? Date.parse(moment) : null);

/** What the server has seen of the client, asked for again and again until it is through. */
export function useEnrolment(kind: ConnectKind, id: string, now: number): EnrolmentView {
  const { data, error, refetch, startPolling, stopPolling } = useQuery(EnrolmentDocument, {
    variables: { id },
    fetchPolicy: 'network-only',
  });
  const found = data?.enrolment ?? null;
  const isOver = found?.certificate != null && ended.has(found.certificate.state);
  const enrolment = isOver ? null : found;
  const token = enrolment?.token;
  const made = token
    ? {
        createdAt: Date.parse(token.createdAt),
        createdBy: token.createdBy,
        expiresAt: Date.parse(token.expiresAt),
        usedAt: at(token.usedAt),
        revokedAt: at(token.revokedAt),
      }
    : null;
  const steps = checklist({
    kind,
    now,
    token: made,
    signingRequestAt: at(enrolment?.signingRequestAt),
    certificateAt: at(enrolment?.issuedAt),
    firstCallAt: at(enrolment?.firstCallAt),
    firstFetchAt: at(enrolment?.firstFetchAt),
    firstHeartbeatAt: at(enrolment?.firstHeartbeatAt),
  });
  const isComplete = steps.every(({ status }) => status === 'done');
  const isWaiting = token !== undefined && !isComplete;
  const polling = useRef({ startPolling, stopPolling });
  polling.current = { startPolling, stopPolling };
  useEffect(() => {
    if (!isWaiting) return;
    polling.current.startPolling(askEveryMs);
    return () => polling.current.stopPolling();
  }, [isWaiting]);
  const since = lastProgressAt(steps);
  return {
    unused: made?.usedAt === null && made.revokedAt === null && made.expiresAt > now ? made : null,
    steps,
    isComplete,
    isReady: mayFinish(steps),
    idleMs: isWaiting && since !== null ? Math.max(0, now - since) : null,
    certificate: enrolment?.certificate ?? null,
    findings: (enrolment?.findings ?? []).map((each) => ({ ...each, lastAt: Date.parse(each.lastAt) })),
    problem: error ? describeError(error).message : null,
    refetch,
  };
}
