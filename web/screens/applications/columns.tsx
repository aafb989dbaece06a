import { formatPlural } from '../../format/counts.ts';
import { type ApplicationLine, findingOf, labelsText, scenariosOf } from '../../members/lineWords.ts';
import { ScenarioChips } from '../../members/ScenarioChips.tsx';
import type { Paths } from '../../paths.ts';
import type { ExportColumn } from '../../tables/export.ts';
import type { TableColumn } from '../../tables/useColumns.ts';
import { Link } from '../../ui/Link.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';

/** `2 packages, 5`: how many packages, and how many APIs and events are in them. */
function contentsWords({ packageCount, apiCount, eventCount }: ApplicationLine): string {
  if (packageCount === 0) return '–';
  return `${formatPlural(packageCount, 'package')}, ${formatPlural(apiCount, 'API')}, ${formatPlural(eventCount, 'event')}`;
}

export function applicationColumns(paths: Paths, now: number): TableColumn<ApplicationLine>[] {
  return [
    { id: 'name', header: 'Name', width: 184, sortable: true, cell: ({ name }) => name },
    {
      id: 'state',
      header: 'State',
      width: 172,
      sortable: true,
      cell: (line) => <StateGlyph {...findingOf(line)} />,
    },
    {
      id: 'runtime',
      header: 'Connected runtime',
      width: 148,
      sortable: true,
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
      width: 180,
      sortable: true,
      cell: (line) => <ScenarioChips scenarios={scenariosOf(line)} limit={2} />,
    },
    {
      id: 'contents',
      header: 'Packages and APIs',
      width: 144,
      sortable: true,
      cell: (line) => <span title={contentsWords(line)}>{contentsWords(line)}</span>,
    },
    {
      id: 'provider',
      header: 'Provider',
      width: 96,
      sortable: true,
      cell: ({ providerName }) => providerName ?? '–',
    },
    { id: 'labels', header: 'Labels', width: 120, cell: (line) => labelsText(line) || '–' },
    {
      id: 'updated',
      header: 'Updated',
      width: 84,
      sortable: true,
      cell: ({ updatedAt }) => <Moment past reach="table" at={updatedAt} now={now} />,
    },
  ];
}

/** Exact times, in UTC. */
export const applicationExport: readonly ExportColumn<ApplicationLine>[] = [
  { head: 'id', value: ({ id }) => id },
  { head: 'name', value: ({ name }) => name },
  { head: 'state', value: ({ finding }) => finding.word },
  { head: 'runtimes', value: ({ connected }) => connected.map(({ name }) => name) },
  { head: 'scenarios', value: ({ memberships }) => memberships.map(({ scenario }) => scenario) },
  { head: 'packages', value: ({ packageCount }) => packageCount },
  { head: 'apis', value: ({ apiCount }) => apiCount },
  { head: 'events', value: ({ eventCount }) => eventCount },
  { head: 'provider', value: ({ providerName }) => providerName },
  { head: 'labels', value: ({ labels }) => labels },
  { head: 'description', value: ({ description }) => description },
  { head: 'updatedAt', value: ({ updatedAt }) => updatedAt },
];
