import { ReactFlowProvider } from '@xyflow/react';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useChanges, useDraftHost } from '../changes/changesContext.ts';
import { DraftInspector } from '../changes/DraftInspector.tsx';
import { DraftTools } from '../changes/DraftTools.tsx';
import { mergeChanges } from '../changes/describe.ts';
import { useSharedDraft } from '../changes/useSharedDraft.ts';
import { ComparisonInspector } from '../history/ComparisonInspector.tsx';
import { comparedOverlay } from '../history/comparedOverlay.ts';
import { cardMarks, type Mark } from '../history/marks.ts';
import { memberCounts } from '../history/memberCounts.ts';
import { PastToolbar } from '../history/PastToolbar.tsx';
import { TimeBar } from '../history/TimeBar.tsx';
import type { TimeTravel } from '../history/useTimeTravel.ts';
import { type LiveLandscape, useLandscape, useNow } from '../live/landscape.ts';
import { FreezeBanner } from './FreezeBanner.tsx';
import { matchingCards } from './filter.ts';
import { FocusMode } from './focus/FocusMode.tsx';
import { frozenOverlay } from './freeze.ts';
import { MapDialogs } from './MapDialogs.tsx';
import { MapMode } from './MapMode.tsx';
import { MapToolbar } from './MapToolbar.tsx';
import { MissingCertificates } from './MissingCertificates.tsx';
import { MatrixMode } from './matrix/MatrixMode.tsx';
import { overlayOf } from './overlay.ts';
import { SelectedInspector } from './SelectedInspector.tsx';
import { SkipToTable } from './SkipToTable.tsx';
import { useAnnouncer } from './useAnnouncer.ts';
import { useBurst } from './useBurst.ts';
import { useCardCommands } from './useCardCommands.ts';
import { useCarry } from './useCarry.ts';
import { useMapActs } from './useMapActs.ts';
import { useMapModel } from './useMapModel.ts';
import { useMapSearch } from './useMapSearch.ts';
import { usePins } from './usePins.ts';
import type { Workspace } from './workspace.ts';

const noMarks: ReadonlyMap<string, Mark> = new Map();
const noDetails: ReadonlyMap<string, string> = new Map();
const narrow = '(width < 700px)';
/** More than this cannot be drawn as a map that helps; the matrix comes first. */
const mostForMap = 1000;

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(narrow);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(narrow).matches,
  );
}

interface MapViewProps {
  landscape: LiveLandscape;
  time: TimeTravel;
  /** Proposes what was then as a change to the present; null if there is nothing to propose. */
  onDraftOfPast: (() => void) | null;
}

export function MapView(props: MapViewProps) {
  return (
    <ReactFlowProvider>
      <MapWorkspace {...props} />
    </ReactFlowProvider>
  );
}

