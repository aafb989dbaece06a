import type { CertificateThresholds } from '../../../landscape/certificateState.ts';
import { formatPlural } from '../../format/counts.ts';
import { formatSpan } from '../../format/moments.ts';
import { readCertificate } from '../../members/certificateWords.ts';
import type { Timeline } from './useTimeline.ts';

interface CertificateSummary {
  title: string;
  detail: string;
}

type Counted = Pick<Timeline, 'totalCount' | 'lanes' | 'pressing' | 'next'>;

/** What there is to say about all certificates in two sentences, the most pressing first. `now` in milliseconds. */
export function certificateSummary(
  { totalCount, lanes, pressing, next }: Counted,
  thresholds: CertificateThresholds,
  now: number,
): CertificateSummary {
  const expired = lanes.find(({ key }) => key === 'OVERDUE')?.count ?? 0;
  const late = lanes.reduce((sum, { notRenewingCount }) => sum + notRenewingCount, 0) - expired;
  const renewing = totalCount - expired - late;
  const parts = [
    expired > 0 && `${formatPlural(expired, 'certificate')} ${expired === 1 ? 'has' : 'have'} expired`,
    late > 0 && `${late} missed ${late === 1 ? 'its' : 'their'} renewal`,
  ].filter((part) => part !== false);
  const rest = renewing === 0 ? '' : `${parts.length > 0 ? 'The other ' : ''}${formatPlural(renewing, 'certificate')}`;
  const renews = rest && `${rest} ${renewing === 1 ? 'renews on its own' : 'renew on their own'}.`;
  const detail = [parts.length > 0 && `${parts.join(' and ')}.`, renews].filter(Boolean).join(' ');
  if (pressing) {
    const { owner, connectionCount, notAfter } = readCertificate(pressing, now, thresholds);
    const freezes =
      owner.kind === 'RUNTIME' && connectionCount > 0
        ? ` and freezes ${formatPlural(connectionCount, 'connection')}`
        : '';
    return { title: `${owner.name} loses its certificate in ${formatSpan(notAfter - now)}${freezes}`, detail };
  }
  if (expired > 0) {
    const title = `${formatPlural(expired, 'certificate')} ${expired === 1 ? 'has' : 'have'} expired`;
    const again = `${expired === 1 ? 'Its owner needs' : 'Their owners need'} a new one-time token.`;
    return { title, detail: [again, renews].filter(Boolean).join(' ') };
  }
  if (!next) return { title: 'No certificate is in use', detail: 'Those that were issued are revoked or replaced.' };
  const { owner, notAfter, renewalDueAt } = readCertificate(next, now, thresholds);
  const due = renewalDueAt > now ? `, its renewal is due in ${formatSpan(renewalDueAt - now)}` : ', its renewal is due';
  return {
    title: 'Every certificate renews on its own',
    detail: `${formatPlural(totalCount, 'certificate')}. The next to expire is that of ${owner.name}, in ${formatSpan(notAfter - now)}${due}.`,
  };
}
