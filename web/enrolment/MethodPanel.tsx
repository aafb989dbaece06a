import { CopyButton } from '../ui/CopyButton.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Snippet } from '../ui/Snippet.tsx';
import { checkCommand } from './checkCommands.ts';
import type { ConnectFacts } from './connectFacts.ts';
import styles from './MethodPanel.module.css';
import { mask, masked, snippetsFor } from './snippets.ts';
import { useMethod } from './useMethod.ts';

interface MethodPanelProps {
  facts: ConnectFacts;
  /** Standard base64 of connector URL and token, as some clients ask for it. */
  rawEncoded: string | null;
  revealed: boolean;
}

/** Ways to hand the token over, each complete: nothing is left to be filled in. */
export function MethodPanel({ facts, rawEncoded, revealed }: MethodPanelProps) {
  const snippets = snippetsFor(facts);
  const { current, choose } = useMethod(snippets);
  const check = checkCommand(facts);
  if (!current) return null;
  const shown = (code: string) => (revealed ? code : masked(code, facts.token));
  const { id, with: more = [], ...first } = current;
  return (
    <Panel
      title="Configuration"
      aside={
        <Segmented
          label="Method"
          value={id}
          onChange={choose}
          options={snippets.map((each) => ({ value: each.id, label: each.label }))}
        />
      }
    >
      <div className={styles.snippets}>
        {[first, ...more].map((each) => (
          <Snippet key={each.label} {...each} shown={shown(each.code)} />
        ))}
        {id === 'raw' && rawEncoded && (
          <Snippet
            intro="Token and Connector URL in one base64 string, as some clients ask for it:"
            label="Encoded"
            code={rawEncoded}
            shown={revealed ? rawEncoded : mask}
            fileName={`connect-${facts.name}.b64`}
          />
        )}
      </div>
      {!revealed && <p className={`meta ${styles.note}`}>Copy and Download hold the token itself.</p>}
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
