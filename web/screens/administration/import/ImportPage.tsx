import { useApolloClient, useMutation } from '@apollo/client/react';
import { type SyntheticEvent, useState } from 'react';
import { describeError } from '../../../errors.ts';
import {
  ApplyImportDocument,
  type ApplyImportMutation,
  ExportLandscapeDocument,
  PlanImportDocument,
  type PlanImportMutation,
} from '../../../graphql.generated.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CheckField } from '../../../ui/CheckField.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import { notify } from '../../../ui/notify.ts';
import { Page } from '../../../ui/Page.tsx';
import { Panel, PanelColumns } from '../../../ui/Panel.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import styles from './ImportPage.module.css';
import { PlanPanel } from './PlanPanel.tsx';

type Plan = PlanImportMutation['planImport'];

/** Plans an import first, then carries it out; the token of the other Director is forgotten with the page. */
/** What a document of the most characters can have in UTF-8. */
const mostBytes = 3_600_000;

export function ImportPage() {
  const apollo = useApolloClient();
  const [planIt] = useMutation(PlanImportDocument, { fetchPolicy: 'no-cache' });
  const [applyIt] = useMutation(ApplyImportDocument, { fetchPolicy: 'no-cache' });
  const [from, setFrom] = useState<'file' | 'director'>('file');
  const [text, setText] = useState('');
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const [tenant, setTenant] = useState('');
  const [specifications, setSpecifications] = useState(true);
  const [plan, setPlan] = useState<Plan | null>(null);
  const [result, setResult] = useState<ApplyImportMutation['applyImport'] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);

  async function run(action: () => Promise<void>) {
    if (isRunning) return;
    setRunning(true);
    setProblem(null);
    try {
      await action();
    } catch (error) {
      setProblem(describeError(error).message);
    } finally {
      setRunning(false);
    }
  }
  const onPlan = (event: SyntheticEvent) => {
    event.preventDefault();
    void run(async () => {
      setPlan(null);
      setResult(null);
      const director = { url, token, tenant: tenant || null, specifications };
      const source = from === 'file' ? { document: text } : { director };
      const { data } = await planIt({ variables: { source } });
      setPlan(data?.planImport ?? null);
    });
  };
  const onApply = () =>
    run(async () => {
      if (!plan) return;
      const { data } = await applyIt({ variables: { document: plan.document, digest: plan.digest } });
      setPlan(null);
      setResult(data?.applyImport ?? null);
    });
  const onExport = () =>
    run(async () => {
      const { data } = await apollo.query({ query: ExportLandscapeDocument, fetchPolicy: 'no-cache' });
      if (!data) return;
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([data.exportLandscape], { type: 'application/yaml' }));
      link.download = 'compass-landscape.yaml';
      link.click();
      URL.revokeObjectURL(link.href);
      notify({
        family: 'connected',
        title: 'Exported the landscape',
        detail: 'Credentials and webhooks are not in it.',
      });
    });

  return (
    <Page
      title="Import"
      actions={
        <Button icon="i-download" disabled={isRunning} onClick={() => void onExport()}>
          Export for import
        </Button>
      }
    >
      <PanelColumns>
        <Panel
          title="Where from"
          aside={
            <Segmented
              label="Source"
              value={from}
              onChange={setFrom}
              options={[
                { value: 'file', label: 'File' },
                { value: 'director', label: 'Another Director' },
              ]}
            />
          }
        >
          <form className={styles.form} onSubmit={onPlan}>
            {from === 'file' ? (
              <>
                <div>
                  <FileButton
                    label="Read a file…"
                    accept=".yaml,.yml,.json"
                    mostBytes={mostBytes}
                    onText={(read) => {
                      setProblem(null);
                      setText(read);
                    }}
                    onProblem={setProblem}
                  />
                </div>
                <TextArea
                  label="Content"
                  mono
                  rows={8}
                  value={text}
                  spellCheck={false}
                  hint="YAML or JSON of the format compass/v1, as Export for import writes it."
                  onChange={({ target }) => setText(target.value)}
                />
              </>
            ) : (
              <>
                <TextField
                  label="Address of its GraphQL API"
                  value={url}
                  autoComplete="off"
                  hint="Of this product, https://host/graphql; of a Kyma Compass, its Director. Compass calls it from the server."
                  onChange={({ target }) => setUrl(target.value)}
                />
                <TextField
                  label="Token"
                  type="password"
                  value={token}
                  autoComplete="off"
                  hint="Used to read there, once. It is neither kept nor logged."
                  onChange={({ target }) => setToken(target.value)}
                />
                <TextField
                  label="Tenant there (optional)"
                  value={tenant}
                  autoComplete="off"
                  onChange={({ target }) => setTenant(target.value)}
                />
                <CheckField
                  label="With the texts of specifications"
                  checked={specifications}
                  onChange={setSpecifications}
                />
              </>
            )}
            <p className="meta">It adds and changes; it never removes, and reads nothing secret.</p>
            <div>
              <Button
                type="submit"
                tone="primary"
                disabled={isRunning || (from === 'file' ? text === '' : url === '' || token === '')}
              >
                Plan the import
              </Button>
            </div>
          </form>
        </Panel>
        <FormProblem text={problem} />
        {result && (
          <Panel title="Imported">
            <p role="status">
              {result.creates} created, {result.changes} changed, {result.keeps} left as they are, {result.conflicts}{' '}
              not imported. Everything is in the activity log.
            </p>
          </Panel>
        )}
        {plan && <PlanPanel plan={plan} isRunning={isRunning} onApply={() => void onApply()} />}
      </PanelColumns>
    </Page>
  );
}
