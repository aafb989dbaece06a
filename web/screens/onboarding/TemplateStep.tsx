import { useMutation, useQuery } from '@apollo/client/react';
import { OnboardFromTemplateDocument, OnboardingTemplatesDocument } from '../../graphql.generated.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import { type FieldErrors, nameProblem } from '../../members/fieldErrors.ts';
import { useForm } from '../../members/useForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel, PanelColumns } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { OnboardingDraft } from './draft.ts';
import { OpensPanel } from './OpensPanel.tsx';
import { templateResult } from './templateResult.ts';
import { takenWords, useNameCheck } from './useNameCheck.ts';
import styles from './WhatStep.module.css';
import { StepActions } from './WizardFrame.tsx';

interface TemplateStepProps {
  draft: OnboardingDraft;
  onChange: (part: Partial<OnboardingDraft>) => void;
  onBack: () => void;
  onRegistered: (id: string) => void;
}

const nothing = { name: '', scenarios: [], namedBy: [] };

/** Step 2 with a template: only its places are asked for. */
export function TemplateStep({ draft, onChange, onBack, onRegistered }: TemplateStepProps) {
  const { data } = useQuery(OnboardingTemplatesDocument);
  const [register] = useMutation(OnboardFromTemplateDocument);
  const template = data?.applicationTemplates.data.find(({ name }) => name === draft.template);
  const places = template?.placeholders ?? [];
  const placed = (name: string) => draft.placeholders[name] ?? '';
  const { name, scenarios, namedBy } = template
    ? templateResult(template.applicationInput, draft.placeholders)
    : nothing;
  const check = useNameCheck('application', name);
  const taken = takenWords(check);
  // Where there is no place to correct it, the problem stands below.
  const nameField = places.findLast((place) => namedBy.includes(place.name))?.name ?? '';
  const form = useForm(
    places.map((place) => place.name),
    (): FieldErrors => {
      const empty = places.filter((place) => placed(place.name) === '');
      if (empty.length > 0) return Object.fromEntries(empty.map((place) => [place.name, 'A value is needed.']));
      const problem = nameProblem(name) ?? taken;
      return problem === null ? {} : { [nameField]: problem };
    },
    async () => {
      if (!template) return;
      const values = places.map((place) => ({ placeholder: place.name, value: placed(place.name) }));
      const { data: answer } = await register({ variables: { in: { templateName: template.name, values } } });
      if (answer) onRegistered(answer.registerApplicationFromTemplate.id);
    },
  );
  const errorAt = (place: string) => form.errors[place] ?? (place === nameField ? taken : null) ?? undefined;
  const isPlace = places.some((place) => place.name === 'name');
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (template) void form.submit();
      }}
    >
      <PanelColumns side={template && <OpensPanel kind="application" name={name} scenarios={scenarios} />}>
        <Panel title={`From the template ${draft.template ?? ''}`}>
          <div className={styles.fields}>
            {data && !template && <p>This template is no longer there. Go back and choose another one.</p>}
            {template?.description && <p className="meta">{template.description}</p>}
            {places.map((place) => (
              <TextField
                key={place.name}
                label={place.name}
                value={placed(place.name)}
                error={errorAt(place.name)}
                hint={place.name === nameField && check.isFree ? `${name} is free.` : place.description}
                autoComplete="off"
                onChange={({ target }) => {
                  form.edited(place.name);
                  onChange({ placeholders: { ...draft.placeholders, [place.name]: target.value } });
                }}
              />
            ))}
            {template && places.length === 0 && <p className="meta">It has no places to fill in.</p>}
            <FormProblem text={errorAt('') ?? (isPlace ? undefined : form.errors['name'])} />
          </div>
        </Panel>
      </PanelColumns>
      <StepActions note={`Registers ${name || 'it'}, with labels, scenarios and packages of the template.`}>
        <Button onClick={onBack}>Back</Button>
        <Button type="submit" tone="primary" aria-disabled={form.running || !template || undefined}>
          Register and connect
        </Button>
      </StepActions>
    </form>
  );
}
