import { formatDay, formatExactZoned } from '../../format/moments.ts';
import type { CertificateView } from '../../members/certificateWords.ts';
import { InspectorSection } from '../../ui/Inspector.tsx';
import { commonName } from './authorities/authorityWords.ts';
import styles from './CertificateInspector.module.css';
import { Fingerprint } from './Fingerprint.tsx';
import type { CertificateDetails } from './useCertificateDetails.ts';

interface CertificateChainProps {
  certificate: CertificateView;
  chain: CertificateDetails['chain'];
}

const ends = (at: string | number) => {
  const moment = typeof at === 'string' ? Date.parse(at) : at;
  return (
    <span className="meta num" title={formatExactZoned(moment)}>
      ends {formatDay(moment)}
    </span>
  );
};

/** From the certificate up to the root, as far as it is known. */
export function CertificateChain({ certificate, chain }: CertificateChainProps) {
  const top = chain.at(-1);
  return (
    <InspectorSection title="Chain">
      <ol className={styles.chain} aria-label="Chain">
        <li>
          <strong>This certificate</strong>
          {ends(certificate.notAfter)}
        </li>
        {chain.map(({ subject, fingerprint, notAfter, keyType, isRoot }) => (
          <li key={fingerprint}>
            <strong title={subject}>{commonName(subject)}</strong>
            {ends(notAfter)}
            <span className="meta">
              {isRoot ? 'Root' : 'Intermediate'}, {keyType}
            </span>
            <Fingerprint sha256={fingerprint} of={commonName(subject)} />
          </li>
        ))}
      </ol>
      {top === undefined ? (
        <p className="meta">Signed by {commonName(certificate.issuer)}, which is not kept here.</p>
      ) : (
        !top.isRoot && <p className="meta">What stands above {commonName(top.subject)} was not given to Compass.</p>
      )}
    </InspectorSection>
  );
}
