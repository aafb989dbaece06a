import { formatCountdown, formatExactZoned } from '../../format/moments.ts';
import { type CertificateView, renewalInWords } from '../../members/certificateWords.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { InspectorActions, InspectorSection } from '../../ui/Inspector.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Fingerprint } from './Fingerprint.tsx';
import { colons } from './hexadecimal.ts';
import { nextRenewal } from './renewalWords.ts';
import { SerialLink } from './SerialLink.tsx';

interface CertificateFactsProps {
  certificate: CertificateView;
  /** Subject alternative names; null if they cannot be read, undefined until they have arrived. */
  names: readonly string[] | null | undefined;
  now: number;
}

/** What stands in a certificate, and what became of it. */
export function CertificateFacts({ certificate, names, now }: CertificateFactsProps) {
  const { owner, serial, sha256, pem, subject, clientID, keyType, issuer, issuedBy } = certificate;
  const { notBefore, notAfter, revokedAt, lastUsedAt, renewalFailedAt, revocationReason } = certificate;
  const { replaces, replacedBy } = certificate;
  const next = nextRenewal(certificate);
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
              value: lastUsedAt === null ? 'never' : <Moment at={lastUsedAt} now={now} />,
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
            next !== null && { term: 'Next renewal', value: next, detail: renewalInWords(certificate, now) },
            { term: 'Issuer', value: issuer },
            { term: 'Subject', value: <code>{subject}</code> },
            { term: 'Client id', value: <code>{clientID}</code> },
            { term: 'Serial', value: <code>{colons(serial)}</code> },
            {
              term: 'SHA-256',
              value: <Fingerprint sha256={sha256} />,
            },
            {
              term: 'SAN',
              value: names === undefined ? '…' : names === null ? 'cannot be read' : names.join(', ') || 'none',
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
