import { createContext, type MouseEvent, type PointerEvent, useContext } from 'react';
import type { MenuAction } from '../ui/ActionMenu.tsx';
import type { MapCard } from './model.ts';
import type { DrawnLine } from './scene.ts';

/** What a card can ask of the map; the object never changes, so that cards need not render for it. */
export interface CardActions {
  press: (event: PointerEvent, card: MapCard) => void;
  choose: (event: MouseEvent, card: MapCard) => void;
  focused: (id: string) => void;
  /** Pointed at or focused by keyboard; null once it is left. */
  pointed: (id: string | null) => void;
  menuOf: (card: MapCard) => (MenuAction | 'divider')[];
  /** What can be done about members of a scenario that are not drawn. */
  stackOf: (card: MapCard) => MenuAction[];
}

/** Nothing for a line that stands for several. */
export type LineMenuOf = (line: Pick<DrawnLine, 'applicationID' | 'runtimeID'>) => (MenuAction | 'divider')[];

/** What the canvas calls the stack of a scenario, beside the scenario itself. */
export const stackItem = (scenarioID: string): string => `stack:${scenarioID}`;

/** What stands for all cards from far away, and has the focus in their place. */
export const farItem = 'far';

export const CardActionsContext = createContext<CardActions | null>(null);

export function useCardActions(): CardActions {
  const actions = useContext(CardActionsContext);
  if (!actions) throw new Error('A card stands on the map only');
  return actions;
}
