import { useNavigate } from '@tanstack/react-router';
import { formatCount, formatPlural } from '../../format/counts.ts';
import { type CertificateView, isRevocable } from '../../members/certificateWords.ts';
import { FilteredEmpty } from '../../members/FilteredEmpty.tsx';
import { usePaths } from '../../paths.ts';
import { useSession } from '../../session/session.ts';
import type { ShownColumns, TableColumn } from '../../tables/useColumns.ts';
import type { Selection } from '../../tables/useSelection.ts';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { printFilter } from '../../ui/filterTokens.ts';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import type { TableState } from '../../ui/useTableState.ts';
import { NoCertificate } from './NoCertificate.tsx';
import type { useCertificates } from './useCertificates.ts';

interface CertificatesTableProps {
  table: TableState;
  live: Pick<ReturnType<typeof useCertificates>, 'certificates' | 'pages' | 'error' | 'remote' | 'isCurrent'>;
  columns: readonly TableColumn<CertificateView>[];
  visibility: ShownColumns['visibility'];
  selection: Selection;
  /** Asks for certificates whenever they end. */
  onAnyEnd: () => void;
  /** Null if the caller may not revoke. */
  onRevoke: ((certificates: readonly CertificateView[]) => void) | null;
}

/** Certificates page by page, as the server filters and orders them; old where it does not answer. */
export function CertificatesTable(props: CertificatesTableProps) {
  const { table, live, columns, visibility, selection, onAnyEnd, onRevoke } = props;
  const paths = usePaths();
  const navigate = useNavigate();
  const { can } = useSession();
  const { certificates, pages, error, remote, isCurrent } = live;
  if (pages === null) return error === undefined && <TableSkeleton label="Certificates are loading" />;
  const { total, unfiltered } = pages;
  const none =
    unfiltered === 0 ? (
      <NoCertificate />
    ) : printFilter(table.query) !== '' ? (
      <FilteredEmpty noun="certificate" total={unfiltered} query={table.query} onQuery={table.setQuery} />
    ) : (
      <EmptyState
        title={`0 of ${formatPlural(unfiltered, 'certificate')} end then`}
        actions={
          <Button tone="primary" onClick={onAnyEnd}>
            Show all
          </Button>
        }
      />
    );
  return (
    <DataTable
      label="Certificates"
      rows={certificates}
      columns={columns}
      visibility={visibility}
      rowID={(row) => row.serial}
      rowName={(row) => row.owner.name}
      rowHref={({ owner }) => (owner.kind === 'RUNTIME' ? paths.runtime(owner.id) : paths.application(owner.id))}
      sort={table.sort}
      onSort={table.setSort}
      selectedID={table.selectedID}
      onSelect={table.select}
      remote={remote}
      rowMenu={(row) => {
        const { serial, owner } = row;
        const kind = owner.kind === 'RUNTIME' ? 'runtime' : 'application';
        return [
          { label: 'Show details', run: () => table.select(serial) },
          ...(can(`${kind}:write`)
            ? [{ label: `Re-enrol ${owner.name}…`, run: () => void navigate({ href: paths.connect(kind, owner.id) }) }]
            : []),
          ...(onRevoke && isRevocable(row)
            ? (['divider', { label: 'Revoke…', run: () => onRevoke([row]) }] as const)
            : []),
        ];
      }}
      selection={selection}
      isStale={() => error !== undefined || !isCurrent}
      empty={none}
      summary={
        <>
          <strong>{formatCount(total)}</strong> of <strong>{formatCount(unfiltered)}</strong> match
        </>
      }
    />
  );
}
