import { formatCount } from '../../../format/counts.ts';
import { formatExactZoned } from '../../../format/moments.ts';
import type { AuthorityFactsFragment } from '../../../graphql.generated.ts';
import { DownloadButton } from '../../../ui/DownloadButton.tsx';
import { Panel, PanelTable } from '../../../ui/Panel.tsx';
import { Fingerprint } from '../Fingerprint.tsx';
import { commonName } from './authorityWords.ts';

/** Authorities that are no longer trusted: nothing they signed opens anything any more. */
export function RetiredPanel({ authorities }: { authorities: readonly AuthorityFactsFragment[] }) {
  return (
    <Panel title="Retired" note={`${formatCount(authorities.length)}, no longer trusted`} flush>
      <PanelTable label="Retired authorities">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">SHA-256</th>
            <th scope="col">Key</th>
            <th scope="col">Signed</th>
            <th scope="col">Retired</th>
            <th scope="col">Files</th>
          </tr>
        </thead>
        <tbody>
          {authorities.map(({ subject, fingerprint, keyType, issuedCount, retiredAt, pem }) => (
            <tr key={fingerprint}>
              <th scope="row" title={subject}>
                {commonName(subject)}
              </th>
              <td>
                <Fingerprint sha256={fingerprint} of={commonName(subject)} />
              </td>
              <td>{keyType}</td>
              <td className="num">{formatCount(issuedCount)}</td>
              <td className="num">{retiredAt === null ? '–' : formatExactZoned(Date.parse(retiredAt))}</td>
              <td>
                <DownloadButton text={pem} fileName={`${commonName(subject).toLowerCase().replaceAll(' ', '-')}.pem`} />{' '}
                <a
                  className="text-link"
                  href={`/pki/${fingerprint}.crl`}
                  aria-label={`Revocation list of ${commonName(subject)}`}
                >
                  CRL
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </PanelTable>
    </Panel>
  );
}
