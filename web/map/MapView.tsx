import { ReactFlowProvider, useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useChanges, useDraftHost } from '../changes/changesContext.ts';
import { DraftInspector } from '../changes/DraftInspector.tsx';
import { mergeChanges } from '../changes/describe.ts';
import { ExportMenu } from '../export/ExportMenu.tsx';
import { ComparisonInspector } from '../history/ComparisonInspector.tsx';
import { comparedOverlay } from '../history/comparedOverlay.ts';
import { cardMarks, type Mark } from '../history/marks.ts';
import { PastToolbar } from '../history/PastToolbar.tsx';
import { TimeBar } from '../history/TimeBar.tsx';
import type { TimeTravel } from '../history/useTimeTravel.ts';
import { type LiveLandscape, useNow } from '../live/landscape.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { CardInspector } from './CardInspector.tsx';
import { matchingCards } from './filter.ts';
import { MapCanvas } from './MapCanvas.tsx';
import { type MapDialog, MapDialogs } from './MapDialogs.tsx';
import { MapTable } from './MapTable.tsx';
import { MapToolbar } from './MapToolbar.tsx';
import styles from './MapView.module.css';
import type { MapCard } from './model.ts';
import { overlayOf } from './overlay.ts';
import { PairInspector } from './PairInspector.tsx';
import { SelectionInspector } from './SelectionInspector.tsx';
import { StatusBar } from './StatusBar.tsx';
import { composeScene, reuseScene, type Scene } from './scene.ts';
import { twinGroups } from './tableGroups.ts';
import { useAnnouncer } from './useAnnouncer.ts';
import { useCardCommands } from './useCardCommands.ts';
import { useCarry } from './useCarry.ts';
import { useBudget, useLayout, useMapModel } from './useMapModel.ts';
import { useMapSearch } from './useMapSearch.ts';
import { useFit } from './useView.ts';

const noMarks: ReadonlyMap<string, Mark> = new Map();
const manyLines = 150;
const narrow = '(width < 700px)';

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

function ZoomStatus({
  isTable,
  height,
  ...rest
}: {
  isTable: boolean;
  height: number;
  shown: number;
  total: number;
  legend: 'states' | 'draft' | 'comparison';
  hint: React.ReactNode;
}) {
  const flow = useReactFlow();
  const fit = useFit(height);
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  const zoom = {
    percent,
    out: () => void flow.zoomOut(),
    in: () => void flow.zoomIn(),
    fit,
  };
  return <StatusBar {...rest} zoom={isTable ? null : zoom} />;
}

