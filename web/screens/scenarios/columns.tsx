import { formatCount } from '../../format/counts.ts';
import type { ScenarioTableQuery } from '../../graphql.generated.ts';
import type { ExportColumn } from '../../tables/export.ts';
import type { TableColumn } from '../../tables/useColumns.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { StateGlyph } from '../../ui/StateGlyph.tsx';

export type ScenarioLine = ScenarioTableQuery['table']['data'][number];

const counted = (id: string, header: string, width: number, count: (line: ScenarioLine) => number) => ({
  ...{ id, header, width, numeric: true, sortable: true },
  cell: (line: ScenarioLine) => formatCount(count(line)),
});

export function scenarioColumns(now: number): TableColumn<ScenarioLine>[] {
  return [
    { id: 'name', header: 'Name', width: 200, sortable: true, cell: ({ name }) => name },
    counted('applications', 'Applications', 104, ({ applicationCount }) => applicationCount),
    counted('runtimes', 'Runtimes', 96, ({ runtimeCount }) => runtimeCount),
    counted('connections', 'Live connections', 128, ({ connectionCount }) => connectionCount),
    {
      id: 'attention',
      header: 'Attention',
      width: 96,
      sortable: true,
      cell: ({ attentionCount, failedCount }) => {
        if (attentionCount === 0) return '–';
        return <StateGlyph family={failedCount > 0 ? 'failed' : 'attention'} word={formatCount(attentionCount)} />;
      },
    },
    counted('rules', 'Rules', 72, ({ ruleCount }) => ruleCount),
    {
      id: 'changed',
      header: 'Last change',
      width: 112,
      sortable: true,
      cell: ({ changedAt }) => <Moment past reach="table" at={changedAt} now={now} />,
    },
    {
      id: 'created',
      header: 'Created',
      width: 112,
      sortable: true,
      optional: true,
      cell: ({ createdAt }) => <Moment past reach="table" at={createdAt} now={now} />,
    },
    {
      id: 'note',
      header: 'Note',
      width: 136,
      cell: ({ isDefault }) => isDefault && <Chip>default scenario</Chip>,
    },
  ];
}

/** Exact times, in UTC. */
export const scenarioExport: readonly ExportColumn<ScenarioLine>[] = [
  { head: 'id', value: ({ id }) => id },
  { head: 'name', value: ({ name }) => name },
  { head: 'applications', value: ({ applicationCount }) => applicationCount },
  { head: 'runtimes', value: ({ runtimeCount }) => runtimeCount },
  { head: 'connections', value: ({ connectionCount }) => connectionCount },
  { head: 'attention', value: ({ attentionCount }) => attentionCount },
  { head: 'failed', value: ({ failedCount }) => failedCount },
  { head: 'rules', value: ({ ruleCount }) => ruleCount },
  { head: 'lastChangedAt', value: ({ changedAt }) => changedAt },
  { head: 'createdAt', value: ({ createdAt }) => createdAt },
];
