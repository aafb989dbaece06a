import { useState } from 'react';
import type { ImportSourceInput } from '../../../graphql.generated.ts';
import { Button } from '../../../ui/Button.tsx';
import { CheckField } from '../../../ui/CheckField.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import styles from './ImportPage.module.css';

interface SourceFormProps {
  isRunning: boolean;
  onPlan: (source: ImportSourceInput) => void;
  onProblem: (problem: string | null) => void;
}

/** What a document of the most characters usually has in UTF-8. */
const mostBytes = 16_000_000;
/** A longer text is not shown: the field would be slow. */
const mostShown = 200_000;

const megabytes = (text: string): string =>
  `${(text.length / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} million characters`;

/** Asks for a document or another Director; the token is forgotten with the page. */
export function SourceForm({ isRunning, onPlan, onProblem }: SourceFormProps) {
  const [from, setFrom] = useState<'file' | 'director'>('file');
  const [text, setText] = useState('');
  /** Of a document that is too long to be shown. */
  const [fileName, setFileName] = useState<string | null>(null);
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const [tenant, setTenant] = useState('');
  const [specifications, setSpecifications] = useState(true);
  const isFilled = from === 'file' ? text !== '' : url !== '' && token !== '';
  const source: ImportSourceInput =
    from === 'file' ? { document: text } : { director: { url, token, tenant: tenant || null, specifications } };
  return (
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
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isFilled && !isRunning) onPlan(source);
        }}
      >
        {from === 'file' ? (
          <>
            <div>
              <FileButton
                label="Read a file…"
                accept=".yaml,.yml,.json"
                mostBytes={mostBytes}
                onText={(read, name) => {
                  onProblem(null);
                  setText(read);
                  setFileName(read.length > mostShown ? name : null);
                }}
                onProblem={onProblem}
              />
            </div>
            {fileName === null ? (
              <TextArea
                label="Content"
                mono
                rows={8}
                value={text}
                spellCheck={false}
                hint="YAML or JSON of the format compass/v1, as Export for import writes it."
                onChange={({ target }) => setText(target.value)}
              />
            ) : (
              <p className={styles.buttons}>
                <span>
                  <strong>{fileName}</strong>, {megabytes(text)}
                </span>
                <Button
                  size="small"
                  onClick={() => {
                    setText('');
                    setFileName(null);
                  }}
                >
                  Remove
                </Button>
              </p>
            )}
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
        <p className="meta">
          It adds and changes scenarios, label definitions, templates, rules, applications with their packages, APIs and
          events, and runtimes; it never removes. Not part of it: documents, webhooks of applications, credentials and
          certificates.
        </p>
        <div>
          <Button type="submit" tone="primary" aria-disabled={isRunning || !isFilled}>
            Plan the import
          </Button>
        </div>
      </form>
    </Panel>
  );
}
