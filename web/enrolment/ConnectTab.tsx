import { FormProblem } from '../members/FormProblem.tsx';
import type { RuntimeRow } from '../members/rows.ts';
import { usePaths } from '../paths.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Callout } from '../ui/Panel.tsx';
import { ConnectLayout } from './ConnectLayout.tsx';
import { ConnectMeans } from './ConnectPanels.tsx';
import { useConnecting } from './useConnecting.ts';

/** Connecting on the page of a Runtime, for as long as it is not live: what the wizard offers, at one place. */
export function ConnectTab({ row }: { row: RuntimeRow }) {
  const paths = usePaths();
  const connecting = useConnecting(row);
  const { isComplete, isReady, problem } = connecting.enrolment;
  const isFirst = row.certificate === null;
  return (
    <ConnectLayout connecting={connecting}>
      <Callout
        glyph={<Icon name="i-onboarding" />}
        action={
          isReady && (
            <Button size="small" tone="primary" href={paths.onboardingStep('runtime', row.id, 'finish')}>
              Test and finish
            </Button>
          )
        }
      >
        {isComplete
          ? `The agent of ${row.name} has connected.`
          : isFirst
            ? `The agent of ${row.name} has not connected yet. Give it a one-time token; this page notices by itself when it calls.`
            : `${row.name} has no valid certificate. Give its agent a new one-time token; identity, scenarios and connections stay.`}
      </Callout>
      <ConnectMeans connecting={connecting} />
      {problem !== null && <FormProblem text={problem} />}
    </ConnectLayout>
  );
}
