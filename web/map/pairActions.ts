import type { Change, PairState } from '../../landscape/model.ts';
import type { Changes } from '../changes/changesContext.ts';
import type { MenuAction } from '../ui/ActionMenu.tsx';
import type { MapDialog } from './MapDialogs.tsx';

export interface PairAction extends Pick<MenuAction, 'icon' | 'shortcut' | 'run'> {
  label: string;
  /** `main` is what one most likely came for; `look` changes nothing. */
  kind: 'main' | 'change' | 'look';
  /** What a `main` one changes, to say beforehand what stops. */
  change?: Change;
}

interface PairContext {
  applicationID: string;
  runtimeID: string;
  /** Names of the two. */
  application: string;
  runtime: string;
  propose: Changes['propose'];
  onDialog: (dialog: MapDialog) => void;
  onSelect: (ids: readonly string[]) => void;
}

/** What can be done about an Application and a Runtime: the same beside the map and in the menu of their line. */
export function pairActions(state: PairState, context: PairContext): PairAction[] {
  const { applicationID, runtimeID, application, runtime, propose, onDialog, onSelect } = context;
  const pair = { applicationID, runtimeID };
  const main = (label: string, change: Change, title: string): PairAction => ({
    ...{ label, change, kind: 'main', icon: 'k-runtime', run: () => void propose([change], { title }) },
  });
  const leave: PairAction = {
    ...{ label: 'Remove from scenario…', kind: 'change', icon: 'k-scenario', shortcut: 'U' },
    run: () => onDialog({ kind: 'unassign', ids: [applicationID] }),
  };
  const ofState: Record<PairState, () => PairAction[]> = {
    FORBIDDEN: () => [
      {
        ...{ label: 'Assign both to a scenario…', kind: 'change', icon: 'k-scenario' },
        run: () => onDialog({ kind: 'assign', ids: [applicationID, runtimeID] }),
      },
    ],
    AVAILABLE: () => [
      main(`Connect to ${runtime}`, { connect: pair }, `Connected ${application} to ${runtime}`),
      leave,
    ],
    BLOCKED: () => [main(`Switch to ${runtime}…`, { switch: pair }, `Switched ${application} to ${runtime}`), leave],
    CONNECTED: () => [
      {
        ...{ label: 'Switch runtime…', kind: 'change', icon: 'k-runtime', shortcut: 'S' },
        run: () => onDialog({ kind: 'connect', applicationID }),
      },
      {
        ...{ label: 'Disconnect…', kind: 'change', icon: 'i-close' },
        run: () => void propose([{ disconnect: pair }], { title: `Disconnected ${application} from ${runtime}` }),
      },
      leave,
    ],
  };
  return [
    ...ofState[state](),
    { label: `Show ${application}`, kind: 'look', icon: 'k-application', run: () => onSelect([applicationID]) },
    { label: `Show ${runtime}`, kind: 'look', icon: 'k-runtime', run: () => onSelect([runtimeID]) },
  ];
}
