import { formatPlural } from '../../format/counts.ts';
import { formatDay } from '../../format/moments.ts';
import type { AuthorityFactsFragment } from '../../graphql.generated.ts';

type Progress = Pick<AuthorityFactsFragment, 'state' | 'certificateCount' | 'lastExpiry' | 'notAfter'>;

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

/** What a rotation means for the certificates the present authority has signed. */
export function rotationSentence({ certificateCount, lastExpiry }: Progress): string {
  if (certificateCount === 0 || lastExpiry === null) return 'No certificate of the present authority is in use.';
  const [stay, last] =
    certificateCount === 1
      ? ['certificate in use stays good', 'it is renewed or revoked']
      : ['certificates in use stay good', 'the last of them is renewed or revoked'];
  return `${certificateCount} ${stay}: the present authority is trusted until ${last}, or ends on ${formatDay(Date.parse(lastExpiry))}.`;
}
