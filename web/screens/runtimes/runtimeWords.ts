import { formatPlural } from '../../format/counts.ts';
import { formatExactZoned, formatSpan } from '../../format/moments.ts';
import type { RuntimeRow } from '../../members/rows.ts';

/** "Its 14 connections freeze: ..." in the words of product.md section 4; nothing if it holds none. */
function freeze(row: RuntimeRow, tense: 'now' | 'then'): string {
  const count = row.connected.length;
  if (count === 0) return '';
  const what = count === 1 ? 'Its connection' : `Its ${formatPlural(count, 'connection')}`;
  const verb = tense === 'now' ? (count === 1 ? 'is frozen' : 'are frozen') : count === 1 ? 'freezes' : 'freeze';
  return ` ${what} ${verb}: calls go on, but no change, removal or new credential reaches the runtime.`;
}

/** What there is to say about a Runtime, after its name. `now` in milliseconds. */
export function runtimeSentence(row: RuntimeRow, now: number): string {
  const { certificate, lastContactAt } = row;
  const silent =
    lastContactAt === null ? 'has not called yet' : `has not called for ${formatSpan(now - lastContactAt)}`;
  switch (row.state) {
    case 'NOT_CONNECTED':
      return row.tokenExpiresAt !== null && row.tokenExpiresAt > now
        ? `has a one-time token it has not used. The token expires ${formatExactZoned(row.tokenExpiresAt)}.`
        : 'has never connected. It needs a one-time token.';
    case 'REVOKED':
      return `has no valid certificate: it was revoked.${freeze(row, 'now')}`;
    case 'CERTIFICATE_EXPIRED':
      return `lost its certificate on ${formatExactZoned(certificate?.notAfter ?? now)}.${freeze(row, 'now')}`;
    case 'FAILED':
      return 'reported that its last synchronisation failed. Connections go on with what it fetched before.';
    case 'STALE':
      if (certificate?.family === 'attention') {
        return `${silent}, and loses its certificate on ${formatExactZoned(certificate.notAfter)} unless it renews it.${freeze(row, 'then')}`;
      }
      return `${silent}, although its certificate is valid. Changes wait until it does.`;
    case 'CONNECTED': {
      if (certificate?.family === 'attention') {
        return `loses its certificate on ${formatExactZoned(certificate.notAfter)}, and its agent is not renewing it.${freeze(row, 'then')}`;
      }
      const held = row.connected.length;
      const reach = formatPlural(row.reachable, 'application');
      return held === 0
        ? `is connected to Compass and uses no application yet; ${reach} ${row.reachable === 1 ? 'is' : 'are'} in its scenarios.`
        : `is connected and uses ${held} of the ${reach} in its scenarios.`;
    }
  }
}

/** Connections that ended but whose end the agent has not fetched; empty if there is none. */
export function unenforced(count: number): string {
  if (count === 0) return '';
  return `${formatPlural(count, 'removed connection')} ${count === 1 ? 'is' : 'are'} not enforced there yet: the agent has not fetched since.`;
}
