import { type ReactNode, useMemo, useState } from 'react';
import { describeError } from '../errors.ts';
import { formatCount } from '../format/counts.ts';
import { formatExactZoned } from '../format/moments.ts';
import type { ObjectKind, TableKind } from '../graphql.generated.ts';
import { FilteredEmpty } from '../members/FilteredEmpty.tsx';
import { labelText } from '../members/lineWords.ts';
import type { SavedView } from '../preferences/preferences.ts';
import { usePreference } from '../preferences/usePreference.ts';
import type { MenuAction } from '../ui/ActionMenu.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { printFilter } from '../ui/filterTokens.ts';
import { Page } from '../ui/Page.tsx';
import { TableSkeleton } from '../ui/TableSkeleton.tsx';
import { TableToolbar } from '../ui/TableToolbar.tsx';
import type { TableState } from '../ui/useTableState.ts';
import { BulkBar } from './BulkBar.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import type { ExportColumn } from './export.ts';
import { Facets } from './Facets.tsx';
import { RowRail } from './RowRail.tsx';
import styles from './ScenarioRail.module.css';
import { type Facet, pageAround } from './tablePages.ts';
import { type TableColumn, useColumns } from './useColumns.ts';
import { useDensity } from './useDensity.ts';
import { useSelection } from './useSelection.ts';
import { type FetchPage, fetchAll, useTablePages } from './useTablePages.ts';
import { ViewTabs } from './ViewTabs.tsx';
import { currentView } from './views.ts';

interface TableScreenProps<Row> {
  table: TableKind;
  title: string;
  /** One of the rows, in lower case. */
  noun: string;
  path: string;
  state: TableState;
  keys: readonly string[];
  placeholder: string;
  /** Facets in menus, by key. */
  facetLabels: Readonly<Record<string, string>>;
  views: readonly SavedView[];
  columns: readonly TableColumn<Row>[];
  exportColumns: readonly ExportColumn<Row>[];
  fetchPage: FetchPage<Row>;
  /** What gives every label a column of its own. */
  labelsOf?: (row: Row) => Readonly<Record<string, unknown>>;
  rowHref: (row: Row) => string;
  rowKeys?: Readonly<Record<string, (id: string) => void>>;
  rowMenu?: (row: Row) => readonly (MenuAction | 'divider')[];
  isStale?: (row: Row) => boolean;
  /** Whether bulk actions can be carried out. */
  mayChange: boolean;
  actions: ReactNode;
  /** Instead of everything, while there is nothing at all. */
  first: ReactNode;
  inspector: ReactNode;
  children?: ReactNode;
}

/** What the rows are, if they are members of scenarios. */
const kinds: Readonly<Record<TableKind, ObjectKind | null>> = {
  APPLICATIONS: 'APPLICATION',
  RUNTIMES: 'RUNTIME',
  SCENARIOS: null,
};

