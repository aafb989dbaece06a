import { useState } from 'react';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Snippet } from '../ui/Snippet.tsx';
import type { ConnectFacts } from './connectFacts.ts';
import styles from './MethodPanel.module.css';
import { type ConnectSnippet, checkCommand, snippetsFor } from './snippets.ts';

interface MethodPanelProps {
  facts: ConnectFacts;
  /** Standard base64 of connector URL and token, as some clients ask for it. */
  rawEncoded: string | null;
}

/** Ways to hand the token over, each complete: nothing is left to be filled in. */
export function MethodPanel({ facts, rawEncoded }: MethodPanelProps) {
  const snippets = snippetsFor(facts);
  const [method, setMethod] = useState<ConnectSnippet['id']>(snippets[0]?.id ?? 'shell');
  const current = snippets.find(({ id }) => id === method) ?? snippets[0];
  const check = checkCommand(facts);
  if (!current) return null;
  return (
    <Panel
      title="Configuration"
      aside={
        <Segmented
          label="Method"
          value={current.id}
          onChange={setMethod}
          options={snippets.map(({ id, label }) => ({ value: id, label }))}
        />
      }
    >
      <Snippet label={current.label} code={current.code} fileName={current.fileName} intro={current.intro} />
      {current.with && (
        <div className={styles.encoded}>
          <Snippet {...current.with} />
        </div>
      )}
      {current.id === 'raw' && rawEncoded && (
        <div className={styles.encoded}>
          <Snippet
            intro="Token and Connector URL in one base64 string, as some clients ask for it:"
            label="Encoded"
            code={rawEncoded}
            fileName={`connect-${facts.name}.b64`}
          />
        </div>
      )}
      {check && facts.serverCAFingerprint && (
        <div className={styles.check}>
          <Icon name="i-certificates" />
          <span>
            Compass server CA, SHA-256
            <code>{facts.serverCAFingerprint}</code>
          </span>
          <CopyButton size="small" value={check} label="Copy check command" />
          {facts.serverCAPEM && <CopyButton size="small" value={facts.serverCAPEM} label="Copy CA" />}
        </div>
      )}
    </Panel>
  );
}
