import { formatList, formatPlural } from '../../../format/counts.ts';
import type { TenantFactsFragment } from '../../../graphql.generated.ts';

type Counts = Pick<TenantFactsFragment, 'people' | 'applications' | 'runtimes'>;

/** Who comes no further once a tenant is inactive: `With their next request 2 people and 1 runtime are refused, and so are API tokens of it.` */
export function whoIsRefused({ people, applications, runtimes }: Counts): string {
  const refused = [
    ...(people > 0 ? [formatPlural(people, 'person', 'people')] : []),
    ...(runtimes > 0 ? [formatPlural(runtimes, 'runtime')] : []),
    ...(applications > 0 ? [formatPlural(applications, 'application')] : []),
  ];
  if (refused.length === 0)
    return 'It has no people, runtimes or applications. API tokens of it are refused from now on.';
  const are = people + runtimes + applications === 1 ? 'is' : 'are';
  return `With their next request ${formatList(refused)} ${are} refused, and so are API tokens of it.`;
}

/** `3 applications, 1 runtime, all scenarios, certificates, API tokens and the activity log`. */
export function whatGoes({ applications, runtimes }: Omit<Counts, 'people'>): string {
  const counted = [
    ...(applications > 0 ? [formatPlural(applications, 'application')] : []),
    ...(runtimes > 0 ? [formatPlural(runtimes, 'runtime')] : []),
  ];
  return [...counted, 'all scenarios, certificates, API tokens and the activity log'].join(', ');
}
