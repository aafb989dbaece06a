import type { Index } from '../../landscape/impact.ts';
import type { Change, Impact } from '../../landscape/model.ts';
import { useChanges } from '../changes/changesContext.ts';
import { summarise } from '../changes/describe.ts';
import { NameScenarioDialog } from '../scenarios/NameScenarioDialog.tsx';
import { type Choice, type ChoiceOutcome, ChooseDialog } from './ChooseDialog.tsx';
import { type Carried, changesOf, leavable, switchTargets, titleOf } from './carry.ts';

export type MapDialog =
  | { kind: 'assign'; ids: readonly string[] }
  | { kind: 'unassign'; ids: readonly string[] }
  | { kind: 'connect'; applicationID: string }
  | { kind: 'create' };

interface MapDialogsProps {
  dialog: MapDialog | null;
  index: Index;
  scenarios: readonly string[];
  onClose: () => void;
}

function outcomeOf(impact: Impact | null): ChoiceOutcome {
  const conflict = impact?.conflicts[0];
  if (conflict) return { detail: conflict.message, breaks: false, disabled: true };
  return { detail: impact ? summarise(impact) : '', breaks: (impact?.breaks.length ?? 0) > 0, disabled: false };
}

const impossible = (detail: string): ChoiceOutcome => ({ detail, breaks: false, disabled: true });

/** The same as dragging, without dragging: choose where a card joins, what it leaves, which Runtime it connects to. */
export function MapDialogs({ dialog, index, scenarios, onClose }: MapDialogsProps) {
  const { preview, propose } = useChanges();
  if (!dialog) return null;
  if (dialog.kind === 'create') return <NameScenarioDialog onClose={onClose} onDone={onClose} />;
  const name = (id: string) => index.members.get(id)?.name ?? '';
  const called = (ids: readonly string[]) => (ids.length === 1 ? name(ids[0]!) : `${ids.length} cards`);

  if (dialog.kind === 'connect') {
    const { applicationID } = dialog;
    const holder = [...(index.holders.get(applicationID)?.keys() ?? [])][0] ?? null;
    const exclusive = index.facts.connectionPolicy === 'EXCLUSIVE';
    const eligible = new Set(switchTargets(index, applicationID, null));
    const choices = index.facts.runtimes.map((runtime): Choice => {
      const pair = { applicationID, runtimeID: runtime.id };
      const change: Change = holder && exclusive ? { switch: pair } : { connect: pair };
      const own = index.holders.get(applicationID)?.has(runtime.id) ?? false;
      const reason = own ? 'Connected already' : `Shares no scenario with ${name(applicationID)}`;
      const verb = 'switch' in change ? 'Switched' : 'Connected';
      return {
        ...{ id: runtime.id, label: runtime.name, icon: 'k-runtime' },
        outcome: own || !eligible.has(runtime.id) ? impossible(reason) : () => outcomeOf(preview([change])),
        run: () => void propose([change], { title: `${verb} ${name(applicationID)} to ${runtime.name}` }),
      };
    });
    return (
      <ChooseDialog
        title={holder ? `Switch ${name(applicationID)} to another runtime` : `Connect ${name(applicationID)}`}
        lead={
          holder
            ? `It is connected to ${name(holder)}. Runtimes that share a scenario with it come first.`
            : 'Runtimes that share a scenario with it come first.'
        }
        find="Find a runtime"
        choices={choices}
        onClose={onClose}
      />
    );
  }

  const carried: Carried = { what: 'cards', ids: dialog.ids };
  const joins = dialog.kind === 'assign';
  const mine = new Set(dialog.ids.flatMap((id) => index.members.get(id)?.scenarios ?? []));
  const offered = joins ? scenarios : [...mine].sort();
  const free = new Set(joins ? [] : leavable(index, dialog.ids));
  // What so many changes do takes a moment for each scenario; it is said of the chosen one.
  const isMany = dialog.ids.length > 50;
  const later: ChoiceOutcome = { detail: 'What it does is said before anything stops', breaks: false, disabled: false };
  const choices = offered.map((scenario): Choice => {
    const target = { kind: joins ? ('join' as const) : ('leave' as const), scenario };
    const changes = changesOf(index, carried, target);
    const cannot = changes.length === 0 || (!joins && !free.has(scenario));
    const reason = joins
      ? 'In it already'
      : scenario === index.facts.defaultScenario
        ? 'Leaves it by itself with its first other scenario'
        : 'A rule puts it there';
    return {
      ...{ id: scenario, label: scenario, icon: 'k-scenario' },
      outcome: cannot ? impossible(reason) : isMany ? later : () => outcomeOf(preview(changes)),
      run: () => void propose(changes, { title: titleOf(index, carried, target) }),
    };
  });
  return (
    <ChooseDialog
      title={joins ? `Assign ${called(dialog.ids)} to a scenario` : `Remove ${called(dialog.ids)} from a scenario`}
      lead={
        joins
          ? 'Members of the same scenario are allowed to talk.'
          : 'Pairs without a common scenario are forbidden to talk.'
      }
      find="Find a scenario"
      choices={choices}
      onClose={onClose}
    />
  );
}
