import { formatPlural } from '../format/counts.ts';
import type { ConnectionPolicy, PreviewConnectionPolicyQuery } from '../graphql.generated.ts';

export const policies: Readonly<Record<ConnectionPolicy, { label: string; means: string }>> = {
  EXCLUSIVE: {
    label: 'Exclusive',
    means: 'An application is connected to one runtime at a time; a second one is refused until the first lets go.',
  },
  SHARED: {
    label: 'Shared',
    means: 'An application may be connected to any number of runtimes. Events still go to one of them.',
  },
};

type Preview = PreviewConnectionPolicyQuery['previewConnectionPolicy'];

/** What the change would do, in one or two sentences; null if conflicts keep it from happening. */
export function previewInWords(preview: Preview): string | null {
  const { connections, becomePossible, stopBeingPossible, conflicts } = preview;
  if (conflicts.length > 0) return null;
  const verb = connections === 1 ? 'stays as it is' : 'stay as they are';
  const stays =
    connections === 0 ? 'No connection is affected.' : `${formatPlural(connections, 'connection')} ${verb}.`;
  if (preview.from === 'EXCLUSIVE') {
    const pairs = `${formatPlural(becomePossible, 'more pair')} can be connected`;
    return becomePossible === 0
      ? `${stays} No pair waits for another runtime to let go.`
      : `${stays} ${pairs}: each runtime connects to the applications it shares a scenario with at its next fetch, without being asked.`;
  }
  return stopBeingPossible === 0
    ? `${stays} No pair that could be connected now is lost.`
    : `${stays} ${formatPlural(stopBeingPossible, 'pair')} that could be connected now no longer can.`;
}
