import { formatExactZoned, formatSpan } from '../../format/moments.ts';
import type {
  CertificateState,
  ConnectionTestOfApplicationQuery,
  ConnectionTestOfRuntimeQuery,
} from '../../graphql.generated.ts';
import type { StateFamily } from '../../ui/StateGlyph.tsx';

export interface ConnectionCheck {
  id: string;
  family: StateFamily;
  word: string;
  detail: string;
}

const valid: ReadonlySet<CertificateState> = new Set(['HEALTHY', 'RENEWAL_DUE', 'OVERDUE', 'CRITICAL', 'SUPERSEDED']);

function certificateCheck(
  certificate: { serial: string; state: CertificateState } | null | undefined,
): ConnectionCheck {
  if (!certificate) {
    return {
      id: 'certificate',
      family: 'failed',
      word: 'No certificate',
      detail: 'None was issued for the last token.',
    };
  }
  const good = valid.has(certificate.state);
  return {
    id: 'certificate',
    family: good ? 'connected' : 'failed',
    word: good ? 'The certificate is valid' : `The certificate is ${certificate.state.toLowerCase()}`,
    detail: `Serial ${certificate.serial}`,
  };
}

/** A clock further off than this makes its certificate renew too early or too late. */
const clockTolerance = 5 * 60_000;

/** What the agent reports beyond being there: nothing to say while it reports nothing, or nothing is wrong. */
function reportChecks({ runtime, enrolment }: ConnectionTestOfRuntimeQuery): ConnectionCheck[] {
  const found: ConnectionCheck[] = [];
  const failures = runtime?.agentReport?.failures ?? [];
  const [first] = failures;
  if (first) {
    const rest = failures.length - 1;
    found.push({
      id: 'applied',
      family: 'failed',
      word: `It could not apply ${failures.length === 1 ? first.application.name : `${failures.length} applications`}`,
      detail: `${first.application.name}: ${first.message}${rest > 0 ? ` And ${rest} more on its page.` : ''}`,
    });
  }
  const clock = enrolment?.certificate?.clockAheadMs ?? 0;
  if (Math.abs(clock) > clockTolerance) {
    found.push({
      id: 'clock',
      family: 'attention',
      word: `Its clock is ${formatSpan(Math.abs(clock))} ${clock > 0 ? 'ahead' : 'behind'}`,
      detail: 'It may renew its certificate too early or too late. Set the time there.',
    });
  }
  return found;
}

/** What the server says of a Runtime right now, judged. */
export function runtimeChecks(data: ConnectionTestOfRuntimeQuery): ConnectionCheck[] {
  const { runtime, applicationsForRuntime: seen, enrolment } = data;
  if (!runtime) {
    return [{ id: 'runtime', family: 'failed', word: 'The runtime is gone', detail: 'Somebody unregistered it.' }];
  }
  const { lastAttempt, lastSuccessfulFetch } = runtime.synchronizationStatus;
  const failed = lastAttempt !== null && (lastSuccessfulFetch === null || lastAttempt > lastSuccessfulFetch);
  const isLive = runtime.connectionState === 'CONNECTED';
  const names = seen.data.map(({ name }) => name).join(', ');
  const rest = seen.totalCount - seen.data.length;
  return [
    certificateCheck(enrolment?.certificate),
    {
      id: 'fetch',
      family: failed || lastSuccessfulFetch === null ? 'failed' : 'connected',
      word: failed
        ? 'The last fetch failed'
        : lastSuccessfulFetch === null
          ? 'It has not fetched'
          : 'The last fetch succeeded',
      detail: lastSuccessfulFetch === null ? 'It never did.' : formatExactZoned(Date.parse(lastSuccessfulFetch)),
    },
    {
      id: 'state',
      family: isLive ? 'connected' : 'failed',
      word: isLive ? 'It is live' : `It is ${runtime.connectionState.toLowerCase().replaceAll('_', ' ')}`,
      detail: 'By its certificate and when it was last heard of.',
    },
    {
      id: 'sees',
      family: seen.totalCount > 0 ? 'connected' : 'idle',
      word:
        seen.totalCount === 0
          ? 'It shares no scenario with an application yet'
          : `It may see ${seen.totalCount.toLocaleString('en')} ${seen.totalCount === 1 ? 'application' : 'applications'}`,
      detail: seen.totalCount === 0 ? 'Assign it to a scenario.' : `${names}${rest > 0 ? ` and ${rest} more` : ''}`,
    },
    ...reportChecks(data),
  ];
}

/** What the server says of an Application right now, judged. */
export function applicationChecks({ application, certificates }: ConnectionTestOfApplicationQuery): ConnectionCheck[] {
  if (!application) {
    return [
      { id: 'application', family: 'failed', word: 'The application is gone', detail: 'Somebody unregistered it.' },
    ];
  }
  const used = certificates.data
    .filter(({ lastUsedAt }) => lastUsedAt !== null)
    .toSorted((a, b) => (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? ''));
  const last = used[0];
  const { condition } = application.status;
  return [
    certificateCheck(last ?? certificates.data[0]),
    {
      id: 'call',
      family: last ? 'connected' : 'failed',
      word: last ? 'It has called with its certificate' : 'It has not called with its certificate',
      detail: last?.lastUsedAt ? formatExactZoned(Date.parse(last.lastUsedAt)) : 'Nothing came over mTLS yet.',
    },
    {
      id: 'state',
      family: condition === 'CONNECTED' ? 'connected' : condition === 'FAILED' ? 'failed' : 'idle',
      word: condition === 'CONNECTED' ? 'Its status is connected' : `Its status is ${condition.toLowerCase()}`,
      detail: 'As Compass keeps it for the Application.',
    },
  ];
}
