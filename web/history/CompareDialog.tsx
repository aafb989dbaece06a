import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { parseMoment, spellMoment } from './moment.ts';
import type { TimeTravel } from './useTimeTravel.ts';

interface CompareDialogProps {
  time: TimeTravel;
  /** What comes later has not happened yet. */
  latest: number;
  scenarios: readonly string[];
}

/** Asks for the second moment, or for two scenarios. */
export function CompareDialog({ time, latest, scenarios }: CompareDialogProps) {
  const { moment, comparedWith, choosing, choose, compareWith } = time;
  const onClose = () => choose(null);
  const [what, setWhat] = useState(moment === null || comparedWith.kind === 'scenarios' ? 'scenarios' : choosing);
  const [text, setText] = useState(spellMoment(comparedWith.kind === 'moment' ? comparedWith.moment.at : latest));
  const names = comparedWith.kind === 'scenarios' ? comparedWith.names : [scenarios[0] ?? '', scenarios[1] ?? ''];
  const [first, setFirst] = useState(names[0] ?? '');
  const [second, setSecond] = useState(names[1] ?? '');
  const [problem, setProblem] = useState<string>();
  const submit = () => {
    const at = parseMoment(text);
    if (what !== 'scenarios' && at === null) return setProblem('Write it as 12 Nov 2026, 09:30 or 2026-11-12T09:30Z.');
    if (what === 'scenarios' && first === second) return setProblem('Choose two different scenarios.');
    if (what === 'scenarios') compareWith({ kind: 'scenarios', names: [first, second] });
    else if (at !== null) compareWith({ kind: 'moment', moment: { at: Math.min(at, latest), entry: null } });
  };
  const options = scenarios.map((value) => ({ value, label: value }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={moment === null ? 'Compare two scenarios' : 'Compare'}
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
      {moment !== null && (
        <Segmented
          label="What to compare"
          value={what ?? 'moment'}
          options={[
            { value: 'moment', label: 'Two moments' },
            { value: 'scenarios', label: 'Two scenarios' },
          ]}
          onChange={(next) => {
            setWhat(next);
            setProblem(undefined);
          }}
        />
      )}
      {what !== 'scenarios' ? (
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
          <SelectField label="Scenario A" value={first} options={options} onChange={setFirst} data-autofocus />
          <SelectField label="Scenario B" value={second} options={options} onChange={setSecond} error={problem} />
        </>
      )}
    </Dialog>
  );
}
