import { type CertificateThresholds, renewalDueAt } from '../../../landscape/certificateState.ts';
import { expiryLanes, expiryWeeks } from '../../../landscape/expiryLanes.ts';
import type { CertificateTimeline } from '../../graphql/director.generated.ts';
import type { AuthorityView } from '../authorities/rotation.ts';
import type { certificateEnds } from './certificateList.store.ts';

type Ends = Awaited<ReturnType<typeof certificateEnds>>;

/** A lane names so many of those that do not renew. */
const mostNamed = 12;

const commonName = (subject: string): string => /CN=([^,]+)/.exec(subject)?.[1] ?? subject;

/** Counts the ends of certificates, given the first one first, in lanes and weeks, and marks what else ends them. */
export function timelineOf(
  ends: Ends,
  {
    authorities,
    thresholds,
    now,
  }: { authorities: readonly AuthorityView[]; thresholds: CertificateThresholds; now: number },
): Omit<CertificateTimeline, 'pressing' | 'next'> {
  const newest = ends.reduce<Ends[number] | null>(
    (last, end) => (last && last.issuedAt >= end.issuedAt ? last : end),
    null,
  );
  const lifetimeMs = newest && newest.notAfter - newest.notBefore;
  const left = newest && newest.notAfter - renewalDueAt(newest, thresholds);
  const ending = authorities.filter(({ state }) => state !== 'RETIRED');
  return {
    at: now,
    totalCount: ends.length,
    lanes: expiryLanes(ends, now).map((lane) => {
      const isIn = ({ notAfter, late }: Ends[number]) =>
        late && (lane.from === null || notAfter >= lane.from) && (lane.before === null || notAfter < lane.before);
      return { ...lane, notRenewing: ends.filter(isIn).slice(0, mostNamed) };
    }),
    weeks: expiryWeeks(ends, now),
    marks: [
      ...ending.map(({ subject, notAfter }) => ({
        kind: 'AUTHORITY_END' as const,
        at: notAfter,
        name: commonName(subject),
      })),
      ...(left === null ? [] : [{ kind: 'RENEWAL' as const, at: now + left, name: '' }]),
    ],
    lifetimeMs,
  };
}
