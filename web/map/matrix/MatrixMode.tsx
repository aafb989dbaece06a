import { useCallback, useMemo, useState } from 'react';
import { useChanges } from '../../changes/changesContext.ts';
import { ExportMenu } from '../../export/ExportMenu.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { FindTools } from '../FindTools.tsx';
import { MapFrame } from '../MapFrame.tsx';
import toolbar from '../MapToolbar.module.css';
import { NothingMatches } from '../NothingMatches.tsx';
import { StatusBar } from '../StatusBar.tsx';
import type { Workspace } from '../workspace.ts';
import { Box } from './Box.tsx';
import { BulkBar } from './BulkBar.tsx';
import styles from './Matrix.module.css';
import { MatrixGrid, type Shown } from './MatrixGrid.tsx';
import { type CellLook, linesById, matrixOf, toggleOf } from './matrixModel.ts';
import { OrderNotice } from './OrderNotice.tsx';
import { useHeldMatrix } from './useHeldMatrix.ts';

const number = (value: number) => value.toLocaleString('en');

const membershipLegend: readonly { look: CellLook; word: string }[] = [
  { look: 'manual', word: 'Member' },
  { look: 'rule', word: 'By rule' },
  { look: 'itself', word: 'By itself, no other scenario' },
  { look: 'none', word: 'Not a member' },
];
const pairLegend: readonly { look: CellLook; word: string }[] = [
  { look: 'connected', word: 'Connected' },
  { look: 'pending', word: 'Pending' },
  { look: 'attention', word: 'Attention' },
  { look: 'failed', word: 'Failed or refused' },
  { look: 'idle', word: 'Allowed, not connected' },
  { look: 'none', word: 'Forbidden' },
];

/** Members by scenarios, or Applications by Runtimes: everything there is, one cell for each pair. */
export function MatrixMode({ workspace }: { workspace: Workspace }) {
  const { model, index, search, change, selection, matching, overlay } = workspace;
  const { mayWrite, refuse, propose } = useChanges();
  const wanted = useMemo(() => matrixOf(model, search, matching), [model, search, matching]);
  const question = `${search.rows} ${search.columns} ${search.find}`;
  const { matrix, isOrderChanged, apply, handlers } = useHeldMatrix(wanted, question);
  const lines = useMemo(() => linesById(model), [model]);
  const chosen = useMemo(() => new Set(selection), [selection]);
  const [shown, setShown] = useState<Shown | null>(null);
  const onShown = useCallback(
    (next: Shown) => setShown((old) => (JSON.stringify(old) === JSON.stringify(next) ? old : next)),
    [],
  );
  const byRuntimes = search.columns === 'runtimes';
  const one = byRuntimes || search.rows === 'applications' ? 'application' : 'runtime';
  const kind = byRuntimes ? 'applications' : search.rows;
  const onToggle = (rowID: string, columnID: string) => {
    const [row, column] = [model.cards.get(rowID), model.cards.get(columnID)];
    if (!index || !row || !column) return;
    const toggle = toggleOf(index, row, column);
    // Why it cannot be is in the panel that opens.
    if (typeof toggle === 'string') return change({ cell: { row: rowID, column: columnID } });
    if (!mayWrite) return refuse();
    void propose([toggle.change], { title: toggle.title });
  };
  const tools = (
    <>
      <FindTools
        find={search.find}
        matches={matching?.size ?? null}
        hidesOthers={null}
        onFind={(find) => change({ find })}
        onHideOthers={(hide) => change({ hide })}
      />
      <span className={toolbar.lines}>
        <Segmented
          label="Columns"
          value={search.columns}
          onChange={(columns) => change({ columns, cell: null })}
          options={[
            { value: 'scenarios', label: 'Scenarios' },
            { value: 'runtimes', label: 'Runtimes' },
          ]}
        />
      </span>
    </>
  );
  const firstMember = selection.find((id) => model.cards.get(id)?.kind !== 'SCENARIO') ?? '';
  const range = ({ from, to }: { from: number; to: number }) => (
    <strong className="num">
      {number(from)}–{number(to)}
    </strong>
  );
  const status = (
    <StatusBar
      hint={null}
      zoom={null}
      legend={(byRuntimes ? pairLegend : membershipLegend).map(({ look, word }) => ({
        glyph: <Box look={look} />,
        word,
      }))}
    >
      {shown && (
        <>
          Rows {range(shown.rows)} of <strong className="num">{number(matrix.rows.length)}</strong>, columns{' '}
          {range(shown.columns)} of <strong className="num">{number(matrix.columns.length)}</strong>
        </>
      )}
    </StatusBar>
  );
  const csv = async () => {
    const { matrixCsv } = await import('../../export/matrixCsv.ts');
    return index ? matrixCsv(matrix, index, lines) : '';
  };
  const { landscape } = workspace;
  const exporting = <ExportMenu {...{ landscape, at: landscape.at, matching, shows: { kind: 'matrix', csv } }} />;
  return (
    <MapFrame workspace={workspace} toolbar={workspace.toolbar(tools, exporting)} status={status}>
      {matrix.rows.length === 0 || !index ? (
        <NothingMatches total={model[kind].length} find={search.find} change={change} />
      ) : (
        <section className={styles.main} aria-label="Matrix" {...handlers}>
          <MatrixGrid
            {...{ matrix, index, lines, overlay, onToggle, onShown }}
            label={
              byRuntimes
                ? 'Applications by runtimes'
                : `${kind === 'applications' ? 'Applications' : 'Runtimes'} by scenarios`
            }
            selection={chosen}
            cell={search.cell}
            kind={byRuntimes ? null : search.rows}
            onKind={(rows) => change({ rows, cell: null })}
            onCell={(cell) => change({ cell })}
            onSelect={workspace.onSelect}
            onRowKey={workspace.onItemKey}
          />
          {isOrderChanged && <OrderNotice onApply={apply} />}
          {selection.length > 0 && (
            <BulkBar
              selected={selection.length}
              kind={selection.every((id) => matrix.rows[0]?.kind === model.cards.get(id)?.kind) ? one : 'card'}
              total={matrix.rows.length}
              onSelectAll={(most) => workspace.onSelect(matrix.rows.slice(0, most).map(({ id }) => id))}
              onAssign={() => workspace.onItemKey('a', firstMember)}
              onUnassign={() => workspace.onItemKey('u', firstMember)}
              onShow={() => change({ mode: 'map', hide: false })}
              onClear={() => workspace.onSelect([])}
            />
          )}
        </section>
      )}
    </MapFrame>
  );
}
