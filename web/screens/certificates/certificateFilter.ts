import { laneBounds } from '../../../landscape/expiryLanes.ts';
import type {
  CertificateFilter,
  CertificateLaneKey,
  CertificateOrder,
  CertificateOrderField,
  CertificateState,
} from '../../graphql.generated.ts';
import { certificateStates } from '../../members/certificateWords.ts';
import type { FilterQuery } from '../../ui/filterTokens.ts';
import type { TableSort } from '../../ui/tableModel.ts';

export const filterKeys = ['state', 'kind', 'expires', 'serial', 'client'] as const;

/** The lanes in their order. */
export const laneKeys = laneBounds(0).map(({ key }) => ({ key }));

/** What a value of the token `state` means: a state, or a family of them. */
export function statesNamed(value: string): CertificateState[] {
  if (value === 'not-renewing') return ['OVERDUE', 'CRITICAL'];
  if (value === 'renewing') return ['HEALTHY', 'RENEWAL_DUE'];
  if (value === 'replaced') return ['SUPERSEDED'];
  return certificateStates.filter((state) => state === value.toUpperCase().replaceAll('-', '_'));
}

interface Stretch {
  from: string | null;
  before: string | null;
}

/** What the address asks for beside the filter field. */
export interface Asked extends Stretch {
  lanes: readonly CertificateLaneKey[] | null;
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `<7d`: what ends within the next seven days, `>7d` what ends later; null for anything else. `now` in milliseconds. */
function stretchNamed(value: string, negated: boolean, now: number): Stretch | null {
  const match = /^([<>])(\d{1,5})([hdw])$/.exec(value);
  if (!match) return null;
  const [, sign, count, unit = ''] = match;
  const end = new Date(now + Number(count) * (units[unit] ?? 0)).toISOString();
  if ((sign === '<') === negated) return { from: end, before: null };
  return { from: negated ? null : new Date(now).toISOString(), before: end };
}

const serialLength = 32;

/** One that is begun is looked up as a word, beside no other words; serial numbers that are whole add up. */
function serialsNamed(tokens: FilterQuery['tokens'], text: string): Pick<CertificateFilter, 'serials' | 'text'> {
  const serials = tokens.map(({ value, negated }) => (negated ? '' : value.replaceAll(':', '').toLowerCase()));
  const [first = ''] = serials;
  if (serials.length === 1 && first !== '' && first.length < serialLength && text === '') return { text: first };
  return { ...(serials.length > 0 && { serials }), ...(text !== '' && { text }) };
}

/**
 * The filter of the table as the server takes it; states that are named add up, those with a minus are taken away. A value
 * that means nothing finds nothing.
 */
export function filterFrom(
  { tokens, text }: FilterQuery,
  { lanes, from, before }: Asked,
  now: number,
): CertificateFilter {
  const of = (wanted: (typeof filterKeys)[number]) => tokens.filter(({ key }) => key === wanted);
  const states = of('state');
  const named = states.filter(({ negated }) => !negated).flatMap(({ value }) => statesNamed(value));
  const without = new Set(states.filter(({ negated }) => negated).flatMap(({ value }) => statesNamed(value)));
  const wanted = states.some(({ negated }) => !negated) ? named : certificateStates;
  const [kind] = of('kind');
  const isRuntime = kind && (kind.value.toLowerCase() === 'runtime') !== kind.negated;
  const [span] = of('expires');
  const spelt = span ? stretchNamed(span.value, span.negated, now) : null;
  const start = lanes ? null : (spelt?.from ?? from);
  const end = lanes ? null : (spelt?.before ?? before);
  const [client] = of('client');
  return {
    ...(states.length > 0 && { states: wanted.filter((state) => !without.has(state)) }),
    ...(span && !spelt && { states: [] }),
    ...(kind && { ownerKind: isRuntime ? 'RUNTIME' : 'APPLICATION' }),
    ...(client && { clientID: client.negated ? '-' : client.value }),
    ...serialsNamed(of('serial'), text),
    ...(lanes && { lanes: [...lanes] }),
    ...(start !== null && { expiresFrom: start }),
    ...(end !== null && { expiresBefore: end }),
    // Lanes, weeks and spans are about what is in use.
    ...((lanes !== null || start !== null || end !== null) && { current: true }),
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
