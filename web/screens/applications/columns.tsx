import { formatExactUtc, formatRelative } from '../../format/moments.ts';
import { severity } from '../../map/words.ts';
import type { ApplicationRow } from '../../members/rows.ts';
import { ScenarioChips } from '../../members/ScenarioChips.tsx';
import type { Paths } from '../../paths.ts';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { Link } from '../../ui/Link.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';

export function applicationColumns(paths: Paths, now: number): DataColumn<ApplicationRow>[] {
  return [
    { id: 'name', header: 'Name', width: 200, sortBy: (row) => row.name, cell: (row) => row.name },
    {
      id: 'state',
      header: 'State',
      width: 208,
      sortBy: (row) => severity(row.finding.family),
      cell: ({ finding }) => <StateGlyph {...finding} />,
    },
    {
      id: 'runtime',
      header: 'Connected runtime',
      width: 168,
      sortBy: (row) => row.connected[0]?.name ?? null,
      cell: ({ connected }) =>
        connected.length === 0
          ? '–'
          : connected.map(({ id, name }, at) => (
              <span key={id}>
                {at > 0 && ', '}
                <Link className="text-link" href={paths.runtime(id)}>
                  {name}
                </Link>
              </span>
            )),
    },
    {
      id: 'scenarios',
      header: 'Scenarios',
      width: 208,
      sortBy: (row) => row.scenarios.map(({ name }) => name).join(' '),
      cell: ({ scenarios }) => <ScenarioChips scenarios={scenarios} limit={2} />,
    },
    {
      id: 'provider',
      header: 'Provider',
      width: 144,
      sortBy: (row) => row.providerName,
      cell: ({ providerName }) => providerName ?? '–',
    },
    {
      id: 'updated',
      header: 'Updated',
      width: 108,
      sortBy: (row) => -row.updatedAt,
      cell: ({ updatedAt }) => <span title={formatExactUtc(updatedAt)}>{formatRelative(updatedAt, now)}</span>,
    },
  ];
}
