import { useApolloClient } from '@apollo/client/react';
import { json } from '@codemirror/lang-json';
import { useSessionStorage } from '@mantine/hooks';
import { graphql } from 'cm6-graphql';
import { parse, print } from 'graphql';
import { useMemo, useRef } from 'react';
import { formatRelative } from '../../../format/moments.ts';
import { FormProblem } from '../../../members/FormProblem.tsx';
import { useSession } from '../../../session/session.ts';
import { ActionMenu } from '../../../ui/ActionMenu.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CodeEditor } from '../../../ui/CodeEditor.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Page } from '../../../ui/Page.tsx';
import { DocsPanel } from './DocsPanel.tsx';
import styles from './ExplorerPage.module.css';
import { asText, examples, variablesAsText } from './examples.ts';
import { contractProblem, type Operation, operationAt, readOperations, readVariables } from './operations.ts';
import { sentTitle, useSentRequests } from './sent.ts';
import { useDocsAddress } from './useDocsAddress.ts';
import { useExplorerSchema } from './useExplorerSchema.ts';
import { useRun } from './useRun.ts';

const [first] = examples;
const jsonLanguage = json();

/** Requests to the Director's GraphQL API, as whoever is signed in, with the contract beside them. */
export function ExplorerPage() {
  const { tenant } = useSession();
  const docs = useDocsAddress();
  const openDocs = useRef(docs.open);
  openDocs.current = docs.open;
  const { schema, problem: noSchema, retry } = useExplorerSchema(useApolloClient());
  // Of this tab: what is written here may hold what nobody else should read.
  const [query, setQuery] = useSessionStorage({
    key: 'compass.explorer.query',
    defaultValue: first ? asText(first.query) : '',
    getInitialValueInEffect: false,
  });
  const [variables, setVariables] = useSessionStorage({
    key: 'compass.explorer.variables',
    defaultValue: '',
    getInitialValueInEffect: false,
  });
  const { run, start, halt, refuse } = useRun();
  const { sent, remember } = useSentRequests();
  const language = useMemo(
    () =>
      graphql(schema ?? undefined, {
        onShowInDocs: (field, type, parent) =>
          openDocs.current(parent && field ? `${parent}.${field}` : (type ?? '').replace(/[[\]!]/g, '')),
      }),
    [schema],
  );
  const reading = useMemo(() => readOperations(query), [query]);
  const operations = reading.operations ?? [];
  const changes = operations.some(({ kind }) => kind === 'mutation');

  const send = (operation: Operation | undefined) => {
    const given = readVariables(variables);
    const problem =
      reading.problem ?? (schema && operation ? contractProblem(schema, operation) : null) ?? given.problem;
    if (operation && given.values && problem === null) {
      remember({ query, variables, at: Date.now() });
      start(operation, given.values);
    } else refuse(problem ?? 'There is nothing to run.');
  };
  const runButton = (
    <Button tone="primary" icon="i-next" onClick={operations.length > 1 ? undefined : () => send(operations[0])}>
      {operations.length > 1 ? 'Run…' : 'Run'}
    </Button>
  );
  return (
    <Page
      title="API explorer"
      flush
      actions={
        <>
          <ActionMenu
            trigger={<Button>Examples…</Button>}
            actions={examples.map((example) => ({
              label: example.title,
              detail: example.detail,
              run: () => {
                setQuery(asText(example.query));
                setVariables(variablesAsText(example.variables));
              },
            }))}
          />
          <ActionMenu
            trigger={<Button disabled={sent.length === 0}>Sent before…</Button>}
            actions={sent.map((request) => ({
              key: String(request.at),
              label: sentTitle(request),
              detail: formatRelative(request.at, Date.now()),
              run: () => {
                setQuery(request.query);
                setVariables(request.variables);
              },
            }))}
          />
          <Button disabled={reading.operations === null} onClick={() => setQuery(`${print(parse(query))}\n`)}>
            Tidy up
          </Button>
          <Button
            aria-pressed={docs.place !== null}
            onClick={() => (docs.place === null ? docs.open('') : docs.close())}
          >
            Documentation
          </Button>
          {run.isRunning ? (
            <Button tone="primary" icon="i-close" onClick={halt}>
              Stop
            </Button>
          ) : operations.length > 1 ? (
            <ActionMenu
              trigger={runButton}
              actions={operations.map((operation) => ({
                label: operation.name,
                detail: operation.kind,
                run: () => send(operation),
              }))}
            />
          ) : (
            runButton
          )}
        </>
      }
      inspector={docs.place !== null && <DocsPanel schema={schema} isMissing={noSchema !== null} address={docs} />}
    >
      {noSchema !== null && (
        <Banner
          family="unknown"
          title="The contract could not be read"
          detail={`${noSchema}. Requests can be sent; completion and documentation are missing.`}
          actions={<Button onClick={retry}>Try again</Button>}
        />
      )}
      <div className={styles.frame}>
        <div className={styles.panes}>
          <section className={styles.pane} aria-label="Request">
            <header>
              <h2>Request</h2>
              <span className="meta">
                {changes
                  ? `Changes ${tenant.name ?? tenant.id} at once, without a preview.`
                  : 'Ctrl with Enter runs it.'}
              </span>
            </header>
            <CodeEditor
              className={styles.query}
              label="Request, GraphQL"
              value={query}
              onChange={setQuery}
              language={language}
              onRun={(cursor) => send(operationAt(operations, cursor))}
            />
          </section>
          <section className={styles.pane} aria-label="Variables">
            <header>
              <h2>Variables</h2>
            </header>
            <CodeEditor
              className={styles.variables}
              label="Variables, JSON"
              hint='None. Write them as JSON, such as {"id": "..."}.'
              value={variables}
              onChange={setVariables}
              language={jsonLanguage}
              onRun={() => send(operations[0])}
            />
          </section>
          <section className={styles.pane} aria-label="Answer">
            <header>
              <h2>Answer</h2>
              <span className="meta" role="status">
                {run.state}
              </span>
              {run.answer !== '' && <CopyButton iconOnly size="small" value={run.answer} label="Copy the answer" />}
            </header>
            <div className={styles.problem}>
              <FormProblem text={run.problem} />
            </div>
            {run.answer === '' ? (
              <p className={styles.nothing}>
                What the API answers stands here. Requests run as you: with your role, in this tenant.
              </p>
            ) : (
              <CodeEditor className={styles.answer} label="Answer, JSON" value={run.answer} language={jsonLanguage} />
            )}
          </section>
        </div>
      </div>
    </Page>
  );
}
