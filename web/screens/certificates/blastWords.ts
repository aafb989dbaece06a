import { formatList, formatPlural } from '../../format/counts.ts';
import type { Blast } from './blast.ts';

const goesOn = 'calls go on, but no change, removal or new credential reaches';

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
