import { formatCount } from '../../format/counts.ts';
import type { ExpiryWeeks } from './useOverview.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** How the certificates that end after the first week fare: ` 45 end later; 2 do not renew.` Empty without any. */
function laterInWords(count: number, late: number, isMore: boolean): string {
  if (count === 0) return '';
  const ends = ` ${formatCount(count)}${isMore ? ' more' : ''} ${count === 1 ? 'ends' : 'end'} later`;
  if (count === 1) return `${ends} and ${late === 0 ? 'renews by itself' : 'does not renew'}.`;
  if (late === 0) return `${ends} and renew by themselves.`;
  if (late === count) return `${ends}; none renews.`;
  return `${ends}; ${formatCount(late)} ${late === 1 ? 'does' : 'do'} not renew.`;
}

/** What the strip shows, in a sentence: the nearest ends, then the ordinary course. */
export function expirySentence(weeks: ExpiryWeeks): { strong: string; rest: string } {
  const [first] = weeks;
  const total = sum(weeks.map(({ count }) => count));
  if (total === 0) return { strong: 'No certificate ends', rest: ' within 12 weeks.' };
  const near = first?.count ?? 0;
  const nearLate = first?.notRenewingCount ?? 0;
  const late = sum(weeks.map(({ notRenewingCount }) => notRenewingCount));
  const later = laterInWords(total - near, late - nearLate, near > 0);
  if (near === 0) return { strong: 'None expires within 7 days', rest: `.${later}` };
  const renewing =
    nearLate === near
      ? 'none is renewing'
      : `${formatCount(near - nearLate)} ${near - nearLate === 1 ? 'renews' : 'renew'}`;
  return {
    strong: `${formatCount(near)} expire${near === 1 ? 's' : ''} within 7 days`,
    rest: `, ${renewing}.${later}`,
  };
}
