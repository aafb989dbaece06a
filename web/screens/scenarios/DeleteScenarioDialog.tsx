import { useMutation } from '@apollo/client/react';
import { useMemo, useState } from 'react';
import { indexFacts } from '../../../landscape/impact.ts';
import type { Impact } from '../../../landscape/model.ts';
import { ImpactGroups } from '../../changes/ImpactGroups.tsx';
import { describeError } from '../../errors.ts';
import { formatPlural } from '../../format/counts.ts';
import { DeleteScenarioDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { notify } from '../../ui/notify.ts';
import { scrollable } from '../../ui/scrollable.ts';
import { TextField } from '../../ui/TextField.tsx';
import { deletionImpact, type ScenarioRow } from './rows.ts';
import styles from './Scenarios.module.css';

interface DeleteScenarioDialogProps {
  row: ScenarioRow;
  onClose: () => void;
  onDone: () => void;
}

/** Says who leaves, who returns to the default scenario and which connections stop; asks for the name if any do. */
export function DeleteScenarioDialog({ row, onClose, onDone }: DeleteScenarioDialogProps) {
  const { landscape, refetch } = useLandscape();
  const index = useMemo(() => indexFacts(landscape), [landscape]);
  const does = useMemo(() => deletionImpact(landscape, index, row.name), [landscape, index, row.name]);
  const [remove, { loading }] = useMutation(DeleteScenarioDocument);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const stops = does.breaks.length;
  const isReady = stops === 0 || typed === row.name;

  const submit = async () => {
    if (!isReady || loading) return;
    try {
      await remove({ variables: { name: row.name } });
      await refetch();
      notify({ family: 'connected', title: `Deleted ${row.name}`, detail: stopSentence(stops) });
      onDone();
    } catch (error) {
      setProblem(describeError(error).message);
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={`Delete ${row.name}?`}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={!isReady || loading}>
            Delete
          </Button>
        </>
      }
    >
      <p>
        <strong>{stopSentence(stops)}</strong> {leaveSentence(row, does, landscape.defaultScenario)} This cannot be
        undone.
      </p>
      <section className={styles.impact} aria-label="Consequences" {...scrollable}>
        <ImpactGroups index={index} impact={does} />
      </section>
      {stops > 0 && (
        <TextField
          label={
            <>
              Type <strong>{row.name}</strong> to delete the scenario
            </>
          }
          value={typed}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <FormProblem text={problem} />
    </Dialog>
  );
}

function stopSentence(stops: number): string {
  return stops === 0
    ? 'No live connection stops.'
    : `${formatPlural(stops, 'live connection')} ${stops === 1 ? 'stops' : 'stop'}.`;
}

function leaveSentence(row: ScenarioRow, does: Impact, defaultScenario: string): string {
  if (row.applications + row.runtimes === 0) return 'Nothing is in it.';
  const returning = does.sideEffects.filter(({ kind }) => kind === 'RETURNS_TO_DEFAULT').length;
  const leave = `${formatPlural(row.applications, 'application')} and ${formatPlural(row.runtimes, 'runtime')} leave it`;
  if (returning === 0) return `${leave}.`;
  return `${leave}; ${formatPlural(returning, 'application')} ${returning === 1 ? 'returns' : 'return'} to ${defaultScenario}.`;
}