/** Map, Focus, Matrix and table over one model with one selection, one filter and one draft. */
function MapWorkspace({ landscape, time, onDraftOfPast }: MapViewProps) {
  const [search, change] = useMapSearch();
  const present = useNow(30_000);
  const { moment, compared, ghosted } = time;
  const now = moment === null ? present : landscape.at;
  const { index, draft, inHand, mayWrite } = useChanges();
  const { refetch } = useLandscape();
  useDraftHost();
  useSharedDraft();
  const isNarrow = useIsNarrow();
  const { dialog, setDialog, onSelect, onTable, onCreate } = useMapActs(change);
  const { assertive, announce } = useAnnouncer();

  const marks = useMemo(() => (ghosted ? cardMarks(ghosted.comparison, ghosted.words) : noMarks), [ghosted]);
  const { pins, pinning } = usePins();
  const isOverTime = time.comparedWith.kind !== 'scenarios';
  const details = useMemo(
    () => (compared && isOverTime ? memberCounts(compared.a, compared.b) : noDetails),
    [compared, isOverTime],
  );
  const model = useMapModel(landscape, now, marks, pins, details);
  const selection = useMemo(() => search.selection.filter((id) => model.cards.has(id)), [search.selection, model]);
  const matching = useMemo(() => matchingCards(model, search.find), [model, search.find]);
  const matches = matching?.size ?? model.applications.length + model.runtimes.length;
  const mode = search.mode ?? (matches > mostForMap ? 'matrix' : 'map');
  const scenarios = useMemo(() => model.scenarios.map(({ name }) => name).sort(), [model]);
  const controls = useCarry({ index, scenarios, announce });
  const overlay = useMemo(() => {
    if (compared) return comparedOverlay(compared);
    if (!index || !draft) return moment === null ? frozenOverlay(landscape, search.freeze, now) : null;
    const ids = new Map(landscape.scenarios.map(({ id, name }) => [name, id]));
    return overlayOf(index, mergeChanges(draft.changes, inHand), draft.impact, ids);
  }, [compared, index, draft, inHand, landscape, search.freeze, moment, now]);
  const isTable = mode !== 'matrix' && (search.view ?? (isNarrow ? 'table' : 'map')) === 'table';

  const { onMove, menuOf, menuOfLine, stackOf, onItemKey } = useCardCommands({
    ...{ model, selection, controls, mode, isTable, hidesOthers: search.hidesOthers, pinning },
    ...{ expanded: search.expanded, change, onDialog: setDialog },
  });

  const retry = () => {
    if (moment !== null) time.past.reload();
    if (time.comparedWith.kind === 'moment') time.other.reload();
    if (moment === null || time.comparedWith.kind === 'now') void refetch();
  };
  const missing = landscape.runtimes.filter(({ isCertificateUnknown }) => isCertificateUnknown).length;
  const cell = mode === 'matrix' ? search.cell : null;
  const cards = (cell ? [cell.row, cell.column] : selection).flatMap((id) => (id && model.cards.get(id)) || []);
  const hasDraft = draft !== null && (draft.changes.length > 0 || cards.length > 0);
  const isDraft = draft !== null;
  const isPast = moment !== null || compared !== null;
  const burst = useBurst(model, isPast);
  const [isListed, setListed] = useState(!isNarrow);
  const [isSelecting, onSelecting] = useState(false);
  const [minimap, onMinimap] = useState<boolean | null>(null);
  const inspector = hasDraft ? (
    <DraftInspector />
  ) : isSelecting && isNarrow ? null : index && cards.length > 0 ? (
    <SelectedInspector
      {...{ cards, model, index, landscape, now, onMove, onDialog: setDialog }}
      isCell={cell !== null}
      isPast={isPast}
      onRuntimes={() => change({ columns: 'runtimes', rows: 'applications', cell: null })}
      onSelect={cell ? (ids) => change({ select: ids, cell: null }) : onSelect}
      onFocus={(id) => change({ mode: 'focus', around: id, view: 'map' })}
    />
  ) : compared && isListed ? (
    <ComparisonInspector
      compared={compared}
      isOverTime={isOverTime}
      onSelect={onSelect}
      onDraft={onDraftOfPast}
      onClose={() => setListed(false)}
    />
  ) : null;
  const workspace: Workspace = {
    landscape: ghosted?.actual ?? landscape,
    ...{ model, index, now, search, change, selection, matching, overlay, minimap, onMinimap },
    ...{
      isDraft,
      isPast,
      marks,
      legend: compared ? 'comparison' : draft ? 'draft' : 'states',
      isTable,
      controls,
      isSelecting,
      onSelecting,
      onSelect,
      onTable,
      menuOf,
      menuOfLine,
      stackOf,
      onItemKey,
      onCreate: mayWrite ? onCreate : null,
      inspector,
    },
    timeBar: moment !== null && <TimeBar time={time} now={present} />,
    toolbar: (tools, end) => (
      <>
        {isPast && <PastToolbar time={time} onList={compared && !isListed ? () => setListed(true) : null} />}
        {missing > 0 && <MissingCertificates count={missing} onRetry={retry} />}
        {overlay && overlay.freezes.size > 0 && (
          <FreezeBanner {...{ overlay, model }} runtimeIDs={search.freeze} onEnd={() => change({ freeze: [] })} />
        )}
        <MapToolbar
          {...{ mode, isTable, isDraft }}
          draftTools={<DraftTools />}
          end={end}
          isSelecting={mode === 'matrix' ? null : isSelecting}
          onSelecting={onSelecting}
          onLookBack={isPast ? null : time.lookBack}
          onMode={(mode) => change({ mode })}
          onTable={(table) => change({ view: table ? 'table' : 'map' })}
        >
          {tools}
        </MapToolbar>
      </>
    ),
  };
  const Mode = { map: MapMode, focus: FocusMode, matrix: MatrixMode }[mode];
  return (
    <>
      {mode !== 'matrix' && !isTable && <SkipToTable onTable={onTable} />}
      <Mode workspace={workspace} />
      {index && <MapDialogs dialog={dialog} index={index} scenarios={scenarios} onClose={() => setDialog(null)} />}
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {assertive}
      </div>
      <div className="visually-hidden" role="status">
        {selection.length > 1 ? `${selection.length} cards selected` : ''}
      </div>
      <div className="visually-hidden" role="status">
        {burst}
      </div>
    </>
  );
}
