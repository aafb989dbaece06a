import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { explainPair } from '../../landscape/explain.ts';
import { useChanges } from '../changes/changesContext.ts';
import { type Command, useCommands } from '../commands/commands.ts';
import { usePaths } from '../paths.ts';
import type { MenuAction } from '../ui/ActionMenu.tsx';
import type { MapDialog } from './MapDialogs.tsx';
import { cardMenu, lineMenu } from './menuOf.ts';
import type { MapCard, MapModel } from './model.ts';
import { pairActions } from './pairActions.ts';
import type { DrawnLine } from './scene.ts';
import { toggled } from './toggled.ts';
import type { CarryControls } from './useCarry.ts';
import type { ChangeSearch, MapMode } from './useMapSearch.ts';
import type { Pinning } from './usePins.ts';

interface CardCommandsOptions {
  model: MapModel;
  selection: readonly string[];
  controls: CarryControls;
  mode: MapMode;
  isTable: boolean;
  hidesOthers: boolean;
  pinning: Pinning;
  /** Scenarios whose members are drawn before others. */
  expanded: readonly string[];
  change: ChangeSearch;
  onDialog: (dialog: MapDialog) => void;
}

const asCommand = ({ label, icon, shortcut, disabled, detail, run }: MenuAction): Command => ({
  id: String(label),
  label: String(label),
  ...(icon ? { icon } : {}),
  ...(shortcut ? { shortcut: shortcut.toLowerCase() } : {}),
  ...(disabled ? { disabled: String(detail) } : {}),
  run,
});

/** What menus and single keys do with a card or a line, the same on the map and in its table. */
export function useCardCommands(options: CardCommandsOptions) {
  const { model, selection, controls, mode, isTable, hidesOthers, pinning, expanded, change, onDialog } = options;
  const { index, mayWrite, whyNot, refuse, propose } = useChanges();
  const router = useRouter();
  const paths = usePaths();
  const { pickUp } = controls;
  const onMove = useCallback(
    (ids: readonly string[]) => {
      if (isTable || mode === 'matrix') change({ view: 'map', mode: 'map' });
      pickUp({ what: 'cards', ids }, 'move');
    },
    [mode, isTable, change, pickUp],
  );
  const toggle = useCallback((id: string) => change({ select: toggled(selection, id) }), [change, selection]);
  const scenarioFilter = (name: string) => `scenario:${/\s/.test(name) ? `"${name}"` : name}`;
  const menuOf = (card: MapCard) =>
    cardMenu(card, {
      ...{ mayWrite, whyNot, onDialog, onMove, pinning },
      isSelected: selection.includes(card.id),
      onToggle: ({ id }) => toggle(id),
      onOpen: ({ kind, id, name }) =>
        router.history.push(
          kind === 'APPLICATION'
            ? paths.application(id)
            : kind === 'RUNTIME'
              ? paths.runtime(id)
              : paths.scenario(name),
        ),
      onFocus: ({ id }) => change({ mode: 'focus', around: id, view: 'map' }),
      onFilter: ({ name }) => change({ find: scenarioFilter(name), hide: true }),
    });
  const menuOfLine = ({ applicationID, runtimeID }: Pick<DrawnLine, 'applicationID' | 'runtimeID'>) => {
    const state = index && explainPair(index, applicationID, runtimeID)?.state;
    if (!state) return [];
    const nameOf = (id: string) => model.cards.get(id)?.name ?? '';
    const actions = pairActions(state, {
      ...{ applicationID, runtimeID, propose, onDialog },
      ...{ application: nameOf(applicationID), runtime: nameOf(runtimeID) },
      onSelect: (select) => change({ select }),
    });
    const pickUpEnd = () => pickUp({ what: 'end', applicationID, runtimeID }, 'move');
    return lineMenu(actions, { mayWrite, whyNot, onMove: state === 'CONNECTED' ? pickUpEnd : null });
  };
  const only = selection.length === 1 ? model.cards.get(selection[0] ?? '') : undefined;
  useCommands(
    only
      ? {
          label: `On ${only.name}`,
          commands: menuOf(only).flatMap((action) => (action === 'divider' ? [] : [asCommand(action)])),
        }
      : null,
  );
  const listOf = (list: string, name: string) => () =>
    router.history.push(`${list}?q=${encodeURIComponent(scenarioFilter(name))}`);
  const stackOf = ({ id, name }: MapCard): MenuAction[] => [
    expanded.includes(id)
      ? { label: 'Draw the worst of all scenarios again', icon: 'i-minus', run: () => change({ expand: [] }) }
      : {
          label: 'Expand here',
          detail: `Draws members of ${name} before others`,
          icon: 'i-plus',
          run: () => change({ expand: [id] }),
        },
    { label: `Show only ${name}`, icon: 'i-eye', run: () => change({ find: scenarioFilter(name), hide: true }) },
    { label: 'List its applications', icon: 'i-table', run: listOf(paths.applications, name) },
    { label: 'List its runtimes', icon: 'i-table', run: listOf(paths.runtimes, name) },
  ];
  const onItemKey = useCallback(
    (key: string, item: string): boolean => {
      if (key === '/') {
        // Map and Matrix have a field that takes the key by itself.
        const find = document.querySelector<HTMLElement>('[data-map-find]');
        find?.focus();
        return find !== null;
      }
      if (key === 'h') {
        change({ hide: !hidesOthers });
        return true;
      }
      const id = item.startsWith('line:') ? item.slice(5).split('>')[0]! : item;
      const card = model.cards.get(id);
      if (!card) return false;
      if (key === ' ' && id === item) {
        toggle(id);
        return true;
      }
      if (key === 'p' && id === item) {
        pinning.toggle(selection.includes(id) ? selection : [id]);
        return true;
      }
      if (card.kind === 'SCENARIO') return false;
      const ids = selection.includes(id)
        ? selection.filter((other) => model.cards.get(other)?.kind !== 'SCENARIO')
        : [id];
      const runtimeID = item.startsWith('line:') ? item.slice(5).split('>')[1]! : null;
      const keys: Record<string, () => void> = {
        a: () => onDialog({ kind: 'assign', ids }),
        u: () => onDialog({ kind: 'unassign', ids }),
        Delete: () => onDialog({ kind: 'unassign', ids }),
        m: () => (runtimeID ? pickUp({ what: 'end', applicationID: id, runtimeID }, 'move') : onMove(ids)),
        ...(card.kind === 'APPLICATION' && { s: () => onDialog({ kind: 'connect', applicationID: id }) }),
      };
      const run = keys[key];
      if (run) mayWrite ? run() : refuse();
      return run !== undefined;
    },
    [change, toggle, pinning, hidesOthers, onDialog, model, selection, mayWrite, refuse, onMove, pickUp],
  );
  return { onMove, menuOf, menuOfLine, stackOf, onItemKey };
}
