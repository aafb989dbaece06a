import { useMutation } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { OnboardApplicationDocument, OnboardRuntimeDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import { type FieldErrors, nameProblem } from '../../members/fieldErrors.ts';
import { memberFields } from '../../members/MemberForm.tsx';
import { ScenarioPicker } from '../../members/ScenarioPicker.tsx';
import { useForm } from '../../members/useForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel, PanelColumns } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { labelProblem, labelValue, type OnboardingDraft } from './draft.ts';
import { LabelsField } from './LabelsField.tsx';
import { OpensPanel } from './OpensPanel.tsx';
import { takenWords, useNameCheck } from './useNameCheck.ts';
import styles from './WhatStep.module.css';
import { StepActions } from './WizardFrame.tsx';

interface DescribeStepProps {
  draft: OnboardingDraft;
  onChange: (part: Partial<OnboardingDraft>) => void;
  onBack: () => void;
  onRegistered: (id: string) => void;
}

const texts = { runtime: ['description'], application: ['providerName', 'description', 'healthCheckURL'] } as const;

/** Step 2: name, labels and scenarios, with what the scenarios open. Registers it. */
export function DescribeStep({ draft, onChange, onBack, onRegistered }: DescribeStepProps) {
  const { landscape } = useLandscape();
  const { defaultScenario } = landscape;
  const [registerRuntime] = useMutation(OnboardRuntimeDocument);
  const [registerApplication] = useMutation(OnboardApplicationDocument);
  const { kind, name, labels } = draft;
  const isRuntime = kind === 'runtime';
  const check = useNameCheck(kind, name);
  const taken = takenWords(check);
  const unknown = draft.scenarios.filter((each) => !landscape.scenarios.some((known) => known.name === each));
  const form = useForm(
    ['name', 'labels', 'scenarios', ...texts[kind]],
    (): FieldErrors => {
      const found = {
        name: nameProblem(name) ?? taken,
        labels: labelProblem(labels)?.text ?? null,
        scenarios: unknown.length > 0 ? `Create ${unknown.join(', ')} first, or leave it out.` : null,
      };
      return Object.fromEntries(Object.entries(found).filter((each): each is [string, string] => each[1] !== null));
    },
    async () => {
      const given = Object.fromEntries(texts[kind].map((key) => [key, draft[key] || null]));
      const scenarios = draft.scenarios.length > 0 ? { scenarios: draft.scenarios } : {};
      const all = {
        ...Object.fromEntries(labels.map(({ key, value }) => [key.trim(), labelValue(value)])),
        ...scenarios,
      };
      const input = { ...given, name, ...(Object.keys(all).length > 0 ? { labels: all } : {}) };
      const id = isRuntime
        ? (await registerRuntime({ variables: { in: input } })).data?.registerRuntime.id
        : (await registerApplication({ variables: { in: input } })).data?.registerApplication.id;
      if (id !== undefined) onRegistered(id);
    },
  );
  const nameField = useRef<HTMLInputElement>(null);
  const leaveOut = useRef<HTMLButtonElement>(null);
  const submit = useRef<HTMLButtonElement>(null);
  const isFirstProblem = form.errors['scenarios'] !== undefined && Object.keys(form.errors).length === 1;
  useEffect(() => {
    if (isFirstProblem) leaveOut.current?.focus();
  }, [isFirstProblem]);
  const nameError = form.errors['name'] ?? taken ?? undefined;
  const set = (part: Partial<OnboardingDraft>) => {
    for (const key of Object.keys(part)) form.edited(key);
    onChange(part);
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <PanelColumns side={<OpensPanel kind={kind} name={name} scenarios={draft.scenarios} />}>
        <Panel title={isRuntime ? 'The runtime' : 'The application'}>
          <div className={styles.fields}>
            <TextField
              ref={nameField}
              label="Name"
              value={name}
              error={nameError}
              hint={name !== '' && check.isFree ? `${name} is free.` : memberFields.name.hint}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => set({ name: target.value })}
            />
            {taken && check.suggestion && (
              <div>
                <Button
                  size="small"
                  onClick={() => {
                    set({ name: check.suggestion ?? name });
                    nameField.current?.focus();
                  }}
                >
                  Take {check.suggestion}
                </Button>
              </div>
            )}
            {texts[kind].map((key) => (
              <TextField
                key={key}
                label={memberFields[key].label}
                value={draft[key]}
                error={form.errors[key]}
                autoComplete="off"
                onChange={({ target }) => set({ [key]: target.value })}
              />
            ))}
            <LabelsField labels={labels} error={form.errors['labels']} onChange={(next) => set({ labels: next })} />
            <ScenarioPicker
              legend="Scenarios"
              hint={
                isRuntime
                  ? 'It may use the applications of these scenarios. Without a choice it starts in none.'
                  : `Without a choice it belongs to ${defaultScenario}, and leaves it with its first other scenario.`
              }
              names={landscape.scenarios
                .map((each) => each.name)
                .filter((each) => isRuntime || each !== defaultScenario)
                .sort((a, b) => a.localeCompare(b, 'en'))}
              chosen={new Set(draft.scenarios)}
              onChange={(chosen) => set({ scenarios: [...chosen] })}
            />
            <FormProblem text={form.errors['scenarios'] ?? form.errors['']} />
            {unknown.length > 0 && (
              <div>
                <Button
                  ref={leaveOut}
                  size="small"
                  onClick={() => {
                    set({ scenarios: draft.scenarios.filter((each) => !unknown.includes(each)) });
                    submit.current?.focus();
                  }}
                >
                  Leave out {unknown.join(', ')}
                </Button>
              </div>
            )}
          </div>
        </Panel>
      </PanelColumns>
      <StepActions note={`Registers ${name || 'it'}. A token is made in the next step, when you ask for it.`}>
        <Button onClick={onBack}>Back</Button>
        <Button ref={submit} type="submit" tone="primary" aria-disabled={form.running || undefined}>
          Register and connect
        </Button>
      </StepActions>
    </form>
  );
}
