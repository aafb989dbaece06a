import { formatExactZoned, formatRelative } from '../../format/moments.ts';
import type { CertificateView } from '../../members/certificateWords.ts';

type Issued = Pick<CertificateView, 'notBefore' | 'isRenewal'>;

/** `5 d ago over mTLS`, or that there was none since the token. `now` in milliseconds. */
export const lastRenewal = ({ notBefore, isRenewal }: Issued, now: number): string =>
  isRenewal ? `${formatRelative(notBefore, now)} over mTLS` : 'none since its token';

/** When and by what it was issued, in full. */
export const issueInWords = ({ notBefore, isRenewal }: Issued): string =>
  `${isRenewal ? 'Renewed over mTLS' : 'Issued with a one-time token'} on ${formatExactZoned(notBefore)}`;

/** When the next renewal is expected, in full; null where none is. */
export const nextRenewal = ({ state, renewalDueAt }: Pick<CertificateView, 'state' | 'renewalDueAt'>): string | null =>
  state === 'REVOKED' || state === 'SUPERSEDED' || state === 'EXPIRED'
    ? null
    : `expected from ${formatExactZoned(renewalDueAt)}`;
