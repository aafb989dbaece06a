import { formatClock, formatExactZoned } from '../format/moments.ts';
import { useNow } from '../live/landscape.ts';
import { Button } from '../ui/Button.tsx';
import { CertificateRing } from '../ui/CertificateRing.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { DownloadButton } from '../ui/DownloadButton.tsx';
import { SecretBox } from '../ui/SecretBox.tsx';
import { countdown } from './checklist.ts';
import { mask } from './snippets.ts';
import styles from './TokenPanel.module.css';
import type { ConnectToken } from './useConnectToken.ts';

interface TokenShownProps extends Omit<SecretProps, 'text'> {
  who: 'agent' | 'system';
  token: ConnectToken;
  used: boolean;
  /** How many unused ones this one took the place of. */
  replaced: number;
}

/** `today at 15:29:49 UTC`, or with its day. */
function endOf({ expiresAt }: ConnectToken, now: number): string {
  const exact = formatExactZoned(expiresAt);
  return exact.slice(0, 11) === formatExactZoned(now).slice(0, 11) ? `today at ${formatClock(expiresAt)}` : exact;
}

/** A token with the time it has left. */
export function TokenShown({ who, token, used, replaced, ...secret }: TokenShownProps) {
  const now = useNow(1000);
  const left = token.expiresAt - now;
  const share = left / (token.expiresAt - token.generatedAt);
  const over = left <= 0;
  const end = endOf(token, now);
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
          <strong>{used ? 'Used' : over ? 'Expired' : `${countdown(left)} left`}</strong>
          <span className="meta">
            {used ? 'It cannot be used again.' : over ? `Expired ${end}.` : `Expires ${end}, works once.`}
          </span>
        </div>
      </div>
      <Announcement left={left} used={used} />
      {!used && !over && <TokenSecret text={token.token} {...secret} />}
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

interface SecretProps {
  /** Whose token it is: names the file. */
  name: string;
  text: string;
  revealed: boolean;
  onReveal: (revealed: boolean) => void;
}

/** The token itself, masked until it is asked for. */
export function TokenSecret({ name, text, revealed, onReveal }: SecretProps) {
  return (
    <div className={styles.secret}>
      <SecretBox text={revealed ? text : mask}>
        <span className={styles.buttons}>
          <Button size="small" icon="i-eye" aria-pressed={revealed} onClick={() => onReveal(!revealed)}>
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
