import type { Family } from '../../landscape/findings.ts';
import { type FilterQuery, matchesFilter, parseFilter } from '../ui/filterTokens.ts';
import type { MapCard, MapModel } from './model.ts';

const families: ReadonlySet<string> = new Set<Family>([
  'connected',
  'pending',
  'attention',
  'failed',
  'idle',
  'unknown',
]);

/** What the find field takes for a condition. */
export const cardKeys = ['state', 'kind', 'scenario', 'name'] as const;

const matchers = {
  text: (card: MapCard) => `${card.name} ${card.chips.map(({ name }) => name).join(' ')}`,
  tokens: {
    // "Not connected" is not what `state:connected` asks for.
    state: (card: MapCard, value: string) =>
      families.has(value) ? card.family === value : card.word.toLowerCase().includes(value.toLowerCase()),
    kind: (card: MapCard, value: string) => card.kind.toLowerCase() === value.toLowerCase(),
    scenario: (card: MapCard, value: string) =>
      card.kind === 'SCENARIO' ? card.name === value : card.chips.some(({ name }) => name === value),
    name: (card: MapCard, value: string) => card.name.toLowerCase().includes(value.toLowerCase()),
  },
};

function isEmpty({ tokens, text }: FilterQuery): boolean {
  return tokens.length === 0 && text === '';
}

/** Ids of cards the find field asks for (`state:failed scenario:campaign orders`); null if it asks for nothing. */
export function matchingCards(model: MapModel, source: string): ReadonlySet<string> | null {
  const query = parseFilter(source, cardKeys);
  if (isEmpty(query)) return null;
  const matching = new Set<string>();
  for (const card of model.cards.values()) if (matchesFilter(card, query, matchers)) matching.add(card.id);
  return matching;
}
