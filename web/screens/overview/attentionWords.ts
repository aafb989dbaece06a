import { formatCount, formatPlural } from '../../format/counts.ts';
import { formatShortClock, formatShortDay, formatSpan } from '../../format/moments.ts';
import type { AttentionCause, AttentionFactsFragment } from '../../graphql.generated.ts';
import type { Paths } from '../../paths.ts';
import type { StateFamily } from '../../ui/StateGlyph.tsx';

export type AttentionFacts = AttentionFactsFragment;

const families: Record<AttentionCause, { family: StateFamily; word: string }> = {
  CERTIFICATE_EXPIRED: { family: 'failed', word: 'Expired' },
  CERTIFICATE_REVOKED: { family: 'failed', word: 'Revoked' },
  RENEWAL_MISSED: { family: 'attention', word: 'Not renewing' },
  RENEWAL_REFUSED: { family: 'attention', word: 'Not renewing' },
  SYNCHRONISATION_FAILED: { family: 'failed', word: 'Failed' },
  AGENT_SILENT: { family: 'attention', word: 'Agent silent' },
  TOKEN_UNUSED: { family: 'pending', word: 'Pending' },
  ONLY_DEFAULT: { family: 'idle', word: 'Idle' },
};

export const findingOf = ({ cause }: AttentionFacts) => families[cause];

const moment = (at: string | null): number | null => (at === null ? null : Date.parse(at));
const onDay = (at: number | null) => (at === null ? '' : ` on ${formatShortDay(at)}`);

/** What it is called in the list. */
export const titleOf = ({ cause, object, count }: AttentionFacts): string => {
  if (cause === 'TOKEN_UNUSED') return `Token for ${object.name}`;
  return count > 1 ? `${object.name} and ${formatCount(count - 1)} more` : object.name;
};

/** Why it is listed, in a few words. `now` in milliseconds. */
export function causeOf({ cause, count, detail, silentSince, since }: AttentionFacts, now: number): string {
  const silent = moment(silentSince);
  const also = silent === null ? '' : `, agent silent for ${formatSpan(now - silent)}`;
  const at = moment(since);
  switch (cause) {
    case 'CERTIFICATE_EXPIRED':
      return `Certificate expired${onDay(at)}${also}`;
    case 'CERTIFICATE_REVOKED':
      return `Certificate revoked${onDay(at)}, connections wait`;
    case 'RENEWAL_MISSED':
      return `Missed its renewal${onDay(at)}${also || ', still calling'}`;
    case 'RENEWAL_REFUSED':
      return `Renewal refused${onDay(at)}${also}`;
    case 'SYNCHRONISATION_FAILED':
      return `Sync failing${detail ? `: ${detail}` : ''}`;
    case 'AGENT_SILENT':
      return at === null ? 'Agent was never heard of' : `Agent silent for ${formatSpan(now - at)}`;
    case 'TOKEN_UNUSED':
      return 'Generated, not used yet';
    case 'ONLY_DEFAULT':
      return `${count > 1 ? 'Only' : 'Stuck'} in the default scenario${at === null ? '' : ` since ${formatShortDay(at)}`}, never connected`;
  }
}

export interface Step {
  label: string;
  href: string;
}

/** The next step, one click away; `mayEnrol`: the person may give out tokens. */
export function stepOf(item: AttentionFacts, paths: Paths, mayEnrol: boolean): Step {
  const { cause, object, count, silentSince } = item;
  const isRuntime = object.kind === 'RUNTIME';
  const page = isRuntime ? paths.runtime(object.id) : paths.application(object.id);
  const enrol = paths.connect(isRuntime ? 'runtime' : 'application', object.id);
  const isShutOut = cause === 'CERTIFICATE_EXPIRED' || cause === 'CERTIFICATE_REVOKED';
  if (mayEnrol && (isShutOut || (cause === 'RENEWAL_MISSED' && silentSince !== null))) {
    return { label: 'Re-enrol…', href: enrol };
  }
  switch (cause) {
    case 'SYNCHRONISATION_FAILED':
    case 'RENEWAL_REFUSED':
      return { label: 'See error', href: page };
    case 'TOKEN_UNUSED':
      return { label: 'Continue', href: enrol };
    case 'ONLY_DEFAULT':
      return count > 1
        ? { label: 'See all', href: `${paths.applications}?q=${encodeURIComponent('scenario:default')}` }
        : { label: 'Assign…', href: page };
    default:
      return { label: 'See why', href: page };
  }
}

const day = 24 * 60 * 60 * 1000;

/** The one sentence the screen begins with: the most pressing thing, or that there is none. */
export function headlineOf(first: AttentionFacts | undefined, now: number): string {
  if (!first) return 'Nothing needs attention';
  const { cause, object, connectionsAtRisk: risk } = first;
  const until = moment(first.until);
  const frozen = `${formatPlural(risk, 'connection')} of ${object.name} ${risk === 1 ? 'is' : 'are'} frozen`;
  const freeze = risk === 0 ? '' : ` and ${formatPlural(risk, 'connection')} ${risk === 1 ? 'freezes' : 'freeze'}`;
  switch (cause) {
    case 'CERTIFICATE_EXPIRED':
      return risk > 0 ? `${frozen}: its certificate expired` : `The certificate of ${object.name} has expired`;
    case 'CERTIFICATE_REVOKED':
      return `${frozen}: its certificate was revoked`;
    case 'RENEWAL_MISSED':
    case 'RENEWAL_REFUSED': {
      if (until === null) return `${object.name} does not renew its certificate`;
      const when = until - now < day ? `at ${formatShortClock(until)}` : `in ${formatSpan(until - now)}`;
      return `${object.name} loses its certificate ${when}${freeze}`;
    }
    case 'SYNCHRONISATION_FAILED':
      return `${object.name} fails to synchronise`;
    case 'AGENT_SILENT':
      return `The agent of ${object.name} ${first.since === null ? 'was never heard of' : 'has gone silent'}`;
    default:
      return 'Nothing is about to break';
  }
}
