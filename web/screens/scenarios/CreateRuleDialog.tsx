import { useMutation, useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { CreateScenarioRuleDocument, PreviewScenarioRuleDocument } from '../../graphql.generated.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import type { FieldErrors } from '../../members/fieldErrors.ts';
import { useForm } from '../../members/useForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { notify } from '../../ui/notify.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { effectInWords, type Kind, matchesInWords, selectorInWords } from './ruleWords.ts';

interface CreateRuleDialogProps {
  scenario: string;
  /** Kinds that have no rule here yet; at least one. */
  free: readonly Kind[];
  onClose: () => void;
}

/** Asks for label and kinds, and says whom the rule concerns before it is made. */
export function CreateRuleDialog({ scenario, free, onClose }: CreateRuleDialogProps) {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const choices: readonly (readonly Kind[])[] = free.length > 1 ? [free, ...free.map((kind) => [kind])] : [free];
  const [chosen, setChosen] = useState(choices[0]?.join() ?? '');
  const matches = choices.find((each) => each.join() === chosen) ?? free;
  const input = { scenario, selector: { key, value }, matches: [...matches] };
  const [asked] = useDebouncedValue(input, 250);
  const { data } = useQuery(PreviewScenarioRuleDocument, {
    variables: { in: asked },
    skip: asked.selector.key === '' || asked.selector.value === '',
    fetchPolicy: 'network-only',
  });
  const [create] = useMutation(CreateScenarioRuleDocument);
  const form = useForm(
    ['key', 'value'],
    (): FieldErrors => ({
      ...(key === '' && { key: 'A key is needed.' }),
      ...(value === '' && { value: 'A value is needed.' }),
    }),
    async () => {
      await create({ variables: { in: input } });
      notify({ family: 'connected', title: `Added the rule ${selectorInWords(input.selector)} to ${scenario}` });
      onClose();
    },
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Add a rule to ${scenario}`}
      onSubmit={() => void form.submit()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="primary" disabled={form.running}>
            Add
          </Button>
        </>
      }
    >
      <Segmented
        label="What the rule matches"
        value={chosen}
        options={choices.map((each) => ({ value: each.join(), label: matchesInWords(each) }))}
        onChange={setChosen}
      />
      <TextField
        label="Label key"
        error={form.errors['key']}
        value={key}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={({ target }) => {
          form.edited('key');
          setKey(target.value);
        }}
      />
      <TextField
        label="Label value"
        hint="Exactly this text; a list that contains it does not match."
        error={form.errors['value']}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => {
          form.edited('value');
          setValue(target.value);
        }}
      />
      <p className="muted" aria-live="polite">
        {data && key !== '' && value !== ''
          ? effectInWords(data.previewScenarioRule)
          : `Whoever has the label joins ${scenario}, now and later.`}
      </p>
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
