import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { parseMoment, spellMoment } from './moment.ts';
import type { ComparedWith } from './timeSearch.ts';

interface CompareDialogProps {
  comparedWith: ComparedWith;
  /** What comes later has not happened yet. */
  latest: number;
  scenarios: readonly string[];
  onChoose: (compared: ComparedWith) => void;
  onClose: () => void;
}

/** Asks for the second moment, or for two scenarios. */
export function CompareDialog({ comparedWith, latest, scenarios, onChoose, onClose }: CompareDialogProps) {
  const [what, setWhat] = useState<'moment' | 'scenarios'>(comparedWith.kind === 'scenarios' ? 'scenarios' : 'moment');
  const [text, setText] = useState(spellMoment(comparedWith.kind === 'moment' ? comparedWith.moment.at : latest));
  const names = comparedWith.kind === 'scenarios' ? comparedWith.names : [scenarios[0] ?? '', scenarios[1] ?? ''];
  const [first, setFirst] = useState(names[0] ?? '');
  const [second, setSecond] = useState(names[1] ?? '');
  const [problem, setProblem] = useState<string>();
  const submit = () => {
    const at = parseMoment(text);
    if (what === 'moment' && at === null) return setProblem('Write it as 12 Nov 2026, 09:30 or 2026-11-12T09:30Z.');
    if (what === 'scenarios' && first === second) return setProblem('Choose two different scenarios.');
    if (what === 'scenarios') onChoose({ kind: 'scenarios', names: [first, second] });
    else if (at !== null) onChoose({ kind: 'moment', moment: { at: Math.min(at, latest), entry: null } });
    onClose();
  };
  const options = scenarios.map((value) => ({ value, label: value }));
  return (
    <Dialog
      open
      onClose={onClose}
      title="Compare"
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary">
            Compare
          </Button>
        </>
      }
    >
      <Segmented
        label="What to compare"
        value={what}
        options={[
          { value: 'moment', label: 'Two moments' },
          { value: 'scenarios', label: 'Two scenarios' },
        ]}
        onChange={(next) => {
          setWhat(next);
          setProblem(undefined);
        }}
      />
      {what === 'moment' ? (
        <TextField
          label="Second moment, UTC"
          hint="The moment you look at is A, this one is B."
          error={problem}
          value={text}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={({ target }) => setText(target.value)}
        />
      ) : (
        <>
          <SelectField label="Scenario A" value={first} options={options} onChange={setFirst} />
          <SelectField label="Scenario B" value={second} options={options} onChange={setSecond} error={problem} />
        </>
      )}
    </Dialog>
  );
}
