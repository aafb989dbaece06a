import { useState } from 'react';
import { formatCount } from '../../format/counts.ts';
import { formatDay, formatExactZoned } from '../../format/moments.ts';
import { certificateFinding } from '../../members/certificateWords.ts';
import { Button } from '../../ui/Button.tsx';
import { InspectorSection } from '../../ui/Inspector.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './CertificateInspector.module.css';
import { SerialLink } from './SerialLink.tsx';
import type { CertificateDetails } from './useCertificateDetails.ts';

const shownAtFirst = 5;

const methods = { TOKEN: 'with a one-time token', RENEWAL: 'by renewal' } as const;

/** Every certificate of the client, the newest first: when issued, by what, until when, and what became of it. */
export function CertificateHistory({ serial, history }: { serial: string; history: CertificateDetails['history'] }) {
  const [isOpen, setOpen] = useState(false);
  const { data, totalCount } = history;
  const shown = isOpen ? data : data.slice(0, shownAtFirst);
  return (
    <InspectorSection title="Renewals" aside={`${formatCount(totalCount)} issued to this client`}>
      <ol className={styles.history} aria-label="Certificates of this client, the newest first">
        {shown.map(({ serial: each, state, issuedBy, notBefore, notAfter }) => {
          const { bar: _, ...finding } = certificateFinding(state);
          return (
            <li key={each} aria-current={each === serial}>
              <SerialLink serial={each} />
              <StateGlyph {...finding} />
              <span
                className="meta"
                title={`${formatExactZoned(Date.parse(notBefore))} to ${formatExactZoned(Date.parse(notAfter))}`}
              >
                Issued {formatDay(Date.parse(notBefore))} {methods[issuedBy]}, ends {formatDay(Date.parse(notAfter))}
              </span>
            </li>
          );
        })}
      </ol>
      {shown.length < data.length && (
        <Button size="small" tone="quiet" onClick={() => setOpen(true)}>
          +{formatCount(data.length - shown.length)} older
        </Button>
      )}
      {isOpen && data.length < totalCount && (
        <p className="meta">{formatCount(totalCount - data.length)} older ones are in the table.</p>
      )}
    </InspectorSection>
  );
}
