import { formatCountdown, formatExactZoned, formatRelative } from '../../format/moments.ts';
import { type CertificateView, shortSerial } from '../../members/certificateWords.ts';
import { usePaths } from '../../paths.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { InspectorActions, InspectorSection } from '../../ui/Inspector.tsx';
import { Link } from '../../ui/Link.tsx';
import styles from './CertificateInspector.module.css';

/** Leads to another certificate of the chain. */
function SerialLink({ serial }: { serial: string }) {
  const paths = usePaths();
  return (
    <Link className="text-link" href={`${paths.certificates}?selected=${serial}`}>
      <code>{shortSerial(serial)}</code>
    </Link>
  );
}

/** Its first and last bytes; the whole is copied. */
const shortFingerprint = (hex: string) => `${colons(hex.slice(0, 6))}:…:${colons(hex.slice(-4))}`;

const colons = (hex: string) => hex.match(/../g)?.join(':') ?? hex;

/** What stands in a certificate, and what became of it. */
export function CertificateFacts({ certificate, now }: { certificate: CertificateView; now: number }) {
  const { owner, serial, sha256, pem, subject, clientID, keyType, issuer, issuedBy } = certificate;
  const { notBefore, notAfter, revokedAt, lastUsedAt, renewalFailedAt, revocationReason } = certificate;
  const { replaces, replacedBy } = certificate;
  return (
    <>
      <InspectorSection title="Certificate">
        <Facts
          facts={[
            { term: 'Not before', value: formatExactZoned(notBefore) },
            {
              term: 'Not after',
              value: formatExactZoned(notAfter),
              detail: formatCountdown(notAfter, now),
            },
            revokedAt !== null && { term: 'Revoked', value: formatExactZoned(revokedAt) },
            {
              term: 'Last used',
              value: lastUsedAt === null ? 'never' : formatRelative(lastUsedAt, now),
            },
            renewalFailedAt !== null && {
              term: 'Renewal refused',
              value: `since ${formatExactZoned(renewalFailedAt)}`,
            },
            revocationReason !== null && { term: 'Reason', value: revocationReason },
            replaces !== null && { term: 'Replaces', value: <SerialLink serial={replaces} /> },
            replacedBy.length > 0 && {
              term: 'Replaced by',
              value: replacedBy.map((each) => <SerialLink key={each} serial={each} />),
            },
            { term: 'Issued by', value: issuedBy },
            { term: 'Issuer', value: issuer },
            { term: 'Subject', value: <code>{subject}</code> },
            { term: 'Client id', value: <code>{clientID}</code> },
            { term: 'Serial', value: <code>{colons(serial)}</code> },
            {
              term: 'SHA-256',
              value: (
                <span className={styles.fingerprint}>
                  <code title={colons(sha256)}>{shortFingerprint(sha256)}</code>
                  <CopyButton iconOnly size="small" value={sha256} label="Copy SHA-256" done="SHA-256 copied" />
                </span>
              ),
            },
            { term: 'Key', value: keyType },
          ]}
        />
      </InspectorSection>
      <InspectorSection>
        <InspectorActions>
          <CopyButton size="small" value={pem} label="Copy PEM" />
          <DownloadButton text={pem} fileName={`${owner.name}-${serial.slice(0, 8)}.pem`} />
        </InspectorActions>
      </InspectorSection>
    </>
  );
}
