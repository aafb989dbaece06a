import { formatCount } from '../../format/counts.ts';
import { formatDay } from '../../format/moments.ts';
import type { AuthorityFactsFragment } from '../../graphql.generated.ts';

type Progress = Pick<AuthorityFactsFragment, 'state' | 'certificateCount' | 'lastExpiry' | 'notAfter'>;

/** What is left of a former authority, or how long the active one lasts. */
export function progress({ state, certificateCount, lastExpiry, notAfter }: Progress): string {
  const certificates = `${formatCount(certificateCount)} ${certificateCount === 1 ? 'certificate' : 'certificates'}`;
  if (state === 'ACTIVE') return `signs until ${formatDay(Date.parse(notAfter))}; ${certificates} in use`;
  if (state === 'RETIRED') return 'retired: nothing it signed opens anything any more';
  if (lastExpiry === null) return 'retires within the hour: no certificate of it is in use';
  return `retiring: ${certificates} left, the last one until ${formatDay(Date.parse(lastExpiry))} unless it is renewed before`;
}
