import { type ReactNode, useState } from 'react';
import { formatCount, formatPlural } from '../format/counts.ts';
import type { BulkTargetInput, TableKind } from '../graphql.generated.ts';
import { useSession } from '../session/session.ts';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Button } from '../ui/Button.tsx';
import { type FilterQuery, printFilter } from '../ui/filterTokens.ts';
import { focusCurrentRow } from '../ui/rowFocus.ts';
import { SelectionBar } from '../ui/SelectionBar.tsx';
import { BulkDialog } from './BulkDialog.tsx';
import type { BulkName } from './bulkWords.ts';
import { filterInput } from './filterInput.ts';
import type { Selection } from './useSelection.ts';

interface BulkBarProps {
  table: TableKind;
  /** One of the rows, in lower case. */
  noun: string;
  selection: Selection;
  /** Rows that match. */
  total: number;
  query: FilterQuery;
  /** Whether something other than reading can be done to them. */
  mayChange: boolean;
  /** What else can be done with them. */
  children: ReactNode;
}

/** Which rows of a table are chosen, and what can be done to all of them. */
export function BulkBar({ table, noun, selection, total, query, mayChange, children }: BulkBarProps) {
  const { can } = useSession();
  const [open, setOpen] = useState<{ name: BulkName; rows: string; target: BulkTargetInput } | null>(null);
  const { all, ids, count } = selection;
  const rows = formatPlural(count, noun);
  const begin = (name: BulkName) =>
    setOpen({ name, rows, target: all ? { filter: filterInput(query) } : { ids: [...ids] } });
  const mayWrite = can(table === 'RUNTIMES' ? 'runtime:write' : 'application:write');
  const filter = printFilter(query);
  return (
    <>
      {count > 0 && (
        <SelectionBar
          scope={all ? `All ${rows}${filter === '' ? '' : ` that match ${filter}`}` : `${rows} selected`}
          widen={
            !all && total > count
              ? { label: `Select all ${formatCount(total)} matching`, run: selection.selectAll }
              : null
          }
          onClear={() => {
            // The bar goes away, and the focus would with it.
            focusCurrentRow();
            selection.clear();
          }}
        >
          {children}
          {mayChange && table === 'SCENARIOS' && (
            <Button size="small" onClick={() => begin('deleteScenarios')}>
              Delete…
            </Button>
          )}
          {mayChange && table !== 'SCENARIOS' && (
            <>
              <Button size="small" onClick={() => begin('assign')}>
                Assign…
              </Button>
              <Button size="small" onClick={() => begin('unassign')}>
                Remove from scenario…
              </Button>
              <ActionMenu
                trigger={
                  <Button size="small" icon="i-more">
                    More
                  </Button>
                }
                actions={[
                  ...(mayWrite
                    ? [
                        { label: 'Set label…', run: () => begin('setLabel') },
                        { label: 'Delete label…', run: () => begin('deleteLabel') },
                        'divider' as const,
                      ]
                    : []),
                  ...(table === 'RUNTIMES' && can('certificate:write')
                    ? [{ label: 'Revoke certificates…', run: () => begin('revokeCertificates') }]
                    : []),
                  ...(mayWrite ? [{ label: 'Unregister…', run: () => begin('unregister') }] : []),
                ]}
              />
            </>
          )}
        </SelectionBar>
      )}
      {open && <BulkDialog {...{ table, noun }} {...open} onStarted={selection.clear} onClose={() => setOpen(null)} />}
    </>
  );
}
