import { useMutation, useQuery } from '@apollo/client/react';
import { OnboardFromTemplateDocument, OnboardingTemplatesDocument } from '../../graphql.generated.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import type { FieldErrors } from '../../members/fieldErrors.ts';
import { useForm } from '../../members/useForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { OnboardingDraft } from './draft.ts';
import styles from './WhatStep.module.css';
import { StepActions } from './WizardFrame.tsx';

interface TemplateStepProps {
  draft: OnboardingDraft;
  onChange: (part: Partial<OnboardingDraft>) => void;
  onBack: () => void;
  onRegistered: (id: string) => void;
}

/** Step 2 with a template: only its places are asked for. */
export function TemplateStep({ draft, onChange, onBack, onRegistered }: TemplateStepProps) {
  const { data } = useQuery(OnboardingTemplatesDocument);
  const [register] = useMutation(OnboardFromTemplateDocument);
  const template = data?.applicationTemplates.data.find(({ name }) => name === draft.template);
  const places = template?.placeholders ?? [];
  const placed = (name: string) => draft.placeholders[name] ?? '';
  const form = useForm(
    places.map(({ name }) => name),
    (): FieldErrors =>
      Object.fromEntries(
        places.filter(({ name }) => placed(name) === '').map(({ name }) => [name, 'A value is needed.']),
      ),
    async () => {
      if (!template) return;
      const values = places.map(({ name }) => ({ placeholder: name, value: placed(name) }));
      const { data: answer } = await register({ variables: { in: { templateName: template.name, values } } });
      if (answer) onRegistered(answer.registerApplicationFromTemplate.id);
    },
  );
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <Panel title={`From the template ${draft.template ?? ''}`}>
        <div className={styles.fields}>
          {data && !template && <p>This template is no longer there. Go back and choose another one.</p>}
          {template?.description && <p className="meta">{template.description}</p>}
          {places.map(({ name, description }) => (
            <TextField
              key={name}
              label={name}
              value={placed(name)}
              error={form.errors[name]}
              hint={description}
              autoComplete="off"
              onChange={({ target }) => {
                form.edited(name);
                onChange({ placeholders: { ...draft.placeholders, [name]: target.value } });
              }}
            />
          ))}
          {template && places.length === 0 && <p className="meta">It has no places to fill in.</p>}
          <FormProblem
            text={form.errors[''] ?? (places.some(({ name }) => name === 'name') ? undefined : form.errors['name'])}
          />
        </div>
      </Panel>
      <StepActions note="Name, labels, scenarios and packages come from the template.">
        <Button onClick={onBack}>Back</Button>
        <Button type="submit" tone="primary" disabled={form.running || !template}>
          Register and connect
        </Button>
      </StepActions>
    </form>
  );
}
