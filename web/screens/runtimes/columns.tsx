import { formatExact, formatExactUtc, formatRelative, zoneHere } from '../../format/moments.ts';
import { severity } from '../../map/words.ts';
import type { RuntimeRow } from '../../members/rows.ts';
import { ScenarioChips } from '../../members/ScenarioChips.tsx';
import { CertificateRing } from '../../ui/CertificateRing.tsx';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './RuntimeCertificateCell.module.css';

/** Ring and time left of the certificate in use. */
function RuntimeCertificateCell({ certificate }: Pick<RuntimeRow, 'certificate'>) {
  const left = certificate?.left ?? null;
  const label =
    certificate === null
      ? 'No certificate'
      : certificate.left === 0
        ? `Certificate: ${certificate.words}`
        : `${Math.round(certificate.left * 100)} % of the certificate's life is left`;
  return (
    <span className={styles.cell}>
      <CertificateRing left={left} family={certificate?.family ?? 'healthy'} label={label} />
      {certificate?.words ?? <span className="muted">none</span>}
    </span>
  );
}

export function runtimeColumns(now: number): DataColumn<RuntimeRow>[] {
  return [
    { id: 'name', header: 'Name', width: 184, sortBy: (row) => row.name, cell: (row) => row.name },
    {
      id: 'state',
      header: 'State',
      width: 144,
      sortBy: (row) => severity(row.finding.family),
      cell: ({ finding }) => <StateGlyph {...finding} />,
    },
    {
      id: 'sync',
      header: 'Last sync',
      width: 96,
      sortBy: (row) => (row.lastContactAt === null ? null : -row.lastContactAt),
      cell: ({ lastContactAt }) =>
        lastContactAt === null ? (
          '–'
        ) : (
          <span title={formatExactUtc(lastContactAt)}>{formatRelative(lastContactAt, now)}</span>
        ),
    },
    {
      id: 'certificate',
      header: 'Certificate',
      width: 112,
      sortBy: (row) => row.certificate?.left ?? null,
      cell: RuntimeCertificateCell,
    },
    {
      id: 'expires',
      header: `Expires, ${zoneHere()}`,
      width: 152,
      sortBy: (row) => row.certificate?.notAfter ?? null,
      cell: ({ certificate }) =>
        certificate === null ? '–' : <span className="num">{formatExact(certificate.notAfter)}</span>,
    },
    {
      id: 'apps',
      header: 'Apps',
      width: 64,
      numeric: true,
      sortBy: (row) => row.connected.length,
      cell: ({ connected }) => connected.length,
    },
    {
      id: 'scenarios',
      header: 'Scenarios',
      width: 216,
      sortBy: (row) => (row.scenarios.length === 0 ? null : row.scenarios.map(({ name }) => name).join(' ')),
      cell: ({ scenarios }) => <ScenarioChips scenarios={scenarios} limit={2} />,
    },
  ];
}
