import { useRef, useState } from 'react';
import { useNow } from '../live/landscape.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import { Button } from '../ui/Button.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Panel } from '../ui/Panel.tsx';
import styles from './TokenPanel.module.css';
import { TokenSecret, TokenShown } from './TokenShown.tsx';
import type { ConnectTokenState } from './useConnectToken.ts';
import type { UnusedToken } from './useEnrolment.ts';

interface TokenPanelProps {
  name: string;
  who: 'agent' | 'system';
  tokens: ConnectTokenState;
  used: boolean;
  revoked: boolean;
  /** One that waits to be used and was not made on this page. */
  earlier: UnusedToken | null;
  revealed: boolean;
  onReveal: (revealed: boolean) => void;
  /** A token was made or revoked. */
  onChanged: () => void;
}

/** The one-time token and what can be done with it. The result of what was pressed gets the focus and is said aloud. */
export function TokenPanel(props: TokenPanelProps) {
  const { name, who, tokens, used, revoked, revealed, onReveal, onChanged } = props;
  const { token, foreignToken, replaced, running, problem } = tokens;
  const now = useNow(1000);
  const result = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const earlier = token === null && foreignToken === null ? props.earlier : null;
  const mayRevoke = earlier !== null || (token !== null && !used && !revoked && token.expiresAt > now);
  const act = (run: () => Promise<boolean>, done: string) => async () => {
    if (running) return;
    setSaid('');
    const worked = await run();
    setSaid(worked ? done : '');
    result.current?.focus();
    onChanged();
  };
  const generate = act(tokens.generate, 'The token is generated. It works once.');
  // Not disabled while it runs: a disabled button loses the focus.
  const busy = running || undefined;
  return (
    <Panel
      title="One-time token"
      aside={
        (token || earlier) && (
          <>
            {mayRevoke && (
              <Button size="small" aria-disabled={busy} onClick={act(tokens.revoke, 'The token is revoked.')}>
                Revoke
              </Button>
            )}
            {token && (
              <Button size="small" icon="i-retry" aria-disabled={busy} onClick={generate}>
                Generate a new one
              </Button>
            )}
          </>
        )
      }
    >
      <span className="visually-hidden" role="status">
        {said}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to a form. */}
      <div
        ref={result}
        className={styles.result}
        role="group"
        aria-label={token || foreignToken !== null ? 'The token' : 'No token'}
        tabIndex={-1}
      >
        {token ? (
          <TokenShown key={token.token} {...{ name, who, token, used, replaced, revealed, onReveal }} />
        ) : foreignToken !== null ? (
          <>
            <p>
              The integration system of <strong>{name}</strong> gave this token. Exchange it there; Compass does not
              know how long it is good for.
            </p>
            <TokenSecret text={foreignToken} {...{ name, revealed, onReveal }} />
          </>
        ) : (
          <div className={styles.ask}>
            <p>
              The {who} of <strong>{name}</strong> exchanges this token for a client certificate. It works once, and it
              is shown once: here, after you press the button.{' '}
              {earlier === null && 'One made earlier and not used is revoked then.'}
            </p>
            {earlier && (
              <p>
                One that {earlier.createdBy} made <Moment past at={earlier.createdAt} now={now} /> waits to be used and
                expires <Moment at={earlier.expiresAt} now={now} />. It cannot be read again; generating another revokes
                it. Revoking does not disconnect {who === 'agent' ? 'a runtime' : 'a system'} that has used it.
              </p>
            )}
            <Button tone={earlier ? 'default' : 'primary'} icon="i-key" aria-disabled={busy} onClick={generate}>
              Generate token
            </Button>
          </div>
        )}
        <FormProblem text={problem} />
      </div>
    </Panel>
  );
}
