import { formatPlural } from '../../format/counts.ts';
import { formatSpan } from '../../format/moments.ts';
import { type CertificateView, isCurrent } from '../../members/certificateWords.ts';

interface CertificateSummary {
  title: string;
  detail: string;
}

const isLate = ({ state }: CertificateView) => state === 'OVERDUE' || state === 'CRITICAL';

/** What there is to say about all certificates in two sentences, the most pressing first. `now` in milliseconds. */
export function certificateSummary(all: readonly CertificateView[], now: number): CertificateSummary {
  const current = all.filter(({ state }) => isCurrent(state)).sort((a, b) => a.notAfter - b.notAfter);
  const late = current.filter(isLate);
  const expired = current.filter(({ state }) => state === 'EXPIRED');
  const renewing = current.length - late.length - expired.length;
  const next = current.find(({ state }) => state !== 'EXPIRED');
  const first = late[0];
  const parts = [
    expired.length > 0 &&
      `${formatPlural(expired.length, 'certificate')} ${expired.length === 1 ? 'has' : 'have'} expired`,
    late.length > 0 && `${late.length} missed ${late.length === 1 ? 'its' : 'their'} renewal`,
  ].filter((part) => part !== false);
  const rest = renewing === 0 ? '' : `${parts.length > 0 ? 'The other ' : ''}${formatPlural(renewing, 'certificate')}`;
  const renews = rest && `${rest} ${renewing === 1 ? 'renews on its own' : 'renew on their own'}.`;
  const detail = [parts.length > 0 && `${parts.join(' and ')}.`, renews].filter(Boolean).join(' ');
  if (first) {
    const freezes =
      first.owner.kind === 'RUNTIME' && first.connectionCount > 0
        ? ` and freezes ${formatPlural(first.connectionCount, 'connection')}`
        : '';
    return {
      title: `${first.owner.name} loses its certificate in ${formatSpan(first.notAfter - now)}${freezes}`,
      detail,
    };
  }
  if (expired.length > 0) {
    const title = `${formatPlural(expired.length, 'certificate')} ${expired.length === 1 ? 'has' : 'have'} expired`;
    const again = `${expired.length === 1 ? 'Its owner needs' : 'Their owners need'} a new one-time token.`;
    return { title, detail: [again, renews].filter(Boolean).join(' ') };
  }
  if (!next) return { title: 'No certificate is in use', detail: 'Those that were issued are revoked or replaced.' };
  const renewal = next.notBefore + 0.7 * (next.notAfter - next.notBefore);
  const due = renewal > now ? `, its renewal is due in ${formatSpan(renewal - now)}` : ', its renewal is due';
  return {
    title: 'Every certificate renews on its own',
    detail: `${formatPlural(current.length, 'certificate')}. The next to expire is that of ${next.owner.name}, in ${formatSpan(next.notAfter - now)}${due}.`,
  };
}
