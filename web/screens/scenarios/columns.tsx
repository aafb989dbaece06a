import { formatCount } from '../../format/counts.ts';
import { formatExactUtc, formatRelative } from '../../format/moments.ts';
import { Chip } from '../../ui/Chip.tsx';
import type { DataColumn } from '../../ui/DataTable.tsx';
import type { ScenarioRow } from './rows.ts';

export function scenarioColumns(now: number): DataColumn<ScenarioRow>[] {
  return [
    { id: 'name', header: 'Name', width: 240, sortBy: (row) => row.name, cell: (row) => row.name },
    {
      id: 'applications',
      header: 'Applications',
      width: 120,
      numeric: true,
      sortBy: (row) => row.applications,
      cell: (row) => formatCount(row.applications),
    },
    {
      id: 'runtimes',
      header: 'Runtimes',
      width: 104,
      numeric: true,
      sortBy: (row) => row.runtimes,
      cell: (row) => formatCount(row.runtimes),
    },
    {
      id: 'connections',
      header: 'Live connections',
      width: 144,
      numeric: true,
      sortBy: (row) => row.connections,
      cell: (row) => formatCount(row.connections),
    },
    {
      id: 'created',
      header: 'Created',
      width: 128,
      sortBy: (row) => row.createdAt,
      cell: (row) => <span title={formatExactUtc(row.createdAt)}>{formatRelative(row.createdAt, now)}</span>,
    },
    {
      id: 'note',
      header: 'Note',
      width: 144,
      sortBy: (row) => (row.isDefault ? 0 : 1),
      cell: (row) => row.isDefault && <Chip>default scenario</Chip>,
    },
  ];
}
