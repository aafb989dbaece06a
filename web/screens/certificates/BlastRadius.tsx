import { formatList, formatPlural } from '../../format/counts.ts';
import { formatDay, formatExactZoned } from '../../format/moments.ts';
import type { CertificateView } from '../../members/certificateWords.ts';
import type { RuntimeRow } from '../../members/rows.ts';
import { usePaths } from '../../paths.ts';
import { Chip } from '../../ui/Chip.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { InspectorSection, InspectorSentence } from '../../ui/Inspector.tsx';
import { Link } from '../../ui/Link.tsx';
import { blastCsv } from './blastCsv.ts';
import styles from './CertificateInspector.module.css';

interface BlastRadiusProps {
  certificate: CertificateView;
  /** Of its Runtime. */
  partners: RuntimeRow['connected'];
}

const shown = 8;

/** Which connections and scenarios freeze with a certificate: calls go on, changes do not arrive. */
export function BlastRadius({ certificate, partners }: BlastRadiusProps) {
  const paths = usePaths();
  const { owner, notAfter, state } = certificate;
  const scenarios = [...new Set(partners.flatMap(({ through }) => through))].sort();
  const isOver = state === 'EXPIRED' || state === 'REVOKED';
  const what = formatPlural(partners.length, 'connection');
  return (
    <InspectorSection
      title="Blast radius"
      aside={
        <Link className="text-link" href={`${paths.map}?select=${encodeURIComponent(owner.id)}&lines=unhealthy`}>
          Show on map
        </Link>
      }
    >
      <InspectorSentence>
        {isOver ? '' : `From ${formatExactZoned(notAfter)} `}
        <strong>{what}</strong> in <strong>{formatPlural(scenarios.length, 'scenario')}</strong>{' '}
        {isOver ? (partners.length === 1 ? 'is frozen' : 'are frozen') : partners.length === 1 ? 'freezes' : 'freeze'}:
        calls go on, but no change, removal or new credential arrives.
      </InspectorSentence>
      <p className="meta">{formatList(scenarios, 6)}</p>
      <ul className={styles.partners}>
        {partners.slice(0, shown).map(({ id, name, since, through }) => (
          <li key={id}>
            <Link href={paths.application(id)}>{name}</Link>
            {through[0] && <Chip>{through[0]}</Chip>}
            <span className="meta">since {formatDay(since)}</span>
          </li>
        ))}
        {partners.length > shown && (
          <li>
            <Link className="text-link" href={`${paths.runtime(owner.id)}?tab=connections`}>
              {partners.length - shown} more
            </Link>
          </li>
        )}
      </ul>
      <DownloadButton text={blastCsv(certificate, partners)} fileName={`${owner.name}-frozen-connections.csv`} />
    </InspectorSection>
  );
}
