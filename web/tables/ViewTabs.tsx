import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { TableCountsDocument, type TableKind } from '../graphql.generated.ts';
import { useRefetchOnChange } from '../members/useRefetchOnChange.ts';
import type { SavedView } from '../preferences/preferences.ts';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Button } from '../ui/Button.tsx';
import { parseFilter, printFilter } from '../ui/filterTokens.ts';
import { Tabs } from '../ui/Tabs.tsx';
import type { TableState } from '../ui/useTableState.ts';
import { filterInput } from './filterInput.ts';
import { NameViewDialog } from './NameViewDialog.tsx';
import styles from './ViewTabs.module.css';

interface ViewTabsProps {
  table: TableKind;
  label: string;
  path: string;
  keys: readonly string[];
  /** Those that everybody has. */
  builtIn: readonly SavedView[];
  own: readonly SavedView[];
  state: TableState;
  /** Ids of those shown. */
  columns: readonly string[];
  /** Changes when the counts may have. */
  mark: unknown;
  onOwn: (views: SavedView[]) => void;
}

const hrefOf = (path: string, { filter, sort }: SavedView) => {
  const search = new URLSearchParams();
  if (filter !== '') search.set('q', filter);
  if (sort !== '') search.set('sort', sort);
  return search.size === 0 ? path : `${path}?${search}`;
};

/** Filters with a name, each with the number of rows it leaves. */
export function ViewTabs({ table, label, path, keys, builtIn, own, state, ...props }: ViewTabsProps) {
  const { columns, mark, onOwn } = props;
  const [naming, setNaming] = useState(false);
  const views = [...builtIn, ...own];
  const filters = views.map(({ filter }) => filterInput(parseFilter(filter, keys)));
  const { data, refetch } = useQuery(TableCountsDocument, {
    variables: { table, filters },
    fetchPolicy: 'cache-and-network',
  });
  useRefetchOnChange(mark, refetch);
  const current = printFilter(state.query);
  const at = views.findIndex(({ filter }) => filter === current);
  const saved = own.find(({ filter }) => filter === current);
  return (
    <div className={styles.views}>
      <Tabs
        label={`Views of ${label}`}
        current={views[at]?.name ?? ''}
        tabs={views.map((view, index) => {
          const count = data?.tableCounts[index];
          return {
            id: view.name,
            label: view.name,
            href: hrefOf(path, view),
            ...(count === undefined ? {} : { count }),
          };
        })}
      />
      {at === -1 && current !== '' && (
        <Button tone="quiet" icon="i-plus" onClick={() => setNaming(true)}>
          Save view
        </Button>
      )}
      {saved && (
        <ActionMenu
          trigger={<Button tone="quiet" iconOnly icon="i-more" aria-label={`View ${saved.name}`} />}
          actions={[{ label: `Delete view ${saved.name}`, run: () => onOwn(own.filter((view) => view !== saved)) }]}
        />
      )}
      {naming && (
        <NameViewDialog
          taken={views.map(({ name }) => name)}
          filter={current}
          also="the order of the rows and the columns shown"
          onClose={() => setNaming(false)}
          onName={(name) => {
            const { column, descending } = state.sort;
            onOwn([...own, { name, filter: current, sort: `${descending ? '-' : ''}${column}`, columns }]);
          }}
        />
      )}
    </div>
  );
}
