import { formatCount, formatPlural } from '../../../format/counts.ts';
import { formatDay, formatExactZoned, formatRelative } from '../../../format/moments.ts';
import type { AuthorityFactsFragment } from '../../../graphql.generated.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { DownloadButton } from '../../../ui/DownloadButton.tsx';
import { type Fact, Facts } from '../../../ui/Facts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { StateGlyph } from '../../../ui/StateGlyph.tsx';
import { Fingerprint } from '../Fingerprint.tsx';
import { colons } from '../hexadecimal.ts';
import styles from './AuthorityPanel.module.css';
import { commonName, listWords, progress, retiredShare } from './authorityWords.ts';

interface AuthorityPanelProps {
  authority: AuthorityFactsFragment;
  now: number;
  /** Null if it cannot be followed by another one here. */
  onRotate: (() => void) | null;
}

const moment = (at: string) => formatExactZoned(Date.parse(at));

/** How many of the certificates it has signed are out of use, so that it can retire. */
function RotationProgress({ authority }: { authority: AuthorityFactsFragment }) {
  const { issuedCount, certificateCount } = authority;
  const words = `${formatCount(issuedCount - certificateCount)} of ${formatPlural(issuedCount, 'certificate')} out of use`;
  return (
    <>
      <span
        className={styles.bar}
        role="progressbar"
        aria-label={`Retirement of ${commonName(authority.subject)}`}
        aria-valuemin={0}
        aria-valuemax={issuedCount}
        aria-valuenow={issuedCount - certificateCount}
        aria-valuetext={words}
      >
        <i style={{ width: `${retiredShare(authority) * 100}%` }} />
      </span>
      {words}
    </>
  );
}

function CopiedCode({ name, value, shown }: { name: string; value: string; shown: string }) {
  return (
    <span className={styles.copied}>
      <code>{shown}</code>
      <CopyButton iconOnly size="small" value={value} label={`Copy the ${name}`} done="Copied" />
    </span>
  );
}

/** One authority: who it is, until when it signs or is trusted, what it still has to lose, and its revocation list. */
export function AuthorityPanel({ authority, now, onRotate }: AuthorityPanelProps) {
  const { subject, fingerprint, serial, keyType, state, notBefore, notAfter, activatedAt, above, crl } = authority;
  const name = commonName(subject);
  const isRetiring = state === 'RETIRING';
  const top = above.at(-1);
  const facts: (Fact | false)[] = [
    { term: 'Certificates', value: progress(authority) },
    isRetiring && { term: 'Rotation', value: <RotationProgress authority={authority} /> },
    !isRetiring && { term: 'Signed so far', value: formatPlural(authority.issuedCount, 'certificate') },
    { term: 'Subject', value: <code>{subject}</code> },
    {
      term: 'SHA-256',
      value: <CopiedCode name={`SHA-256 of ${name}`} value={fingerprint} shown={colons(fingerprint)} />,
    },
    { term: 'Serial', value: <CopiedCode name={`serial of ${name}`} value={serial} shown={colons(serial)} /> },
    { term: 'Key', value: keyType, detail: authority.givenByFile && 'Given by file, not kept by Compass' },
    { term: 'Activated', value: moment(activatedAt) },
    {
      term: 'Valid',
      value: `${moment(notBefore)} to ${moment(notAfter)}`,
      detail: `ends ${formatRelative(Date.parse(notAfter), now)}`,
    },
    top !== undefined && {
      term: 'Above it',
      value: above.map((link) => (
        <span key={link.fingerprint} className={styles.above}>
          {commonName(link.subject)}, ends {formatDay(Date.parse(link.notAfter))}
          <Fingerprint sha256={link.fingerprint} of={commonName(link.subject)} />
        </span>
      )),
      detail: !top.isRoot && 'What stands above that was not given',
    },
    {
      term: 'Revocation list',
      value: (
        <a className="text-link" href={`/pki/${fingerprint}.crl`} aria-label={`Revocation list of ${name}`}>
          Download
        </a>
      ),
      detail: listWords(crl),
    },
  ];
  return (
    <Panel
      title={name}
      aside={
        <>
          <StateGlyph family={isRetiring ? 'pending' : 'connected'} word={isRetiring ? 'Retiring' : 'Signs'} />
          <CopyButton size="small" value={authority.pem} label="Copy PEM" />
          <DownloadButton text={authority.pem} fileName={`${name.toLowerCase().replaceAll(' ', '-')}.pem`} />
          {onRotate && (
            <Button size="small" onClick={onRotate}>
              Rotate…
            </Button>
          )}
        </>
      }
    >
      <Facts facts={facts} />
      {authority.givenByFile && state === 'ACTIVE' && (
        <p className={`meta ${styles.note}`}>
          To rotate, give Compass other files: it takes the new authority over within a minute.
        </p>
      )}
    </Panel>
  );
}
