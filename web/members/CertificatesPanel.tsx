import { useState } from 'react';
import { formatCount } from '../format/counts.ts';
import { formatExact, formatRelative } from '../format/moments.ts';
import { usePaths } from '../paths.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { LifeBar } from '../ui/LifeBar.tsx';
import { Link } from '../ui/Link.tsx';
import { Panel, PanelTable } from '../ui/Panel.tsx';
import { QueryState } from '../ui/QueryState.tsx';
import { StateGlyph } from '../ui/StateGlyph.tsx';
import { certificateFinding, shortSerial } from './certificateWords.ts';
import type { OwnerCertificates } from './useOwnerCertificates.ts';

/** Rows that are drawn at once: a thousand take seconds. */
const step = 100;

/** Every certificate issued to one object, the newest first. */
export function CertificatesPanel({ owned, now }: { owned: OwnerCertificates; now: number }) {
  const { certificates, error } = owned;
  const reading = { data: certificates, error, readAt: null, retry: owned.refetch };
  const total = owned.total ?? 0;
  const paths = usePaths();
  const [most, setMost] = useState(step);
  const known = certificates?.length ?? 0;
  const sorted = [...(certificates ?? [])].sort((a, b) => b.notBefore - a.notBefore).slice(0, most);
  const showMore = () => {
    if (most + step > known && known < total) owned.loadMore();
    setMost(most + step);
  };
  return (
    <Panel title="Certificates" note={certificates && `${formatCount(total)} issued`} flush>
      <QueryState what="Certificates" reading={reading} shape={{ columns: 7, rows: 2 }} />
      {certificates && (
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
                  <td className="num">{formatExact(certificate.notBefore)}</td>
                  <td className="num">
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
            {sorted.length > 0 && sorted.length < total && (
              <tr>
                <td colSpan={7}>
                  {formatCount(sorted.length)} of {formatCount(total)} shown.{' '}
                  <Button size="small" onClick={showMore}>
                    Show more
                  </Button>
                </td>
              </tr>
            )}
            {certificates.length === 0 && (
              <tr>
                <td colSpan={7}>None yet. The first is issued when a one-time token is used.</td>
              </tr>
            )}
          </tbody>
        </PanelTable>
      )}
    </Panel>
  );
}
