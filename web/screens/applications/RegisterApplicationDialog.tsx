import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { RegisterApplicationDocument } from '../../graphql.generated.ts';
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

export function RegisterApplicationDialog({ onClose, onDone }: Props) {
  const { landscape } = useLandscape();
  const [register] = useMutation(RegisterApplicationDocument);
  const [values, setValues] = useState({ name: '', providerName: '', description: '', healthCheckURL: '' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const taken = landscape.applications.some(({ name }) => name === values.name);
  const liveProblem = taken ? 'This name is taken. Choose another one.' : undefined;

  const form = useForm(
    ['name', 'providerName', 'description', 'healthCheckURL'],
    (): FieldErrors => {
      const problem = liveProblem ?? nameProblem(values.name);
      return problem ? { name: problem } : {};
    },
    async () => {
      const { name, providerName, description, healthCheckURL } = values;
      const { data } = await register({
        variables: {
          in: {
            name,
            providerName: providerName || null,
            description: description || null,
            healthCheckURL: healthCheckURL || null,
            ...(chosen.size > 0 ? { labels: { scenarios: [...chosen] } } : {}),
          },
        },
      });
      if (!data) return;
      notify({ family: 'connected', title: `Registered ${name}` });
      onDone(data.registerApplication.id);
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
      title="Register an application"
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Register
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
      <TextField {...field('providerName')} label="Provider (optional)" autoComplete="off" />
      <TextArea {...field('description')} label="Description (optional)" rows={2} />
      <TextField
        {...field('healthCheckURL')}
        label="Health check URL (optional)"
        hint="With its scheme, for example https://orders.example/health."
        autoComplete="off"
      />
      <ScenarioPicker
        legend="Scenarios"
        hint={`Without a choice it belongs to ${landscape.defaultScenario}, and leaves it with its first other scenario.`}
        names={landscape.scenarios
          .map(({ name }) => name)
          .filter((name) => name !== landscape.defaultScenario)
          .sort((a, b) => a.localeCompare(b, 'en'))}
        chosen={chosen}
        onChange={setChosen}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