/** Map and table over one model with one selection, one filter and one draft. */
function MapWorkspace({ landscape, time, onDraftOfPast }: MapViewProps) {
  const [search, change] = useMapSearch();
  const present = useNow(30_000);
  const { moment, compared } = time;
  const now = moment === null ? present : landscape.at;
  const { index, draft, inHand } = useChanges();
  useDraftHost();
  const isNarrow = useIsNarrow();
  const [dialog, setDialog] = useState<MapDialog | null>(null);
  const { assertive, announce } = useAnnouncer();

  const marks = useMemo(() => (compared ? cardMarks(compared.comparison, compared.words) : noMarks), [compared]);
  const model = useMapModel(landscape, now, marks);
  const selection = useMemo(() => search.selection.filter((id) => model.cards.has(id)), [search.selection, model]);
  const matching = useMemo(() => matchingCards(model, search.find), [model, search.find]);
  const kept = useMemo(() => [...selection, ...marks.keys()], [selection, marks]);
  const budgeted = useBudget(model, now, kept, matching, search.hidesOthers);
  const layout = useLayout(model, budgeted);
  const scenarios = useMemo(() => model.scenarios.map(({ name }) => name).sort(), [model]);
  const controls = useCarry({ index, scenarios, announce });
  const overlay = useMemo(() => {
    if (compared) return comparedOverlay(compared);
    if (!index || !draft) return null;
    const ids = new Map(landscape.scenarios.map(({ id, name }) => [name, id]));
    return overlayOf(index, mergeChanges(draft.changes, inHand), draft.impact, ids);
  }, [compared, index, draft, inHand, landscape.scenarios]);
  const lines = search.lines ?? (model.lines.length > manyLines ? 'unhealthy' : 'all');
  const drawn = useRef<Scene | null>(null);
  const scene = useMemo(() => {
    const next = composeScene({ model, index, layout, selection, mode: lines, overlay, matching });
    drawn.current = reuseScene(drawn.current, next);
    return drawn.current;
  }, [model, index, layout, selection, lines, overlay, matching]);
  const isTable = (search.view ?? (isNarrow ? 'table' : 'map')) === 'table';
  const groups = useMemo(
    () => (isTable ? twinGroups(model, budgeted, matching) : []),
    [isTable, model, budgeted, matching],
  );

  const onSelect = useCallback((ids: readonly string[]) => change({ select: ids }), [change]);
  const { onMove, menuOf, onItemKey } = useCardCommands({
    ...{ model, selection, controls, isTable, hidesOthers: search.hidesOthers },
    ...{ change, onDialog: setDialog },
  });

  const cards = selection.flatMap((id) => model.cards.get(id) ?? []);
  const isReadOnly = moment !== null || compared !== null;
  const hasDraft = draft !== null && (draft.changes.length > 0 || cards.length > 0);
  const { carry } = controls;
  const hint = carry?.via === 'pointer' && (
    <>
      Release to keep, <Kbd>Esc</Kbd> to cancel
    </>
  );
  return (
    <div className={styles.page}>
      <div className={styles.work}>
        <div className={styles.main}>
          {isReadOnly && <PastToolbar time={time} />}
          <MapToolbar
            onLookBack={isReadOnly ? null : () => time.goTo({ at: Date.now(), entry: null })}
            {...{ lines, isTable, hidesOthers: search.hidesOthers, find: search.find, isDraft: draft !== null }}
            matches={matching?.size ?? null}
            onFind={(find) => change({ find })}
            onHideOthers={(hide) => change({ hide })}
            onLines={(mode) => change({ lines: mode })}
            onTable={(table) => change({ view: table ? 'table' : 'map' })}
          >
            <ExportMenu {...{ landscape, at: landscape.at, budgeted, layout, scene, matching }} />
          </MapToolbar>
          <div className={styles.content}>
            {matching?.size === 0 ? (
              <EmptyState
                title="Nothing matches"
                actions={
                  <Button tone="primary" onClick={() => change({ find: '', hide: false })}>
                    Clear the filter
                  </Button>
                }
              >
                None of {budgeted.total.toLocaleString('en')} applications and runtimes matches {search.find}.
              </EmptyState>
            ) : isTable ? (
              <MapTable {...{ groups, model, selection, onSelect, menuOf, onItemKey }} />
            ) : (
              <MapCanvas
                {...{
                  index,
                  model,
                  budgeted,
                  layout,
                  scene,
                  overlay,
                  isPast: isReadOnly,
                  selection,
                  matching,
                  controls,
                  onSelect,
                  menuOf,
                  onItemKey,
                }}
                onTable={() => change({ view: 'table' })}
              />
            )}
          </div>
          {moment !== null && <TimeBar time={time} now={present} scenarios={scenarios} />}
        </div>
        {hasDraft ? (
          <DraftInspector />
        ) : index && cards.length > 0 ? (
          <SelectedInspector {...{ cards, model, index, landscape, now, onSelect, onMove, onDialog: setDialog }} />
        ) : compared ? (
          <ComparisonInspector
            compared={compared}
            isOverTime={time.comparedWith.kind !== 'scenarios'}
            onSelect={onSelect}
            onDraft={onDraftOfPast}
            onClose={() => time.compareWith({ kind: 'nothing' })}
          />
        ) : null}
      </div>
      <ZoomStatus
        isTable={isTable}
        height={layout.height}
        shown={budgeted.shown}
        total={budgeted.total}
        legend={compared ? 'comparison' : draft ? 'draft' : 'states'}
        hint={hint}
      />
      {index && <MapDialogs dialog={dialog} index={index} scenarios={scenarios} onClose={() => setDialog(null)} />}
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {assertive}
      </div>
      <div className="visually-hidden" role="status">
        {selection.length > 1 ? `${selection.length} cards selected` : ''}
      </div>
    </div>
  );
}

type SelectedInspectorProps = Omit<Parameters<typeof CardInspector>[0], 'card'> & { cards: readonly MapCard[] };

function SelectedInspector({ cards, ...rest }: SelectedInspectorProps) {
  const [first, second] = cards;
  if (!first) return null;
  if (!second) return <CardInspector card={first} {...rest} />;
  const application = cards.find(({ kind }) => kind === 'APPLICATION');
  const runtime = cards.find(({ kind }) => kind === 'RUNTIME');
  if (cards.length === 2 && application && runtime) {
    return <PairInspector applicationID={application.id} runtimeID={runtime.id} {...rest} />;
  }
  return <SelectionInspector cards={cards} {...rest} />;
}
