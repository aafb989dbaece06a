import { CardInspector } from './CardInspector.tsx';
import { MembershipInspector } from './matrix/MembershipInspector.tsx';
import type { MapCard } from './model.ts';
import { PairInspector } from './PairInspector.tsx';
import { SelectionInspector } from './SelectionInspector.tsx';

type SelectedInspectorProps = Omit<Parameters<typeof CardInspector>[0], 'card'> & {
  cards: readonly MapCard[];
  /** The cards are row and column of a cell of the matrix. */
  isCell: boolean;
  isPast: boolean;
  onRuntimes: () => void;
};

/** One card, a pair, a membership, or several cards at once. */
export function SelectedInspector({ cards, isCell, ...rest }: SelectedInspectorProps) {
  const [first, second] = cards;
  if (!first) return null;
  if (!second) return <CardInspector card={first} {...rest} />;
  if (isCell && second.kind === 'SCENARIO') return <MembershipInspector member={first} scenario={second} {...rest} />;
  const application = cards.find(({ kind }) => kind === 'APPLICATION');
  const runtime = cards.find(({ kind }) => kind === 'RUNTIME');
  if (cards.length === 2 && application && runtime) {
    return <PairInspector applicationID={application.id} runtimeID={runtime.id} {...rest} />;
  }
  return <SelectionInspector cards={cards} {...rest} />;
}
