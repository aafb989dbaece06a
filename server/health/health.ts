import { type CertificateThresholds, certificateState } from '../../landscape/certificateState.ts';

/** Moments in milliseconds. */
export interface Certificate {
  notBefore: number;
  notAfter: number;
  acquiredAt: number;
  /** Revoked, or its machine identity was deleted. */
  revoked: boolean;
  revokedAt: number | null;
  /** Since when its renewal is refused. */
  renewalFailedAt?: number | null;
  superseded: boolean;
  lastUsedAt: number | null;
}

export interface Problem {
  since: number;
  /** One sentence. */
  message: string;
}

/** What the check of one object says. */
export interface Check {
  condition: 'SUCCEEDED' | 'FAILED';
  message: string;
  since: number;
}

interface ObjectFacts {
  createdAt: number;
  statusCondition: 'INITIAL' | 'CONNECTED' | 'FAILED';
  statusAt: number;
  /** The one in use, or the newest; undefined if there has never been one. */
  certificate: Certificate | undefined;
  thresholds: CertificateThresholds;
}

export interface ApplicationHealthFacts extends ObjectFacts {
  /** What Runtimes it is connected to report about it. */
  failures: readonly { runtimeName: string; message: string; since: number }[];
  webhooks: readonly { failingSince: number; error: string; dead: boolean }[];
}

export interface RuntimeHealthFacts extends ObjectFacts {
  lastContactAt: number | null;
  /** When the last call to the Connector failed; null if it did not. */
  failedRenewalAt: number | null;
  failedFetchAt: number | null;
  /** What its agent says, if that still counts. */
  report: {
    state: 'SYNCHRONIZED' | 'FAILED';
    since: number;
    message: string | null;
    components: readonly { name: string; ok: boolean; message: string | null; since: number }[];
  } | null;
}

/** A message tells no more than this many problems. */
const mostTold = 5;

function checkFrom(problems: readonly Problem[], well: { message: string; since: number }): Check {
  const [first, ...others] = [...problems].sort((a, b) => a.since - b.since);
  if (!first) return { condition: 'SUCCEEDED', ...well };
  const told = [first, ...others].slice(0, mostTold).map(({ message }) => message);
  const untold = problems.length - told.length;
  if (untold > 0) told.push(`${untold} more ${untold === 1 ? 'problem' : 'problems'}.`);
  return { condition: 'FAILED', message: told.join(' '), since: first.since };
}

/** `what: why.`, or `what.` without a reason. */
const because = (what: string, why: string | null): string => {
  const sentence = why ? `${what}: ${why.trim()}` : what;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
};

const day = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

const statusProblems = ({ statusCondition, statusAt }: ObjectFacts): Problem[] =>
  statusCondition === 'FAILED' ? [{ since: statusAt, message: 'Its status was set to FAILED.' }] : [];

function certificateProblems(
  { certificate, thresholds }: { certificate: Certificate | undefined; thresholds: CertificateThresholds },
  now: number,
): Problem[] {
  if (!certificate) return [];
  const { notBefore, notAfter, acquiredAt, revokedAt, lastUsedAt, renewalFailedAt } = certificate;
  switch (certificateState(certificate, now, thresholds)) {
    case 'REVOKED':
      return revokedAt === null
        ? [{ since: lastUsedAt ?? acquiredAt, message: 'The machine identity of its certificate was deleted.' }]
        : [{ since: revokedAt, message: 'Its certificate was revoked.' }];
    case 'EXPIRED':
      return [{ since: notAfter, message: 'Its certificate has expired.' }];
    case 'OVERDUE':
    case 'CRITICAL': {
      const overdue = notBefore + ((notAfter - notBefore) * thresholds.overdue) / 100;
      const since = Math.min(overdue, renewalFailedAt ?? overdue);
      return [{ since, message: `Its certificate ends on ${day(notAfter)} (UTC) and has not been renewed.` }];
    }
    default:
      return [];
  }
}

const latest = (...moments: (number | null | undefined)[]): number => Math.max(...moments.map((each) => each ?? 0));

/** The check of an Application as of `now`. */
export function checkOfApplication(facts: ApplicationHealthFacts, now: number): Check {
  const problems = [
    ...statusProblems(facts),
    ...certificateProblems(facts, now),
    ...facts.failures.map(({ runtimeName, message, since }) => ({
      since,
      message: because(`Runtime "${runtimeName}" could not apply it`, message),
    })),
    ...facts.webhooks.map(({ failingSince, error, dead }) => ({
      since: failingSince,
      message: because(dead ? 'A webhook was given up' : 'A webhook fails', error),
    })),
  ];
  const since = latest(facts.createdAt, facts.certificate?.acquiredAt);
  return checkFrom(problems, { message: 'No problem is known.', since });
}

/** The check of a Runtime as of `now`. `staleAfterMs`: longest silence of a live one. */
export function checkOfRuntime(facts: RuntimeHealthFacts, now: number, staleAfterMs: number): Check {
  const { certificate, report, failedRenewalAt, failedFetchAt, lastContactAt } = facts;
  const problems = [...statusProblems(facts), ...certificateProblems(facts, now)];
  // Whatever else is wrong follows from a certificate that opens nothing any more.
  const isShutOut = certificate !== undefined && (certificate.revoked || certificate.notAfter <= now);
  if (!isShutOut) {
    problems.push(...silence(lastContactAt, certificate, now, staleAfterMs));
    if (failedRenewalAt !== null) {
      problems.push({ since: failedRenewalAt, message: 'Its last call to the Connector failed.' });
    }
    if (failedFetchAt !== null) {
      problems.push({ since: failedFetchAt, message: 'Its last attempt to fetch its configuration failed.' });
    }
  }
  if (report?.state === 'FAILED') {
    problems.push({ since: report.since, message: because('Its agent reports a failure', report.message) });
  }
  for (const { name, ok, message, since } of report?.components ?? []) {
    if (!ok) problems.push({ since, message: because(`Its cluster reports that ${name} is not well`, message) });
  }
  const hasConnected = certificate !== undefined || lastContactAt !== null;
  return checkFrom(problems, {
    message: hasConnected ? 'No problem is known.' : 'It has not connected yet.',
    since: latest(facts.createdAt, certificate?.acquiredAt, report?.since),
  });
}

function silence(
  lastContactAt: number | null,
  certificate: Certificate | undefined,
  now: number,
  staleAfterMs: number,
): Problem[] {
  if (lastContactAt !== null) {
    if (now - lastContactAt <= staleAfterMs) return [];
    const minutes = Math.floor((now - lastContactAt) / 60_000);
    return [{ since: lastContactAt + staleAfterMs, message: `It has not been heard of for ${minutes} minutes.` }];
  }
  if (!certificate || now - certificate.acquiredAt <= staleAfterMs) return [];
  return [{ since: certificate.acquiredAt + staleAfterMs, message: 'It has a certificate, but has never used it.' }];
}
