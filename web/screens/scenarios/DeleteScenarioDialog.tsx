import { useMutation } from '@apollo/client/react';
import { useMemo } from 'react';
import { indexFacts } from '../../../landscape/impact.ts';
import type { Impact } from '../../../landscape/model.ts';
import { ImpactGroups } from '../../changes/ImpactGroups.tsx';
import { formatPlural } from '../../format/counts.ts';
import { DeleteScenarioDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { ConfirmDialog } from '../../members/ConfirmDialog.tsx';
import { notify } from '../../ui/notify.ts';
import { scrollable } from '../../ui/scrollable.ts';
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
  const does = useMemo(() => deletionImpact(landscape, row.name), [landscape, row.name]);
  const [remove] = useMutation(DeleteScenarioDocument);
  const stops = does.breaks.length;
  return (
    <ConfirmDialog
      title={`Delete ${row.name}?`}
      confirm="Delete"
      typed={stops === 0 ? null : { name: row.name, to: 'delete the scenario' }}
      run={async () => {
        await remove({ variables: { name: row.name } });
        await refetch();
        notify({ family: 'connected', title: `Deleted ${row.name}`, detail: stopSentence(stops) });
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        <strong>{stopSentence(stops)}</strong> {leaveSentence(row, does, landscape.defaultScenario)} Activity can take
        it back, but not its rules.
      </p>
      <section className={styles.impact} aria-label="Consequences" {...scrollable}>
        <ImpactGroups index={index} impact={does} />
      </section>
    </ConfirmDialog>
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
