import { useReactFlow, useStore } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import { ExportMenu } from '../export/ExportMenu.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { FindTools } from './FindTools.tsx';
import { MapCanvas } from './MapCanvas.tsx';
import { MapFrame } from './MapFrame.tsx';
import { MapTable } from './MapTable.tsx';
import styles from './MapToolbar.module.css';
import { useIsMinimapRoomy } from './Minimap.tsx';
import { NothingMatches } from './NothingMatches.tsx';
import { StatusBar, type StatusBarProps } from './StatusBar.tsx';
import { composeScene, reuseScene, type Scene } from './scene.ts';
import { twinGroups } from './tableGroups.ts';
import { textScale } from './textScale.ts';
import { useBudget, useLayout } from './useMapModel.ts';
import { useFit, usePan } from './useView.ts';
import type { Workspace } from './workspace.ts';

const manyLines = 150;

/** Three columns with lines between them, worst first and at most 300 cards. */
export function MapMode({ workspace }: { workspace: Workspace }) {
  const { landscape, model, index, now, search, change, selection, matching, overlay, isTable, controls } = workspace;
  const { isPast, onSelect, menuOf, menuOfLine, stackOf, onItemKey } = workspace;
  const kept = useMemo(
    () => [...selection, ...workspace.marks.keys(), ...(overlay && overlay.freezes.size > 0 ? overlay.touched : [])],
    [selection, workspace.marks, overlay],
  );
  const budgeted = useBudget(model, now, kept, matching, search);
  const layout = useLayout(model, budgeted);
  const hasMinimap = useHasMinimap(workspace, layout.height);
  const lines = search.lines ?? (model.lines.length > manyLines ? 'unhealthy' : 'all');
  const drawn = useRef<Scene | null>(null);
  const scene = useMemo(() => {
    const next = composeScene({ model, index, layout, selection, mode: lines, overlay, matching });
    drawn.current = reuseScene(drawn.current, next);
    return drawn.current;
  }, [model, index, layout, selection, lines, overlay, matching]);
  const groups = useMemo(
    () => (isTable ? twinGroups(model, budgeted, matching) : []),
    [isTable, model, budgeted, matching],
  );
  const tools = (
    <>
      <FindTools
        find={search.find}
        matches={matching?.size ?? null}
        hidesOthers={search.hidesOthers}
        onFind={(find) => change({ find })}
        onHideOthers={(hide) => change({ hide })}
      />
      {!isTable && !workspace.isDraft && (
        <span className={styles.lines}>
          <Segmented
            label="Lines"
            value={lines}
            onChange={(mode) => change({ lines: mode })}
            options={[
              { value: 'all', label: 'All lines' },
              { value: 'unhealthy', label: 'Unhealthy only' },
            ]}
          />
        </span>
      )}
    </>
  );
  return (
    <MapFrame
      workspace={workspace}
      toolbar={workspace.toolbar(
        tools,
        <ExportMenu
          {...{ landscape, at: landscape.at, matching }}
          shows={{
            ...{ kind: 'map', title: 'Compass map', groups: [], layout, scene },
            extent: `Showing ${budgeted.shown.toLocaleString('en')} of ${budgeted.total.toLocaleString('en')}`,
            cards: [...budgeted.applications, ...budgeted.scenarios, ...budgeted.runtimes],
          }}
        />,
      )}
      status={
        <ZoomStatus workspace={workspace} height={layout.height}>
          Showing <strong className="num">{budgeted.shown.toLocaleString('en')}</strong> of{' '}
          <strong className="num">{budgeted.total.toLocaleString('en')}</strong> – worst first
        </ZoomStatus>
      }
    >
      {matching?.size === 0 ? (
        <NothingMatches total={budgeted.total} find={search.find} change={change} />
      ) : isTable ? (
        <MapTable {...{ groups, model, selection, onSelect, menuOf, onItemKey }} isSelecting={workspace.isSelecting} />
      ) : (
        <MapCanvas
          {...{ index, model, budgeted, layout, scene, overlay, isPast, selection, matching, controls }}
          {...{ onSelect, menuOf, menuOfLine, stackOf, onItemKey }}
          onTable={workspace.onTable}
          isSelecting={workspace.isSelecting}
          onSelecting={workspace.onSelecting}
          onCreate={workspace.onCreate}
          hasMinimap={hasMinimap}
        />
      )}
    </MapFrame>
  );
}

export function useHasMinimap({ minimap }: Workspace, height: number): boolean {
  const isRoomy = useIsMinimapRoomy(height);
  return minimap ?? isRoomy;
}

interface ZoomStatusProps {
  workspace: Workspace;
  height: number;
  /** What its lines are; all there are if it is not said. */
  families?: StatusBarProps['families'];
  children: React.ReactNode;
}

/** The status bar of what is drawn on a canvas. */
export function ZoomStatus({ workspace, height, families, children }: ZoomStatusProps) {
  const { isTable, legend, controls, isSelecting, selection } = workspace;
  const flow = useReactFlow();
  const fit = useFit(height);
  const pan = usePan();
  const [text] = useState(textScale);
  const percent = useStore(({ transform }) => Math.round((transform[2] / text) * 100));
  const hasMinimap = useHasMinimap(workspace, height);
  const minimap = { isShown: hasMinimap, toggle: () => workspace.onMinimap(!hasMinimap) };
  const zoom = { percent, out: () => void flow.zoomOut(), in: () => void flow.zoomIn(), fit, pan, minimap };
  const hint =
    controls.carry?.via === 'pointer' ? (
      <>
        Release to keep, <Kbd>Esc</Kbd> to cancel
      </>
    ) : (
      isSelecting && `${selection.length.toLocaleString('en')} selected, Select again when done`
    );
  return (
    <StatusBar legend={legend} hint={hint} zoom={isTable ? null : zoom} {...(families ? { families } : {})}>
      {children}
    </StatusBar>
  );
}
