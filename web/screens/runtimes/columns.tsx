import { formatExact, zoneHere } from '../../format/moments.ts';
import { findingOf, labelsText, type RuntimeLine, scenariosOf } from '../../members/lineWords.ts';
import { certificateOf, type RowCertificate } from '../../members/rows.ts';
import { ScenarioChips } from '../../members/ScenarioChips.tsx';
import type { ExportColumn } from '../../tables/export.ts';
import type { TableColumn } from '../../tables/useColumns.ts';
import { CertificateRing } from '../../ui/CertificateRing.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';
import styles from './RuntimeCertificateCell.module.css';

/** Ring and time left of the certificate in use. */
function RuntimeCertificateCell({ certificate }: { certificate: RowCertificate | null }) {
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
      {certificate === null ? (
        <span className="muted">none</span>
      ) : (
        <Moment reach="table" at={certificate.notAfter}>
          {certificate.words}
        </Moment>
      )}
    </span>
  );
}

const lineCertificate = ({ certificate }: RuntimeLine, now: number) =>
  certificateOf(
    certificate && {
      state: certificate.state,
      notBefore: Date.parse(certificate.notBefore),
      notAfter: Date.parse(certificate.notAfter),
    },
    now,
  );

export function runtimeColumns(now: number): TableColumn<RuntimeLine>[] {
  return [
    { id: 'name', header: 'Name', width: 172, sortable: true, cell: ({ name }) => name },
    {
      id: 'state',
      header: 'State',
      width: 164,
      sortable: true,
      cell: (line) => <StateGlyph {...findingOf(line)} />,
    },
    {
      id: 'sync',
      header: 'Last sync',
      width: 116,
      sortable: true,
      cell: ({ lastContactAt }) =>
        lastContactAt === null ? '–' : <Moment past reach="table" at={lastContactAt} now={now} />,
    },
    {
      id: 'certificate',
      header: 'Certificate',
      width: 136,
      sortable: true,
      cell: (line) => <RuntimeCertificateCell certificate={lineCertificate(line, now)} />,
    },
    {
      id: 'expires',
      header: `Expires, ${zoneHere()}`,
      width: 148,
      sortable: true,
      cell: ({ certificate }) =>
        certificate === null ? '–' : <span className="num">{formatExact(Date.parse(certificate.notAfter))}</span>,
    },
    {
      id: 'applications',
      header: 'Apps',
      width: 64,
      numeric: true,
      sortable: true,
      cell: ({ applicationCount }) => applicationCount,
    },
    {
      id: 'scenarios',
      header: 'Scenarios',
      width: 180,
      sortable: true,
      cell: (line) => <ScenarioChips scenarios={scenariosOf(line)} limit={2} />,
    },
    { id: 'labels', header: 'Labels', width: 120, cell: (line) => labelsText(line) || '–' },
    { id: 'agent', header: 'Agent', width: 72, sortable: true, cell: ({ agentVersion }) => agentVersion ?? '–' },
    {
      id: 'updated',
      header: 'Updated',
      width: 116,
      sortable: true,
      optional: true,
      cell: ({ updatedAt }) => <Moment past reach="table" at={updatedAt} now={now} />,
    },
  ];
}

/** Exact times, in UTC. */
export const runtimeExport: readonly ExportColumn<RuntimeLine>[] = [
  { head: 'id', value: ({ id }) => id },
  { head: 'name', value: ({ name }) => name },
  { head: 'state', value: ({ finding }) => finding.word },
  { head: 'lastSync', value: ({ lastContactAt }) => lastContactAt },
  { head: 'certificateState', value: ({ certificate }) => certificate?.state ?? null },
  { head: 'certificateNotBefore', value: ({ certificate }) => certificate?.notBefore ?? null },
  { head: 'certificateNotAfter', value: ({ certificate }) => certificate?.notAfter ?? null },
  { head: 'applications', value: ({ applicationCount }) => applicationCount },
  { head: 'scenarios', value: ({ memberships }) => memberships.map(({ scenario }) => scenario) },
  { head: 'labels', value: ({ labels }) => labels },
  { head: 'agentVersion', value: ({ agentVersion }) => agentVersion },
  { head: 'description', value: ({ description }) => description },
  { head: 'updatedAt', value: ({ updatedAt }) => updatedAt },
];
