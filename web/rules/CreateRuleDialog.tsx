import { useApolloClient, useQuery } from '@apollo/client/react';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { PreviewScenarioRuleDocument } from '../graphql.generated.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import { type FieldErrors, fieldErrorsOf } from '../members/fieldErrors.ts';
import { useForm } from '../members/useForm.ts';
import { asShown } from '../twoPeople/asShown.ts';
import { ChangedMeanwhile } from '../twoPeople/ShownDialog.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { notify } from '../ui/notify.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { RuleEffect } from './RuleEffect.tsx';
import { ruleCreation } from './ruleChanges.ts';
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

/** Asks for label and kinds, and says whom the rule concerns and what stops: only a rule of which that was shown is added. */
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
  const [typed, setTyped] = useState({ rule: '', name: '' });
  const rule = JSON.stringify(input);
  const [asked] = useDebouncedValue(rule, 250);
  const isFilled = key !== '' && value !== '';
  const { data, error, loading, refetch } = useQuery(PreviewScenarioRuleDocument, {
    variables: { in: input },
    skip: asked !== rule || !isFilled,
    fetchPolicy: 'network-only',
  });
  const isShown = asked === rule && isFilled && !loading;
  const effect = (isShown && data?.previewScenarioRule) || null;
  const breaks = (effect?.impact.breaks.total ?? 0) > 0;
  // What was typed for another rule does not confirm this one.
  const name = typed.rule === rule ? typed.name : '';
  const isReady = effect !== null && (!breaks || name === scenario);
  const refusal = isShown && error ? Object.values(fieldErrorsOf(error, []))[0] : undefined;
  const client = useApolloClient();
  const [changed, setChanged] = useState('');
  const form = useForm(
    ['key', 'value'],
    (): FieldErrors => ({
      ...(key === '' && { key: 'A key is needed.' }),
      ...(value === '' && { value: 'A value is needed.' }),
    }),
    async () => {
      if (!isReady) return;
      if (await asShown(client, ruleCreation(client, input), effect)) {
        await refetch();
        setTyped({ rule: '', name: '' });
        setChanged(rule);
        return;
      }
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
          <Button type="submit" tone="primary" aria-disabled={form.running || (isFilled && !isReady)}>
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
      {changed === rule && <ChangedMeanwhile />}
      <RuleEffect
        effect={effect}
        otherwise={
          isFilled && refusal === undefined
            ? 'Finding out whom it concerns. Then it can be added.'
            : `Whoever has the label joins ${scenario}, now and later.`
        }
      />
      {breaks && (
        <TextField
          label={
            <>
              Type <strong>{scenario}</strong> to add the rule
            </>
          }
          value={name}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setTyped({ rule, name: target.value })}
        />
      )}
      <FormProblem text={form.errors[''] ?? refusal} />
    </Dialog>
  );
}
