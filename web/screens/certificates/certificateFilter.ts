import type {
  CertificateFilter,
  CertificateOrder,
  CertificateOrderField,
  CertificateState,
} from '../../graphql.generated.ts';
import { certificateStates } from '../../members/certificateWords.ts';
import type { TableSort } from '../../ui/DataTable.tsx';
import type { FilterQuery } from '../../ui/filterTokens.ts';

export const filterKeys = ['state', 'kind'] as const;

/** What a value of the token `state` means: a state, or a family of them. */
function statesNamed(value: string): CertificateState[] {
  if (value === 'not-renewing') return ['OVERDUE', 'CRITICAL'];
  if (value === 'renewing') return ['HEALTHY', 'RENEWAL_DUE'];
  if (value === 'replaced') return ['SUPERSEDED'];
  return certificateStates.filter((state) => state === value.toUpperCase().replaceAll('-', '_'));
}

interface Stretch {
  from: string | null;
  before: string | null;
}

/** The filter of the table as the server takes it; states that are named add up, those with a minus are taken away. */
export function filterFrom(
  { tokens, text }: FilterQuery,
  lane: Stretch | null,
  { from, before }: Stretch,
): CertificateFilter {
  const states = tokens.filter(({ key }) => key === 'state');
  const named = states.filter(({ negated }) => !negated).flatMap(({ value }) => statesNamed(value));
  const without = new Set(states.filter(({ negated }) => negated).flatMap(({ value }) => statesNamed(value)));
  const wanted = states.some(({ negated }) => !negated) ? named : certificateStates;
  const kind = tokens.find(({ key }) => key === 'kind');
  const isRuntime = kind && (kind.value.toLowerCase() === 'runtime') !== kind.negated;
  const start = lane ? lane.from : from;
  const end = lane ? lane.before : before;
  return {
    ...(states.length > 0 && { states: wanted.filter((state) => !without.has(state)) }),
    ...(kind && { ownerKind: isRuntime ? 'RUNTIME' : 'APPLICATION' }),
    ...(text !== '' && { text }),
    ...(start !== null && { expiresFrom: start }),
    ...(end !== null && { expiresBefore: end }),
    // Lanes and weeks count what is in use.
    ...((lane !== null || start !== null || end !== null) && { current: true }),
  };
}

const fields: Readonly<Record<string, CertificateOrderField>> = {
  owner: 'OWNER',
  state: 'STATE',
  expires: 'EXPIRES',
  used: 'LIFETIME_USED',
  issued: 'ISSUED',
  connections: 'CONNECTIONS',
  serial: 'SERIAL',
};

export const orderFrom = ({ column, descending }: TableSort): CertificateOrder => ({
  by: fields[column] ?? 'EXPIRES',
  descending,
});