/** A table of the console: its views, filter and facets, the rows in view, and what can be done to those chosen. */
export function TableScreen<Row extends { id: string; name: string }>(props: TableScreenProps<Row>) {
  const { table, title, noun, state, fetchPage } = props;
  const key = table.toLowerCase() as 'applications' | 'runtimes' | 'scenarios';
  const [ownViews, setViews] = usePreference(`views:${key}`);
  const { pages, rows, error, remote, refresh, isCurrent, firstInView } = useTablePages(fetchPage);
  const ids = useMemo(() => rows.map((row) => row?.id), [rows]);
  const selection = useSelection(ids, printFilter(state.query), () => pageAround(firstInView.current[0]));
  const kind = kinds[table];
  const facets = pages?.facets;
  const { labelsOf } = props;
  const available = useMemo(
    () => [...props.columns, ...(labelsOf ? labelColumns(facets ?? [], labelsOf) : [])],
    [props.columns, facets, labelsOf],
  );
  const view = currentView([...props.views, ...ownViews], { name: state.viewName, filter: printFilter(state.query) });
  const change = (next: Partial<SavedView>) =>
    setViews(ownViews.map((each) => (each === view ? { ...each, ...next } : each)));
  const columns = useColumns(
    key,
    available,
    view?.columns ? { chosen: view.columns, choose: (next) => change({ columns: next }) } : null,
  );
  const [density, setDensity] = useDensity(
    view?.density ? { chosen: view.density, choose: (next) => change({ density: next }) } : null,
  );
  const isEmpty = pages !== null && pages.unfiltered === 0;
  const described = error === undefined ? null : describeError(error);
  const [isRailOpen, setRailOpen] = useState(false);
  return (
    <Page
      title={title}
      flush
      inspector={props.inspector}
      actions={
        !isEmpty && (
          <>
            <ExportMenu
              label={title}
              count={pages?.total ?? 0}
              columns={props.exportColumns}
              rows={() => fetchAll(fetchPage)}
            />
            {props.actions}
          </>
        )
      }
    >
      {isEmpty ? (
        props.first
      ) : (
        <>
          <ViewTabs
            table={table}
            label={title}
            path={props.path}
            keys={props.keys}
            builtIn={props.views}
            own={ownViews}
            state={state}
            current={view}
            mark={pages?.at}
            columns={columns.shown}
            density={density}
            onOwn={setViews}
          />
          <TableToolbar
            label={`Filter ${title.toLowerCase()}`}
            placeholder={props.placeholder}
            keys={props.keys}
            query={state.query}
            onQuery={state.setQuery}
            density={density}
            onDensity={setDensity}
            more={
              <>
                {props.mayChange && kind !== null && (
                  <Button
                    icon="k-scenario"
                    className={styles.opener}
                    aria-expanded={isRailOpen}
                    onClick={() => setRailOpen(!isRailOpen)}
                  >
                    Drag to scenario
                  </Button>
                )}
                <ColumnMenu available={available} columns={columns} />
              </>
            }
            facets={<Facets facets={facets ?? []} labels={props.facetLabels} state={state} />}
          />
          {described && (
            <Banner
              family="unknown"
              title={pages ? 'The table is not current' : 'The table could not be read'}
              detail={`${described.message}${pages ? `. Shown is ${formatExactZoned(pages.at)}` : ''}${described.errorID ? `. Error id ${described.errorID}` : ''}.`}
              actions={
                <Button size="small" icon="i-retry" onClick={() => void refresh()}>
                  Retry
                </Button>
              }
            />
          )}
          {pages === null ? (
            described === null && <TableSkeleton label={`${title} are loading`} />
          ) : (
            <RowRail kind={kind} selection={selection} isOpen={isRailOpen} onClose={() => setRailOpen(false)}>
              <DataTable
                label={title}
                rows={rows}
                columns={available}
                visibility={columns.visibility}
                rowID={(row) => row.id}
                rowName={(row) => row.name}
                rowHref={props.rowHref}
                sort={state.sort}
                onSort={state.setSort}
                selectedID={state.selectedID}
                onSelect={state.select}
                remote={remote}
                selection={selection}
                {...(props.rowKeys ? { rowKeys: props.rowKeys } : {})}
                {...(props.rowMenu ? { rowMenu: props.rowMenu } : {})}
                isStale={(row) => described !== null || !isCurrent || (props.isStale?.(row) ?? false)}
                empty={
                  <FilteredEmpty noun={noun} total={pages.unfiltered} query={state.query} onQuery={state.setQuery} />
                }
                summary={
                  <>
                    <strong>{formatCount(pages.total)}</strong> of <strong>{formatCount(pages.unfiltered)}</strong>{' '}
                    match
                  </>
                }
              />
            </RowRail>
          )}
          <BulkBar
            table={table}
            noun={noun}
            selection={selection}
            total={pages?.total ?? 0}
            query={state.query}
            mayChange={props.mayChange}
          >
            <ExportMenu
              small
              label={`Selected ${title.toLowerCase()}`}
              count={selection.count}
              columns={props.exportColumns}
              rows={async () => (await fetchAll(fetchPage)).filter(({ id }) => selection.has(id))}
            />
          </BulkBar>
        </>
      )}
      {props.children}
    </Page>
  );
}

const mostLabelColumns = 12;

/** A column for each of the most frequent labels. */
function labelColumns<Row>(
  facets: readonly Facet[],
  labelsOf: (row: Row) => Readonly<Record<string, unknown>>,
): TableColumn<Row>[] {
  const pairs = facets.find(({ key }) => key === 'label')?.values ?? [];
  const keys = [...new Set(pairs.map(({ value }) => value.slice(0, value.indexOf('='))))];
  return keys.slice(0, mostLabelColumns).map((key) => ({
    ...{ id: `label.${key}`, header: key, width: 104, sortable: true, optional: true },
    cell: (row) => {
      const value = labelsOf(row)[key];
      return value === undefined ? '–' : labelText(value);
    },
  }));
}
