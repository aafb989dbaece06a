import { useQuery } from '@apollo/client/react';
import { type ChangeEvent, type SyntheticEvent, useState } from 'react';
import { OnboardingTemplatesDocument } from '../../graphql.generated.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { Choices } from './Choices.tsx';
import { emptyDraft, type OnboardingDraft, type Source } from './draft.ts';
import { readDraftFile } from './draftFile.ts';
import styles from './WhatStep.module.css';
import { StepActions } from './WizardFrame.tsx';

interface WhatStepProps {
  draft: OnboardingDraft;
  onChange: (part: Partial<OnboardingDraft>) => void;
  onNext: () => void;
}

/** Step 1: which kind, and where its description comes from. */
export function WhatStep({ draft, onChange, onNext }: WhatStepProps) {
  const { can } = useSession();
  const text = draft.fileText;
  const [problem, setProblem] = useState<string | undefined>();
  const { data } = useQuery(OnboardingTemplatesDocument, { skip: !can('application_template:read') });
  const templates = data?.applicationTemplates.data ?? [];
  const isRuntime = draft.kind === 'runtime';
  const source: Source = isRuntime && draft.source === 'template' ? 'scratch' : draft.source;
  const template = templates.find(({ name }) => name === draft.template) ?? templates[0];
  const right = (kind: 'application' | 'runtime') =>
    can(`${kind}:write`) ? {} : { unavailable: `Needs the right ${kind}:write` };

  function onSubmit(event: SyntheticEvent) {
    event.preventDefault();
    if (source === 'file') {
      try {
        onChange({ ...emptyDraft(draft.kind), source, fileText: text, ...readDraftFile(text) });
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error));
        document.querySelector<HTMLElement>('main textarea')?.focus();
        return;
      }
    } else onChange({ source, template: source === 'template' ? (template?.name ?? null) : null });
    onNext();
  }
  async function onFile({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (!file) return;
    setProblem(undefined);
    onChange({ fileText: await file.text() });
  }

  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <Panel title="What do you connect?">
        <div className={styles.fields}>
          <Choices
            legend="Kind"
            value={draft.kind}
            onChange={(kind) =>
              onChange({ kind, ...(kind === 'runtime' && source === 'template' ? { source: 'scratch' } : {}) })
            }
            options={[
              {
                value: 'runtime',
                label: 'Runtime',
                detail: 'Where business logic runs, such as a Kyma cluster. Its agent fetches what it may use.',
                icon: 'k-runtime',
                ...right('runtime'),
              },
              {
                value: 'application',
                label: 'Application',
                detail: 'An external system that offers APIs and events.',
                icon: 'k-application',
                ...right('application'),
              },
            ]}
          />
          <Choices
            legend="Description"
            value={source}
            onChange={(next) => onChange({ source: next })}
            options={[
              {
                value: 'scratch',
                label: 'From scratch',
                detail: 'Fill in name, labels and scenarios.',
                icon: 'i-plus',
              },
              {
                value: 'template',
                label: 'From a template',
                detail: 'A form that is already filled in but for a few places.',
                icon: 'i-copy',
                ...(isRuntime
                  ? { unavailable: 'There are templates for applications only' }
                  : data?.applicationTemplates.data.length === 0
                    ? { unavailable: 'There is no template yet' }
                    : {}),
              },
              {
                value: 'file',
                label: 'From a file',
                detail: 'YAML or JSON with name, labels and scenarios.',
                icon: 'i-open',
              },
            ]}
          />
          {source === 'template' && (
            <label className={styles.select}>
              Template
              <select value={template?.name ?? ''} onChange={({ target }) => onChange({ template: target.value })}>
                {templates.map(({ id, name, description }) => (
                  <option key={id} value={name}>
                    {name}
                    {description ? `: ${description}` : ''}
                  </option>
                ))}
              </select>
            </label>
          )}
          {source === 'file' && (
            <>
              <label className={styles.file}>
                File
                <input type="file" accept=".yaml,.yml,.json" onChange={(event) => void onFile(event)} />
              </label>
              <TextArea
                label="Content"
                mono
                rows={8}
                value={text}
                error={problem}
                hint="Choose a file, or paste its content. Next shows it to be checked."
                spellCheck={false}
                onChange={({ target }) => {
                  setProblem(undefined);
                  onChange({ fileText: target.value });
                }}
              />
            </>
          )}
        </div>
      </Panel>
      <StepActions>
        <Button type="submit" tone="primary">
          Next: describe
        </Button>
      </StepActions>
    </form>
  );
}
