import type { ApplicationRow, RuntimeRow } from '../../members/rows.ts';
import type { ConnectKind } from '../../paths.ts';
import type { StepKey, WizardStep } from './StepList.tsx';

interface Position {
  row: ApplicationRow | RuntimeRow;
  kind: ConnectKind;
  href: (step: StepKey) => string;
  hasToken: boolean;
  isReady: boolean;
  isComplete: boolean;
}

/** The steps of something that is registered; waiting needs a token, finishing a certificate that was used. */
export function wizardSteps({ row, kind, href, hasToken, isReady, isComplete }: Position): WizardStep[] {
  const scenarios = row.scenarios.map(({ name }) => name).join(', ');
  return [
    {
      key: 'what',
      label: 'What',
      detail: kind === 'runtime' ? 'Runtime' : 'Application',
      isDone: true,
      href: href('what'),
    },
    {
      key: 'describe',
      label: 'Describe',
      detail: scenarios ? `${row.name}, ${scenarios}` : row.name,
      isDone: true,
      href: href('describe'),
    },
    { key: 'connect', label: 'Connect', detail: 'Token, configuration', isDone: hasToken, href: href('connect') },
    { key: 'wait', label: 'Wait', detail: 'Live checklist', isDone: isComplete, href: hasToken ? href('wait') : null },
    {
      key: 'finish',
      label: 'Test and finish',
      detail: isReady ? 'Ready' : kind === 'runtime' ? 'After the first fetch' : 'After the first call',
      isDone: false,
      href: isReady ? href('finish') : null,
    },
  ];
}
