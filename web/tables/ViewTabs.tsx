import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { TableCountsDocument, type TableKind } from '../graphql.generated.ts';
import { useRefetchOnChange } from '../members/useRefetchOnChange.ts';
import type { Density, SavedView } from '../preferences/preferences.ts';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Button } from '../ui/Button.tsx';
import { parseFilter, printFilter } from '../ui/filterTokens.ts';
import { Tabs } from '../ui/Tabs.tsx';
import type { TableState } from '../ui/useTableState.ts';
import { filterInput } from './filterInput.ts';
import { NameViewDialog } from './NameViewDialog.tsx';
import styles from './ViewTabs.module.css';
import { hrefOfView, sortText } from './views.ts';

interface ViewTabsProps {
  table: TableKind;
  label: string;
  path: string;
  keys: readonly string[];
  /** Those that everybody has. */
  builtIn: readonly SavedView[];
  own: readonly SavedView[];
  state: TableState;
  /** The one on screen. */
  current: SavedView | undefined;
  /** Ids of those shown. */
  columns: readonly string[];
  density: Density;
  /** Changes when the counts may have. */
  mark: unknown;
  onOwn: (views: SavedView[]) => void;
}

/** Views with a name, each with the number of rows its filter leaves. */
export function ViewTabs({ table, label, path, keys, builtIn, own, state, ...props }: ViewTabsProps) {
  const { current, columns, density, mark, onOwn } = props;
  const [naming, setNaming] = useState(false);
  const views = [...builtIn, ...own];
  const filters = views.map(({ filter }) => filterInput(parseFilter(filter, keys)));
  const { data, refetch } = useQuery(TableCountsDocument, {
    variables: { table, filters },
    fetchPolicy: 'cache-and-network',
  });
  useRefetchOnChange(mark, refetch);
  const filter = printFilter(state.query);
  const sort = sortText(state.sort);
  const saved = own.find((view) => view === current);
  return (
    <div className={styles.views}>
      <Tabs
        label={`Views of ${label}`}
        current={current?.name ?? ''}
        tabs={views.map((view, index) => {
          const count = data?.tableCounts[index];
          return {
            id: view.name,
            label: view.name,
            href: hrefOfView(path, view, own.includes(view)),
            ...(count === undefined ? {} : { count }),
          };
        })}
      />
      {!saved && (
        <Button tone="quiet" icon="i-plus" onClick={() => setNaming(true)}>
          Save view
        </Button>
      )}
      {saved && (
        <ActionMenu
          trigger={<Button tone="quiet" iconOnly icon="i-more" aria-label={`View ${saved.name}`} />}
          actions={[
            ...(saved.sort === sort
              ? []
              : [
                  {
                    label: `Keep this order in ${saved.name}`,
                    run: () => onOwn(own.map((view) => (view === saved ? { ...view, sort } : view))),
                  },
                ]),
            { label: `Delete view ${saved.name}`, run: () => onOwn(own.filter((view) => view !== saved)) },
          ]}
        />
      )}
      {naming && (
        <NameViewDialog
          taken={views.map(({ name }) => name)}
          filter={filter}
          also="the order of the rows, the columns shown and the row height"
          onClose={() => setNaming(false)}
          onName={(name) => {
            onOwn([...own, { name, filter, sort, columns, density }]);
            state.setViewName(name);
          }}
        />
      )}
    </div>
  );
}
