import { NameScenarioDialog } from '../../scenarios/NameScenarioDialog.tsx';
import { DeleteScenarioDialog } from './DeleteScenarioDialog.tsx';
import type { ScenarioRow } from './rows.ts';

export type ScenarioDialogName = 'rename' | 'delete';

interface ScenarioDialogsProps {
  row: ScenarioRow;
  name: ScenarioDialogName | null;
  onClose: () => void;
  onRenamed: (name: string) => void;
  onDeleted: () => void;
}

export function ScenarioDialogs({ row, name, onClose, onRenamed, onDeleted }: ScenarioDialogsProps) {
  if (name === 'rename') return <NameScenarioDialog row={row} onClose={onClose} onDone={onRenamed} />;
  if (name === 'delete') return <DeleteScenarioDialog row={row} onClose={onClose} onDone={onDeleted} />;
  return null;
}
