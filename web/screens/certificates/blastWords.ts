import { formatList, formatPlural } from '../../format/counts.ts';
import { formatExactZoned } from '../../format/moments.ts';
import type { CertificateState } from '../../graphql.generated.ts';
import type { Blast } from './blast.ts';

const goesOn = 'calls go on, but no change, removal or new credential reaches';

/** What renews normally never alarms (product.md section 4): its end is a matter of what would happen otherwise. */
export const isCalm = (state: CertificateState): boolean => state === 'HEALTHY' || state === 'RENEWAL_DUE';

/** What stands before and after "14 connections in 2 scenarios" of a certificate that ends, or has ended. */
export function freezeWords(
  { state, notAfter, isOver }: { state: CertificateState; notAfter: number; isOver: boolean },
  connections: number,
): { lead: string; verb: string } {
  const [is, freeze] = connections === 1 ? ['is', 'freezes'] : ['are', 'freeze'];
  const end = formatExactZoned(notAfter);
  if (isOver) return { lead: '', verb: `${is} frozen` };
  if (isCalm(state)) return { lead: 'Unless it is renewed, ', verb: `${freeze} from ${end}` };
  return { lead: `From ${end} `, verb: freeze };
}

/** What these certificates take with them if they are revoked now, the worst first. */
export function revocationWords({ runtimes, connections, applications }: Blast): string[] {
  const lost = connections.filter(({ runtime }) => runtime.isOver).length;
  const freezing = connections.length - lost;
  const names = runtimes.filter(({ isOver }) => !isOver).map(({ name }) => name);
  const lines = [
    freezing > 0 &&
      `${formatPlural(freezing, 'connection')} ${freezing === 1 ? 'freezes' : 'freeze'}: ${goesOn} ${formatList(names)}.`,
    lost > 0 && `${formatPlural(lost, 'connection')} ${lost === 1 ? 'is' : 'are'} frozen already.`,
    connections.length === 0 && 'No connection freezes.',
    applications.length > 0 &&
      `${formatList(applications)} can no longer call Compass, nor any runtime that authenticates ${
        applications.length === 1 ? 'it by this certificate' : 'them by these certificates'
      }.`,
  ];
  return lines.filter((line) => line !== false);
}
