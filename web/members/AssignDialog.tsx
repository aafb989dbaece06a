import { useState } from 'react';
import type { Change } from '../../landscape/model.ts';
import { useChanges } from '../changes/changesContext.ts';
import { formatList } from '../format/counts.ts';
import type { LiveLandscape } from '../live/liveLandscape.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import type { ApplicationRow, RuntimeRow } from './rows.ts';
import { ScenarioPicker } from './ScenarioPicker.tsx';

interface AssignDialogProps {
  landscape: LiveLandscape;
  row: ApplicationRow | RuntimeRow;
  onClose: () => void;
}

/** Adds an object to scenarios and removes it from others, as single changes: nobody else's edit is lost. */
export function AssignDialog({ landscape, row, onClose }: AssignDialogProps) {
  const { propose, preview, mayWrite, whyNot } = useChanges();
  const before = new Set(row.scenarios.map(({ name }) => name));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(before);
  const isApplication = row.kind === 'APPLICATION';
  const fixed: Record<string, string> = {};
  for (const { name, origin } of row.scenarios) if (origin === 'rule') fixed[name] = 'by rule';
  if (isApplication) fixed[landscape.defaultScenario] = 'by itself, while there is no other';

  const added = [...chosen].filter((name) => !before.has(name));
  const removed = [...before].filter((name) => !chosen.has(name));
  const changes: Change[] = [
    ...added.map((scenario): Change => ({ addToScenario: { objectID: row.id, scenario } })),
    ...removed.map((scenario): Change => ({ removeFromScenario: { objectID: row.id, scenario } })),
  ];
  const stops = changes.length === 0 ? 0 : (preview(changes)?.breaks.length ?? 0);
  const title = [
    added.length > 0 && `Added ${row.name} to ${formatList(added)}`,
    removed.length > 0 && `${added.length > 0 ? 'removed it' : `Removed ${row.name}`} from ${formatList(removed)}`,
  ]
    .filter(Boolean)
    .join(', ');

  async function submit() {
    if (changes.length === 0 || !mayWrite) return;
    onClose();
    await propose(changes, { title });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={`Scenarios of ${row.name}`}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={changes.length === 0 || !mayWrite}>
            {stops > 0 ? 'Review…' : 'Save'}
          </Button>
        </>
      }
    >
      <ScenarioPicker
        legend="Scenarios"
        hint={
          isApplication
            ? `What shares a scenario may talk. Without any other, it is in ${landscape.defaultScenario}.`
            : 'What shares a scenario may talk. A runtime may be in none.'
        }
        names={landscape.scenarios.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'en'))}
        fixed={fixed}
        chosen={chosen}
        onChange={setChosen}
        autoFocus
      />
      <p role="status">
        {!mayWrite && whyNot}
        {mayWrite &&
          stops > 0 &&
          `${stops === 1 ? '1 live connection stops' : `${stops} live connections stop`}. You see which before it is applied.`}
        {mayWrite && changes.length > 0 && stops === 0 && 'No live connection stops.'}
      </p>
    </Dialog>
  );
}
