import { useMutation, useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { CreateScenarioRuleDocument, PreviewScenarioRuleDocument } from '../graphql.generated.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import type { FieldErrors } from '../members/fieldErrors.ts';
import { useForm } from '../members/useForm.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { notify } from '../ui/notify.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { RuleEffect } from './RuleEffect.tsx';
import { type Kind, matchesInWords, selectorInWords } from './ruleWords.ts';

export interface RulePlace {
  scenario: string;
  /** Kinds that have no rule here yet; at least one. */
  free: readonly Kind[];
}

interface CreateRuleDialogProps {
  /** Scenarios that may have another rule; at least one. */
  places: readonly [RulePlace, ...RulePlace[]];
  onClose: () => void;
}

/** Asks for label and kinds, and says whom the rule concerns before it is made. */
export function CreateRuleDialog({ places, onClose }: CreateRuleDialogProps) {
  const [wanted, setWanted] = useState(places[0].scenario);
  const { scenario, free } = places.find((place) => place.scenario === wanted) ?? places[0];
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const choices: readonly (readonly Kind[])[] = free.length > 1 ? [free, ...free.map((kind) => [kind])] : [free];
  const [chosen, setChosen] = useState(choices[0]?.join() ?? '');
  // Another scenario may leave fewer kinds to choose from.
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
      title={places.length > 1 ? 'Add a rule' : `Add a rule to ${scenario}`}
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
      {places.length > 1 && (
        <SelectField
          label="Scenario"
          value={scenario}
          options={places.map((place) => ({ value: place.scenario, label: place.scenario }))}
          onChange={setWanted}
        />
      )}
      <Segmented
        label="What the rule matches"
        value={matches.join()}
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
      <RuleEffect
        effect={key !== '' && value !== '' ? (data?.previewScenarioRule ?? null) : null}
        otherwise={`Whoever has the label joins ${scenario}, now and later.`}
      />
      <FormProblem text={form.errors['']} />
    </Dialog>
  );
}
