import { useState } from 'react';
import { formatCount, formatPlural } from '../format/counts.ts';
import type { BulkTargetInput, ObjectKind } from '../graphql.generated.ts';
import { useSession } from '../session/session.ts';
import { ActionMenu } from '../ui/ActionMenu.tsx';
import { Button } from '../ui/Button.tsx';
import { type FilterQuery, printFilter } from '../ui/filterTokens.ts';
import { BulkDialog } from './BulkDialog.tsx';
import type { BulkName } from './bulkWords.ts';
import { filterInput } from './filterInput.ts';
import styles from './Tables.module.css';
import type { Selection } from './useSelection.ts';

interface BulkBarProps {
  kind: ObjectKind;
  /** One of the rows, in lower case. */
  noun: string;
  selection: Selection;
  /** Rows that match. */
  total: number;
  query: FilterQuery;
}

/** Says which rows are chosen, and what can be done to all of them. */
export function BulkBar({ kind, noun, selection, total, query }: BulkBarProps) {
  const { can } = useSession();
  const [open, setOpen] = useState<{ name: BulkName; rows: string; target: BulkTargetInput } | null>(null);
  const { all, ids, count } = selection;
  const rows = formatPlural(count, noun);
  const begin = (name: BulkName) =>
    setOpen({ name, rows, target: all ? { filter: filterInput(query) } : { ids: [...ids] } });
  const mayWrite = can(kind === 'RUNTIME' ? 'runtime:write' : 'application:write');
  const filter = printFilter(query);
  return (
    <>
      {count > 0 && (
        <section className={styles.bar} aria-label="Selection">
          <div className={styles.scope} role="status">
            <strong>{all ? `All ${rows}${filter === '' ? '' : ` that match ${filter}`}` : `${rows} selected`}</strong>
            {!all && total > count && (
              <Button tone="quiet" size="small" onClick={selection.selectAll}>
                Select all {formatCount(total)} matching
              </Button>
            )}
            <Button tone="quiet" size="small" onClick={selection.clear}>
              Clear
            </Button>
          </div>
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
              ...(kind === 'RUNTIME' && can('certificate:write')
                ? [{ label: 'Revoke certificates…', run: () => begin('revokeCertificates') }]
                : []),
              ...(mayWrite ? [{ label: 'Unregister…', run: () => begin('unregister') }] : []),
            ]}
          />
        </section>
      )}
      {open && <BulkDialog kind={kind} {...open} onStarted={selection.clear} onClose={() => setOpen(null)} />}
    </>
  );
}
