import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { formatPlural } from '../format/counts.ts';
import { CreateScenarioDocument, RenameScenarioDocument } from '../graphql.generated.ts';
import { useLandscape } from '../live/landscape.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import type { FieldErrors } from '../members/fieldErrors.ts';
import { useForm } from '../members/useForm.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { notify } from '../ui/notify.ts';
import { TextField } from '../ui/TextField.tsx';
import { scenarioNameProblem } from './scenarioName.ts';

interface Named {
  name: string;
  /** How many are in it. */
  applications: number;
  runtimes: number;
}

interface NameScenarioDialogProps {
  /** The scenario to rename; without it a new one is made. */
  row?: Named;
  onClose: () => void;
  onDone: (name: string) => void;
}

/** Creates or renames a scenario. */
export function NameScenarioDialog({ row, onClose, onDone }: NameScenarioDialogProps) {
  const { landscape, refetch } = useLandscape();
  const [name, setName] = useState(row?.name ?? '');
  const [create] = useMutation(CreateScenarioDocument);
  const [rename] = useMutation(RenameScenarioDocument);
  const chosen = name.trim();
  const taken = landscape.scenarios.map((each) => each.name).filter((each) => each !== row?.name);

  const form = useForm(
    ['name'],
    (): FieldErrors => {
      const problem = scenarioNameProblem(chosen, taken);
      return problem === null ? {} : { name: problem };
    },
    async () => {
      if (row && chosen !== row.name) await rename({ variables: { name: row.name, newName: chosen } });
      else if (!row) await create({ variables: { name: chosen } });
      await refetch();
      notify({ family: 'connected', title: row ? `Renamed ${row.name} to ${chosen}` : `Created ${chosen}` });
      onDone(chosen);
    },
  );

  return (
    <Dialog
      open
      onClose={onClose}
      title={row ? `Rename ${row.name}` : 'Create a scenario'}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            {row ? 'Rename' : 'Create'}
          </Button>
        </>
      }
    >
      <p>{row ? renameSentence(row) : 'Applications and runtimes in the same scenario may talk to each other.'}</p>
      <TextField
        label="Name"
        value={name}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        error={form.errors['name']}
        hint="At least 2 characters: letters, digits, spaces, - and _."
        onChange={({ target }) => {
          setName(target.value);
          form.edited('name');
        }}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}

function renameSentence(row: Named): string {
  const members = `${formatPlural(row.applications, 'application')} and ${formatPlural(row.runtimes, 'runtime')}`;
  return `${members} stay in it under the new name. No connection changes.`;
}
