import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { ExportLandscapeDocument } from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { Button } from '../../../ui/Button.tsx';
import { notify } from '../../../ui/notify.ts';
import { Page } from '../../../ui/Page.tsx';
import { PanelColumns } from '../../../ui/Panel.tsx';
import { saveFile } from '../../../ui/saveFile.ts';
import { ImportedPanel } from './ImportedPanel.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { countsInWords } from './planWords.ts';
import { SourceForm } from './SourceForm.tsx';
import { useImport } from './useImport.ts';

/** Plans an import first, then carries it out. */
export function ImportPage() {
  const apollo = useApolloClient();
  const { plan, imported, progress, problem, isRunning, setProblem, run, makePlan, applyPlan, stop } = useImport();
  const [isTooLong, setTooLong] = useState(false);

  const onExport = (specifications: boolean) =>
    run(async () => {
      setTooLong(specifications);
      const { data } = await apollo.query({
        query: ExportLandscapeDocument,
        variables: { specifications },
        fetchPolicy: 'no-cache',
      });
      setTooLong(false);
      if (!data) return;
      saveFile('compass-landscape.yaml', data.exportLandscape, 'application/yaml');
      notify({
        family: 'connected',
        title: 'Exported the landscape',
        detail: specifications
          ? 'Credentials and webhooks are not in it.'
          : 'Credentials, webhooks and the texts of specifications are not in it.',
      });
    });

  return (
    <Page
      title="Import"
      actions={
        <>
          {isTooLong && problem !== null && (
            <Button icon="i-download" aria-disabled={isRunning} onClick={() => void onExport(false)}>
              Without specifications
            </Button>
          )}
          <Button icon="i-download" aria-disabled={isRunning} onClick={() => void onExport(true)}>
            Export for import
          </Button>
        </>
      }
    >
      <PanelColumns>
        <SourceForm isRunning={isRunning} onPlan={(source) => void makePlan(source)} onProblem={setProblem} />
        <FormProblem text={problem} />
        <div role="status" className="visually-hidden">
          {plan && progress === null && `The plan is there: ${countsInWords(plan)}.`}
        </div>
        {imported && <ImportedPanel imported={imported} />}
        {plan && (
          <PlanPanel key={plan.digest} plan={plan} progress={progress} onApply={() => void applyPlan()} onStop={stop} />
        )}
      </PanelColumns>
    </Page>
  );
}
