import type { MenuAction } from '../ui/ActionMenu.tsx';
import type { MapDialog } from './MapDialogs.tsx';
import type { MapCard } from './model.ts';
import type { PairAction } from './pairActions.ts';
import { type Pinning, tooManyPins } from './usePins.ts';

interface MenuContext {
  mayWrite: boolean;
  whyNot: string;
  onDialog: (dialog: MapDialog) => void;
  onMove: (ids: readonly string[]) => void;
  onOpen: (card: MapCard) => void;
  onFilter: (card: MapCard) => void;
  onFocus: (card: MapCard) => void;
  isSelected: boolean;
  /** Adds it to the selection or takes it out, as Shift and a click do. */
  onToggle: (card: MapCard) => void;
  pinning: Pinning;
}

/** Everything a line can do: `actions` of its pair, and its end picked up; null where it has none to move. */
export function lineMenu(
  actions: readonly PairAction[],
  { mayWrite, whyNot, onMove }: { mayWrite: boolean; whyNot: string; onMove: (() => void) | null },
): (MenuAction | 'divider')[] {
  const move: PairAction = {
    ...{ label: 'Move its end on the map', kind: 'change', icon: 'i-grip', shortcut: 'M' },
    run: () => onMove?.(),
  };
  const entry = ({ kind, change: _, ...action }: PairAction): MenuAction =>
    kind === 'look' || mayWrite ? action : { ...action, disabled: true, detail: whyNot };
  return [
    ...[...actions.filter(({ kind }) => kind !== 'look'), ...(onMove ? [move] : [])].map(entry),
    'divider',
    ...actions.filter(({ kind }) => kind === 'look').map(entry),
  ];
}

/** Everything a card can do without being dragged. */
export function cardMenu(card: MapCard, context: MenuContext): (MenuAction | 'divider')[] {
  const { mayWrite, whyNot, onDialog, onMove, onOpen, onFilter, onFocus, isSelected, onToggle, pinning } = context;
  const open: MenuAction = { label: 'Open its page', icon: 'i-open', run: () => onOpen(card) };
  const focus: MenuAction = { label: 'Focus on it', icon: 'i-fit', run: () => onFocus(card) };
  const pin: MenuAction = {
    ...(card.isPinned
      ? { label: 'Unpin from the map', detail: 'Drawn only while there is room' }
      : { label: 'Pin to the map', detail: 'Always drawn, for you alone' }),
    ...{ icon: 'i-pin', shortcut: 'P', run: () => pinning.toggle([card.id]) },
    ...(!card.isPinned && pinning.isFull ? { disabled: true, detail: tooManyPins } : {}),
  };
  if (card.kind === 'SCENARIO') {
    return [{ label: 'Show its members only', icon: 'i-eye', run: () => onFilter(card) }, pin, focus, open];
  }
  const write = (action: MenuAction): MenuAction => (mayWrite ? action : { ...action, disabled: true, detail: whyNot });
  const ids = [card.id];
  return [
    write({
      label: 'Assign to scenario…',
      icon: 'k-scenario',
      shortcut: 'A',
      run: () => onDialog({ kind: 'assign', ids }),
    }),
    write({
      label: 'Remove from scenario…',
      icon: 'i-close',
      shortcut: 'U',
      run: () => onDialog({ kind: 'unassign', ids }),
    }),
    write({ label: 'Move on the map', icon: 'i-grip', shortcut: 'M', run: () => onMove(ids) }),
    ...(card.kind === 'APPLICATION'
      ? [
          write({
            label: card.degree > 0 ? 'Switch runtime…' : 'Connect to a runtime…',
            icon: 'k-runtime',
            shortcut: 'S',
            run: () => onDialog({ kind: 'connect', applicationID: card.id }),
          }),
        ]
      : []),
    'divider',
    {
      label: isSelected ? 'Take out of the selection' : 'Add to the selection',
      icon: 'i-check',
      shortcut: 'Space',
      run: () => onToggle(card),
    },
    pin,
    focus,
    open,
  ];
}
