import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { RegisterRuntimeDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import { type FieldErrors, nameProblem, nameRule } from '../../members/fieldErrors.ts';
import { ScenarioPicker } from '../../members/ScenarioPicker.tsx';
import { useForm } from '../../members/useForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { notify } from '../../ui/notify.ts';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface Props {
  onClose: () => void;
  onDone: (id: string) => void;
}

export function RegisterRuntimeDialog({ onClose, onDone }: Props) {
  const { landscape } = useLandscape();
  const [register] = useMutation(RegisterRuntimeDocument);
  const [values, setValues] = useState({ name: '', description: '' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const taken = landscape.runtimes.some(({ name }) => name === values.name);
  const liveProblem = taken ? 'This name is taken. Choose another one.' : undefined;

  const form = useForm(
    ['name', 'description'],
    (): FieldErrors => {
      const problem = liveProblem ?? nameProblem(values.name);
      return problem ? { name: problem } : {};
    },
    async () => {
      const { name, description } = values;
      const { data } = await register({
        variables: {
          in: {
            name,
            description: description || null,
            ...(chosen.size > 0 ? { labels: { scenarios: [...chosen] } } : {}),
          },
        },
      });
      if (!data) return;
      notify({ family: 'connected', title: `Registered ${name}` });
      onDone(data.registerRuntime.id);
    },
  );
  const field = (key: keyof typeof values) => ({
    value: values[key],
    error: form.errors[key],
    onChange: ({ target }: { target: { value: string } }) => {
      form.edited(key);
      setValues({ ...values, [key]: target.value });
    },
  });

  return (
    <Dialog
      open
      onClose={onClose}
      title="Connect a runtime"
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Register and connect
          </Button>
        </>
      }
    >
      <TextField
        {...field('name')}
        label="Name"
        hint={nameRule}
        error={form.errors['name'] ?? liveProblem}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <TextArea {...field('description')} label="Description (optional)" rows={2} />
      <ScenarioPicker
        legend="Scenarios"
        hint="It may use the applications of these scenarios. Without a choice it starts in none."
        names={landscape.scenarios.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'en'))}
        chosen={chosen}
        onChange={setChosen}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
