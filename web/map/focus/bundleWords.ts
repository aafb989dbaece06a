import { counted } from '../../changes/describe.ts';
import type { MapLine, MapModel } from '../model.ts';
import type { Family } from '../words.ts';

const familyWord: Readonly<Record<Family, string>> = {
  failed: 'failed or refused',
  attention: 'needing attention',
  pending: 'waiting for the agent',
  connected: 'connected',
  idle: 'allowed, not connected',
  unknown: 'unknown',
};

/** How many there are in which state, and which is the worst. `members` come worst first; `card` is their common end. */
export function bundleSentence(members: readonly MapLine[], card: string, model: MapModel): string {
  const [worst] = members;
  if (!worst) return 'There is none any more.';
  const nameOf = (id: string) => model.cards.get(id)?.name ?? id;
  const end = model.cards.get(card);
  const [one, verb] = end?.kind === 'RUNTIME' ? ['application', 'to'] : ['runtime', 'of'];
  const other = worst.applicationID === card ? worst.runtimeID : worst.applicationID;
  if (worst.kind === 'allowed') {
    return `${counted(members.length, one)} may connect to ${nameOf(card)} and ${members.length === 1 ? 'is' : 'are'} not connected.`;
  }
  if (worst.kind === 'refused') {
    const many = counted(members.length, one);
    if (one === 'application') {
      const [are, others, runtimes] =
        members.length === 1 ? ['is', 'another', 'runtime'] : ['are', 'other', 'runtimes'];
      return `${many} in the same scenarios ${are} held by ${others} ${runtimes}. ${nameOf(card)} is refused until somebody switches.`;
    }
    const holder = model.lines.find((line) => line.kind === 'connection' && line.applicationID === card);
    return `${many} in the same scenarios ${members.length === 1 ? 'is' : 'are'} refused, because ${nameOf(card)} is connected to ${holder ? nameOf(holder.runtimeID) : 'another runtime'} and may be connected to one runtime at a time.`;
  }
  const states = [...Map.groupBy(members, ({ family }) => family)].map(
    ([family, lines]) => `${lines.length.toLocaleString('en')} ${familyWord[family]}`,
  );
  const head = `${counted(members.length, 'connection')} ${verb} ${nameOf(card)}: ${states.join(', ')}.`;
  const isFine = worst.family === 'connected' || worst.family === 'idle';
  return isFine ? head : `${head} The worst is ${nameOf(other)}: ${worst.word}.`;
}
