import { formatCount, formatPlural } from '../../../format/counts.ts';
import { formatDay, formatExactZoned } from '../../../format/moments.ts';
import type { AuthorityFactsFragment, AuthorityProgressFragment } from '../../../graphql.generated.ts';

type Progress = Pick<AuthorityProgressFragment, 'state' | 'certificateCount' | 'lastExpiry' | 'notAfter'>;

/** `Compass Client CA 1` of `O=Compass, CN=Compass Client CA 1`; a subject without a common name as it is. */
export const commonName = (subject: string): string => /(?:^|,\s*)CN=([^,]+)/.exec(subject)?.[1] ?? subject;

/** What is left of a former authority, or how long the active one lasts. */
export function progress({ state, certificateCount, lastExpiry, notAfter }: Progress): string {
  const certificates = formatPlural(certificateCount, 'certificate');
  if (state === 'ACTIVE') return `Signs until ${formatDay(Date.parse(notAfter))}, ${certificates} in use`;
  if (state === 'RETIRED') return 'Retired: nothing it signed opens anything any more';
  if (lastExpiry === null) return 'Retires within the hour: no certificate of it is in use';
  return `Retiring: ${certificates} left, the last one until ${formatDay(Date.parse(lastExpiry))} unless it is renewed before`;
}

/** What there is beside the active authority: `1 retires, 3 certificates left`; empty if nothing. */
export function stripNote(all: readonly Pick<Progress, 'state' | 'certificateCount'>[]): string {
  const retiring = all.filter(({ state }) => state === 'RETIRING');
  if (retiring.length === 0) return '';
  const left = retiring.reduce((sum, { certificateCount }) => sum + certificateCount, 0);
  return `${formatCount(retiring.length)} former ${retiring.length === 1 ? 'one retires' : 'ones retire'}, ${formatPlural(left, 'certificate')} left`;
}

/** How many of the certificates it has signed are out of use, 0 to 1; all, if it never signed one. */
export const retiredShare = ({
  issuedCount,
  certificateCount,
}: Pick<AuthorityFactsFragment, 'issuedCount' | 'certificateCount'>): number =>
  issuedCount === 0 ? 1 : (issuedCount - certificateCount) / issuedCount;

/** What its revocation list says of itself. */
export function listWords(crl: AuthorityFactsFragment['crl']): string {
  if (crl === null) return 'Nobody has asked for it yet: it is signed then';
  const moments = `signed ${formatExactZoned(Date.parse(crl.signedAt))}, next update by ${formatExactZoned(Date.parse(crl.nextUpdate))}`;
  return `Number ${crl.number}, ${formatPlural(crl.revokedCount, 'certificate')} revoked, ${moments}`;
}

/** What a rotation means for the certificates the present authority has signed. */
export function rotationSentence({ certificateCount, lastExpiry }: Progress): string {
  if (certificateCount === 0 || lastExpiry === null) return 'No certificate of the present authority is in use.';
  const [stay, last] =
    certificateCount === 1
      ? ['certificate in use stays good', 'it is renewed or revoked']
      : ['certificates in use stay good', 'the last of them is renewed or revoked'];
  return `${certificateCount} ${stay}: the present authority is trusted until ${last}, or ends on ${formatDay(Date.parse(lastExpiry))}.`;
}
