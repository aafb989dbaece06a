import { formatExact, formatRelative } from '../format/moments.ts';
import { usePaths } from '../paths.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { LifeBar } from '../ui/LifeBar.tsx';
import { Link } from '../ui/Link.tsx';
import { Panel, PanelTable } from '../ui/Panel.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { type CertificateView, certificateFinding, shortSerial } from './certificateWords.ts';

interface CertificatesPanelProps {
  /** Null while they are asked for. */
  certificates: readonly CertificateView[] | null;
  /** Why they could not be read. */
  problem: string | null;
  now: number;
}

/** Every certificate issued to one object, the newest first. */
export function CertificatesPanel({ certificates, problem, now }: CertificatesPanelProps) {
  const paths = usePaths();
  const sorted = [...(certificates ?? [])].sort((a, b) => b.notBefore - a.notBefore);
  return (
    <Panel
      title="Certificates"
      note={certificates ? `${certificates.length} issued` : problem ? 'unknown' : 'asking'}
      flush
    >
      <PanelTable label="Certificates">
        <thead>
          <tr>
            <th scope="col">Serial</th>
            <th scope="col">State</th>
            <th scope="col">Issued</th>
            <th scope="col">Expires</th>
            <th scope="col">Life used</th>
            <th scope="col">Issued by</th>
            <th scope="col">Key</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((certificate) => {
            const { bar, ...finding } = certificateFinding(certificate.state);
            return (
              <tr key={certificate.serial}>
                <th scope="row">
                  <Link href={`${paths.certificates}?selected=${certificate.serial}`}>
                    <code>{shortSerial(certificate.serial)}</code>
                  </Link>
                  <CopyButton
                    iconOnly
                    size="small"
                    value={certificate.serial}
                    label={`Copy serial ${shortSerial(certificate.serial)}`}
                    done="Serial copied"
                  />
                </th>
                <td>
                  <StateGlyph {...finding} />
                </td>
                <td>{formatExact(certificate.notBefore)}</td>
                <td>
                  {formatExact(certificate.notAfter)}
                  <span className="meta"> {formatRelative(certificate.notAfter, now)}</span>
                </td>
                <td>
                  <LifeBar used={certificate.used} family={bar} />
                </td>
                <td>{certificate.issuedBy}</td>
                <td>{certificate.keyType}</td>
              </tr>
            );
          })}
          {problem && (
            <tr>
              <td colSpan={7}>
                <StateGlyph family="unknown" word={`Certificates unavailable: ${problem}`} />
              </td>
            </tr>
          )}
          {certificates?.length === 0 && (
            <tr>
              <td colSpan={7}>None yet. The first is issued when a one-time token is used.</td>
            </tr>
          )}
        </tbody>
      </PanelTable>
    </Panel>
  );
}
