import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ConnectLayout } from '../../enrolment/ConnectLayout.tsx';
import { ConnectDiagnosis, ConnectMeans, ConnectProgress } from '../../enrolment/ConnectPanels.tsx';
import { useConnecting } from '../../enrolment/useConnecting.ts';
import { FormProblem } from '../../members/FormProblem.tsx';
import { GonePage } from '../../members/GonePage.tsx';
import type { ApplicationRow, RuntimeRow } from '../../members/rows.ts';
import { useMemberRows } from '../../members/useMemberRows.ts';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { DescribedPanel } from './DescribedPanel.tsx';
import { FinishStep } from './FinishStep.tsx';
import type { StepKey } from './StepList.tsx';
import { StepActions, WizardFrame } from './WizardFrame.tsx';
import { wizardSteps } from './wizardSteps.ts';

const stepKeys: readonly string[] = ['what', 'describe', 'connect', 'wait', 'finish'] satisfies StepKey[];
const isStep = (key: string | undefined): key is StepKey => key !== undefined && stepKeys.includes(key);

/** Steps 3 to 5 of something registered; the token stays in memory while one walks between them. */
export function WizardScreen() {
  const { kind, id, step } = useParams({ strict: false });
  const rows = useMemberRows();
  const isRuntime = kind === 'runtime';
  const row = isRuntime
    ? rows.runtimes.find((one) => one.id === id)
    : kind === 'application'
      ? rows.applications.find((one) => one.id === id)
      : undefined;
  if (!row) return <GonePage kind={isRuntime ? 'runtime' : 'application'} />;
  return <Wizard key={row.id} row={row} current={isStep(step) ? step : 'connect'} />;
}

function Wizard({ row, current }: { row: ApplicationRow | RuntimeRow; current: StepKey }) {
  const kind = row.kind === 'RUNTIME' ? 'runtime' : 'application';
  const paths = usePaths();
  const { can } = useSession();
  // As it was when the page was opened: connecting does not rename the page.
  const [again] = useState(row.kind === 'RUNTIME' && row.certificate !== null);
  const connecting = useConnecting(row);
  const { isOver, enrolment } = connecting;
  const { steps, isComplete, isReady } = enrolment;
  // Also one that was made before the page was left, or by somebody else.
  const hasToken = steps[0]?.status === 'done';
  const mayWait = hasToken && !isOver;
  const href = (step: StepKey) => paths.onboardingStep(kind, row.id, step);
  const home = kind === 'runtime' ? paths.runtime(row.id) : paths.application(row.id);

  if (!can(`${kind}:write`)) return <NotAllowed name={row.name} right={`${kind}:write`} home={home} />;
  return (
    <WizardFrame
      title={`${again ? 'Re-enrol' : 'Connect'} ${row.name}`}
      lead={`${
        kind === 'runtime'
          ? 'Give the configuration to the agent. This page notices by itself when the agent calls.'
          : 'Run the script on the system. This page notices by itself when it calls.'
      }${again ? ' Identity and scenarios stay as they are.' : ''}`}
      actions={
        <Button href={isComplete ? home : paths.onboarding}>
          {isComplete ? `Open ${row.name}` : 'Leave, continue later'}
        </Button>
      }
      steps={wizardSteps({ row, kind, href, hasToken, isComplete, isReady })}
      current={current}
    >
      {(current === 'what' || current === 'describe') && (
        <>
          <DescribedPanel row={row} home={home} />
          <StepActions>
            <Button tone="primary" href={href('connect')}>
              Next: connect
            </Button>
          </StepActions>
        </>
      )}
      {current === 'connect' && (
        <ConnectLayout connecting={connecting}>
          <ConnectMeans connecting={connecting} />
          <StepActions note={mayWait ? null : 'There is something to wait for once a token is made.'}>
            <Button href={href('describe')}>Back</Button>
            {mayWait && (
              <Button tone="primary" href={href('wait')}>
                Next: wait
              </Button>
            )}
          </StepActions>
        </ConnectLayout>
      )}
      {current === 'wait' && (
        <>
          <ConnectDiagnosis connecting={connecting} />
          <ConnectProgress connecting={connecting} />
          <StepActions note={isReady ? null : `Opens after the first ${kind === 'runtime' ? 'fetch' : 'call'}.`}>
            <Button href={href('connect')}>Back</Button>
            {isReady ? (
              <Button tone="primary" href={href('finish')}>
                Test and finish
              </Button>
            ) : (
              <Button disabled>Test and finish</Button>
            )}
          </StepActions>
        </>
      )}
      {current === 'finish' && (
        <FinishStep row={row} certificate={enrolment.certificate} back={href('wait')} home={home} />
      )}
      <FormProblem text={enrolment.problem} />
    </WizardFrame>
  );
}

function NotAllowed({ name, right, home }: { name: string; right: string; home: string }) {
  return (
    <Page title={`Connect ${name}`}>
      <EmptyState
        icon="i-lock"
        title={`You cannot connect ${name}`}
        actions={<Button href={home}>Back to {name}</Button>}
      >
        <p>
          Generating a token needs the right <strong>{right}</strong>.
        </p>
      </EmptyState>
    </Page>
  );
}
