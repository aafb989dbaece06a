import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { usePaths, useTenantId } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { DescribeStep } from './DescribeStep.tsx';
import { useDraft } from './draft.ts';
import type { WizardStep } from './StepList.tsx';
import { TemplateStep } from './TemplateStep.tsx';
import { WhatStep } from './WhatStep.tsx';
import { WizardFrame } from './WizardFrame.tsx';

/** The first two steps: nothing is registered until the second one is sent. */
export function NewScreen() {
  const { step } = useParams({ strict: false });
  const { kind = null } = useSearch({ strict: false });
  const tenant = useTenantId();
  const paths = usePaths();
  const navigate = useNavigate();
  const { can } = useSession();
  const { draft, change, discard } = useDraft(tenant, kind);
  const mayWrite = can(`${draft.kind}:write`);
  const current = step === 'describe' ? 'describe' : 'what';
  const what = `${draft.kind === 'runtime' ? 'Runtime' : 'Application'}, ${sourceWords[draft.source]}`;
  const later = { isDone: false, href: null };
  const steps: WizardStep[] = [
    { key: 'what', label: 'What', detail: what, isDone: true, href: paths.newOnboarding(draft.kind) },
    {
      key: 'describe',
      label: 'Describe',
      detail: draft.name || 'Name, labels, scenarios',
      isDone: false,
      href: paths.describeNew(draft.kind),
    },
    { key: 'connect', label: 'Connect', detail: 'Token, configuration', ...later },
    { key: 'wait', label: 'Wait', detail: 'Live checklist', ...later },
    { key: 'finish', label: 'Test and finish', detail: '', ...later },
  ];
  if (!mayWrite && !can(draft.kind === 'runtime' ? 'application:write' : 'runtime:write')) {
    return <NotAllowed />;
  }
  const onRegistered = (id: string) => {
    discard();
    void navigate({ href: paths.connect(draft.kind, id) });
  };
  const onBack = () => void navigate({ href: paths.newOnboarding(draft.kind) });
  return (
    <WizardFrame
      title={draft.kind === 'runtime' ? 'Connect a runtime' : 'Connect an application'}
      lead="Nothing is registered before the second step is done. What you fill in stays in this tab."
      actions={<Button href={paths.onboarding}>Leave, continue later</Button>}
      steps={steps}
      current={current}
    >
      {current === 'what' ? (
        <WhatStep
          draft={draft}
          onChange={change}
          onNext={() => void navigate({ href: paths.describeNew(draft.kind) })}
        />
      ) : draft.source === 'template' && draft.kind === 'application' ? (
        <TemplateStep draft={draft} onChange={change} onBack={onBack} onRegistered={onRegistered} />
      ) : (
        <DescribeStep draft={draft} onChange={change} onBack={onBack} onRegistered={onRegistered} />
      )}
    </WizardFrame>
  );
}

const sourceWords = { scratch: 'from scratch', template: 'from template', file: 'from file' } as const;

function NotAllowed() {
  const paths = usePaths();
  return (
    <Page title="Connect something new">
      <EmptyState
        icon="i-lock"
        title="You cannot connect anything new"
        actions={<Button href={paths.onboarding}>Back to Onboarding</Button>}
      >
        <p>
          It needs the right <strong>runtime:write</strong> or <strong>application:write</strong>.
        </p>
      </EmptyState>
    </Page>
  );
}
