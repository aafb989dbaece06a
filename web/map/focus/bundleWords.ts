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
  const states = [...Map.groupBy(members, ({ family }) => family)].map(
    ([family, lines]) => `${lines.length.toLocaleString('en')} ${familyWord[family]}`,
  );
  const head = `${counted(members.length, 'connection')} ${verb} ${nameOf(card)}: ${states.join(', ')}.`;
  const isFine = worst.family === 'connected' || worst.family === 'idle';
  return isFine ? head : `${head} The worst is ${nameOf(other)}: ${worst.word}.`;
}
