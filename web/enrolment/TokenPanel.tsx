import { useState } from 'react';
import { formatClock, formatExactZoned } from '../format/moments.ts';
import { useNow } from '../live/landscape.ts';
import { FormProblem } from '../members/FormProblem.tsx';
import { Button } from '../ui/Button.tsx';
import { CertificateRing } from '../ui/CertificateRing.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { DownloadButton } from '../ui/DownloadButton.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SecretBox } from '../ui/SecretBox.tsx';
import { countdown } from './checklist.ts';
import styles from './TokenPanel.module.css';
import type { ConnectToken } from './useConnectToken.ts';

interface TokenPanelProps {
  name: string;
  who: 'agent' | 'system';
  token: ConnectToken | null;
  foreignToken: string | null;
  used: boolean;
  revoked: boolean;
  /** How many unused ones this one took the place of. */
  replaced: number;
  running: boolean;
  problem: string | null;
  onGenerate: () => void;
  onRevoke: () => void;
}

export function TokenPanel(props: TokenPanelProps) {
  const { name, who, token, foreignToken, used, revoked, replaced, running, problem, onGenerate, onRevoke } = props;
  const now = useNow(1000);
  const mayRevoke = token !== null && !used && !revoked && token.expiresAt > now;
  return (
    <Panel
      title="One-time token"
      aside={
        token && (
          <>
            {mayRevoke && (
              <Button size="small" disabled={running} onClick={onRevoke}>
                Revoke
              </Button>
            )}
            <Button size="small" icon="i-retry" disabled={running} onClick={onGenerate}>
              Generate a new one
            </Button>
          </>
        )
      }
    >
      {token ? (
        <TokenShown key={token.token} name={name} who={who} token={token} used={used} replaced={replaced} />
      ) : foreignToken !== null ? (
        <>
          <p>
            The integration system of <strong>{name}</strong> gave this token. Exchange it there; Compass does not know
            how long it is good for.
          </p>
          <Secret name={name} text={foreignToken} />
        </>
      ) : (
        <div className={styles.ask}>
          <p>
            The {who} of <strong>{name}</strong> exchanges this token for a client certificate. It works once, and it is
            shown once: here, after you press the button. One made earlier and not used is revoked then.
          </p>
          <Button tone="primary" icon="i-key" disabled={running} onClick={onGenerate}>
            Generate token
          </Button>
        </div>
      )}
      <FormProblem text={problem} />
    </Panel>
  );
}

type TokenShownProps = Pick<TokenPanelProps, 'name' | 'who' | 'used' | 'replaced'> & { token: ConnectToken };

function TokenShown({ name, who, token, used, replaced }: TokenShownProps) {
  const now = useNow(1000);
  const left = token.expiresAt - now;
  const share = left / (token.expiresAt - token.generatedAt);
  const over = left <= 0;
  const today = formatExactZoned(token.expiresAt).slice(0, 11) === formatExactZoned(now).slice(0, 11);
  const end = today ? `today at ${formatClock(token.expiresAt)}` : formatExactZoned(token.expiresAt);
  const title = used ? 'Used' : over ? 'Expired' : `${countdown(left)} left`;
  return (
    <>
      <div className={styles.countdown}>
        <CertificateRing
          left={used ? 0 : share}
          family={!used && !over && share < 0.1 ? 'attention' : 'healthy'}
          size="big"
          label={used ? 'The token is used' : over ? 'The token has expired' : 'Time left for the token'}
        />
        <div>
          <strong>{title}</strong>
          <span className="meta">
            {used ? 'It cannot be used again.' : over ? `Expired ${end}.` : `Expires ${end}, works once.`}
          </span>
        </div>
      </div>
      <Announcement left={left} used={used} />
      {!used && !over && <Secret name={name} text={token.token} />}
      <p className={`meta ${styles.note}`}>
        {used || over
          ? 'Generate a new one to connect again.'
          : `Shown once. After you leave these steps it cannot be read again, only replaced. Revoking it does not disconnect ${who === 'agent' ? 'a runtime' : 'a system'} that has used it.`}
      </p>
      {replaced > 0 && (
        <p className={`meta ${styles.note}`}>
          {replaced === 1
            ? 'The earlier token, which nobody had used, is'
            : `${replaced} earlier tokens, which nobody had used, are`}{' '}
          revoked.
        </p>
      )}
    </>
  );
}

function Secret({ name, text }: { name: string; text: string }) {
  const [revealed, setRevealed] = useState(false);
  return (
    <div className={styles.secret}>
      <SecretBox text={revealed ? text : '•'.repeat(32)}>
        <span className={styles.buttons}>
          <Button size="small" icon="i-eye" aria-pressed={revealed} onClick={() => setRevealed(!revealed)}>
            {revealed ? 'Hide' : 'Reveal'}
          </Button>
          <CopyButton size="small" value={text} label="Copy" done="Copied" />
          <DownloadButton iconOnly text={text} fileName={`${name}-token.txt`} />
        </span>
      </SecretBox>
    </div>
  );
}

/** Says the countdown aloud at 60 and at 10 seconds only. */
function Announcement({ left, used }: { left: number; used: boolean }) {
  const text = used || left <= 0 ? '' : left <= 10_000 ? '10 seconds left' : left <= 60_000 ? '60 seconds left' : '';
  return (
    <span className="visually-hidden" role="status">
      {text}
    </span>
  );
}
