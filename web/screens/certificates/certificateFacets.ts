import type { Facet } from '../../ui/FacetChips.tsx';
import type { Timeline } from './useTimeline.ts';

/** How many certificates are in which family of states. */
export function facetsOf({ lanes, totalCount }: Timeline): Facet[] {
  const expired = lanes.find(({ key }) => key === 'OVERDUE')?.count ?? 0;
  const late = lanes.reduce((sum, { notRenewingCount }) => sum + notRenewingCount, 0) - expired;
  const facets: Facet[] = [
    { value: 'expired', label: 'Expired', family: 'failed', count: expired },
    { value: 'not-renewing', label: 'Not renewing', family: 'attention', count: late },
    { value: 'renewing', label: 'Renew on their own', family: 'connected', count: totalCount - expired - late },
  ];
  return facets.filter(({ count }) => count > 0);
}
