import { formatCount, formatPlural } from '../../format/counts.ts';
import type { ExpiryWeeks } from './useOverview.ts';

/** What the strip shows, in a sentence: the nearest ends, then the ordinary course. */
export function expirySentence(weeks: ExpiryWeeks): { strong: string; rest: string } {
  const [first] = weeks;
  const total = weeks.reduce((sum, { count }) => sum + count, 0);
  const late = weeks.reduce((sum, { notRenewingCount }) => sum + notRenewingCount, 0);
  if (total === 0) return { strong: 'No certificate ends', rest: ' within 12 weeks.' };
  const near = first?.count ?? 0;
  const nearLate = first?.notRenewingCount ?? 0;
  const strong =
    near === 0 ? 'None expires within 7 days' : `${formatCount(near)} expire${near === 1 ? 's' : ''} within 7 days`;
  const renewing =
    near === 0 ? '' : nearLate === near ? ', none is renewing' : `, ${formatCount(near - nearLate)} renew`;
  const later = total - near;
  const laterLate = late - nearLate;
  const rest =
    later === 0
      ? ''
      : ` Of ${formatPlural(later, 'more', 'more')}, ${laterLate === 0 ? 'all renew by themselves' : `${formatCount(laterLate)} ${laterLate === 1 ? 'does' : 'do'} not renew`}.`;
  return { strong, rest: `${renewing}.${rest}` };
}
