import '@xyflow/react/dist/base.css';
import { type Edge, type Node, type NodeTypes, ReactFlow, useStore, ViewportPortal } from '@xyflow/react';
import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Index } from '../../landscape/impact.ts';
import { useChanges } from '../changes/changesContext.ts';
import { classes } from '../ui/classes.ts';
import { type Budgeted, worstOf } from './budget.ts';
import { CardNode } from './CardNode.tsx';
import { ColumnHeads } from './ColumnHeads.tsx';
import { type CardActions, CardActionsContext, type LineMenuOf, stackItem } from './cardActions.ts';
import { leavable } from './carry.ts';
import { FarLayer } from './far/FarLayer.tsx';
import { HandTray } from './HandTray.tsx';
import { InHand } from './InHand.tsx';
import { LineLayer } from './LineLayer.tsx';
import type { Layout } from './layout.ts';
import styles from './MapCanvas.module.css';
import { Minimap } from './Minimap.tsx';
import { blockBelow, cellBelow, mostAtUsualText, zoomLimits } from './measures.ts';
import type { CardKind, MapCard, MapModel } from './model.ts';
import type { Overlay } from './overlay.ts';
import { PairHint } from './PairHint.tsx';
import type { DrawnLine, Scene } from './scene.ts';
import { textScale } from './textScale.ts';
import { toggled } from './toggled.ts';
import { useCardNodes } from './useCardNodes.ts';
import { useCardPress } from './useCardPress.ts';
import type { CarryControls } from './useCarry.ts';
import { useFocusInView } from './useFocusInView.ts';
import { useHitScale } from './useHitScale.ts';
import { useItemMenus } from './useItemMenus.ts';
import { useKeptPlace } from './useKeptPlace.ts';
import { useLasso } from './useLasso.ts';
import { useMapKeys } from './useMapKeys.ts';
import { ofLine, usePointed, usePointedScene } from './usePointed.ts';
import { useFit, useView } from './useView.ts';
import { WireBadges } from './WireBadges.tsx';

const cardsOnly = { card: CardNode };
/** One object for good: React Flow tells all its cards of each property that is a new one. */
const noEdges: Edge[] = [];
/** Of nothing on the map. */
const noClass = 'nopan-by-touch';

/** What React Flow tells of itself is not so here: cards are buttons that speak for themselves, and nothing moves by x and y. */
const noStockWords = {
  'node.a11yDescription.default': '',
  'node.a11yDescription.keyboardDisabled': '',
  'node.a11yDescription.ariaLiveMessage': () => '',
  'edge.a11yDescription.default': '',
};

/** React Flow calls its wrapper an application; the section around it is the labelled region (console.md 4, 4.1.2). */
function withoutRole(wrapper: HTMLDivElement | null): void {
  wrapper?.removeAttribute('role');
}

interface MapCanvasProps {
  index: Index | null;
  model: MapModel;
  budgeted: Budgeted;
  layout: Layout;
  scene: Scene;
  overlay: Overlay | null;
  isPast: boolean;
  selection: readonly string[];
  matching: ReadonlySet<string> | null;
  controls: CarryControls;
  /** Presses add to the selection or take out of it, and a drag over the empty canvas frames. */
  isSelecting: boolean;
  onSelecting: (isSelecting: boolean) => void;
  onSelect: (ids: readonly string[]) => void;
  menuOf: CardActions['menuOf'];
  menuOfLine: LineMenuOf;
  stackOf: CardActions['stackOf'];
  onItemKey: (key: string, id: string) => boolean;
  onTable: () => void;
  onCreate: (() => void) | null;
  /** What stands on the canvas beside cards, and how it is drawn. */
  extraNodes?: (active: string | null) => Node[];
  nodeTypes?: NodeTypes;
  /** Where the focus enters; the first scenario if nothing else is said. */
  first?: string;
  headCounts?: (kind: CardKind) => string;
  hasMinimap: boolean;
}

export function MapCanvas(props: MapCanvasProps) {
  const { index, model, budgeted, layout, scene, overlay, selection, matching, controls, isSelecting, onSelecting } =
    props;
  const {
    onSelect,
    menuOf,
    menuOfLine,
    stackOf,
    onItemKey,
    onTable,
    extraNodes,
    nodeTypes = cardsOnly,
    headCounts,
  } = props;
  const container = useRef<HTMLElement>(null);
  const { mayWrite } = useChanges();
  const rectangle = useRef<HTMLDivElement>(null);
  useHitScale(container);
  const onFocus = useFocusInView(container);
  const lasso = useLasso({ layout, rectangle, isSelecting, selection, onSelect });
  const isBlock = useStore(({ transform }) => transform[2] < blockBelow);
  const [text] = useState(textScale);
  const isFar = useStore(({ transform }) => transform[2] < cellBelow) && !controls.carry;
  const [active, setActive] = useState<string | null>(null);
  const [motion, setMotion] = useState<'none' | 'begun' | 'moving'>('none');
  const moves = useMemo(
    () => ({
      onMoveStart: () => setMotion('begun'),
      onMove: () => setMotion('moving'),
      onMoveEnd: () => setMotion('none'),
    }),
    [],
  );
  // Fingers that begin on a card or a line move the map, too; a mouse there takes the card.
  const [byTouch, setByTouch] = useState(false);
  const { pointed, point, keep } = usePointed();
  const lit = usePointedScene(scene, overlay ? null : pointed);
  const { press, isDragEnd, handAt } = useCardPress({ container, model, layout, controls, mayWrite });
  const latest = useRef({ selection, controls, model, isSelecting, menuOf, menuOfLine, stackOf, onSelect });
  latest.current = { selection, controls, model, isSelecting, menuOf, menuOfLine, stackOf, onSelect };

  const actions = useMemo<CardActions>(
    () => ({
      press: (event, card) =>
        press(
          event,
          () => {
            if (card.kind === 'SCENARIO') return null;
            const { selection, model } = latest.current;
            const movable = selection.filter((id) => model.cards.get(id) && model.cards.get(id)?.kind !== 'SCENARIO');
            return { what: 'cards', ids: movable.includes(card.id) ? movable : [card.id] };
          },
          () => latest.current.onSelect(toggled(latest.current.selection, card.id)),
        ),
      choose: (event, card) => {
        if (isDragEnd()) return;
        const { selection, controls, isSelecting, onSelect } = latest.current;
        const { carry } = controls;
        if (carry) {
          if (carry.carried.what === 'cards' && card.kind === 'SCENARIO') {
            controls.drop({ kind: 'join', scenario: card.name });
          } else if (carry.carried.what === 'end' && card.kind === 'RUNTIME') {
            controls.drop({ kind: 'runtime', runtimeID: card.id });
          }
          return;
        }
        const adds = isSelecting || event.shiftKey || event.ctrlKey || event.metaKey;
        if (!adds) return onSelect(selection.length === 1 && selection[0] === card.id ? [] : [card.id]);
        onSelect(toggled(selection, card.id));
      },
      focused: setActive,
      pointed: point,
      menuOf: (card: MapCard) => latest.current.menuOf(card),
      stackOf: (card: MapCard) => latest.current.stackOf(card),
    }),
    [press, isDragEnd, point],
  );

  const carried = controls.carry?.carried;
  const target = controls.carry?.target ?? null;
  const aimedAt =
    controls.carry?.via === 'move' && target !== null && target.kind !== 'leave'
      ? target.kind === 'runtime'
        ? target.runtimeID
        : (model.scenarios.find(({ name }) => name === target.scenario)?.id ?? null)
      : null;
  const inHand = controls.carry?.via === 'move' && carried?.what === 'cards' ? (carried.ids[0] ?? null) : null;
  const place = useKeptPlace();
  const isWholeMap = props.first === undefined;
  const worst = useMemo(() => (isWholeMap ? worstOf(budgeted) : []), [isWholeMap, budgeted]);
  useView({ container, layout, selection, worst, touched: overlay?.touched ?? null, aimedAt, inHand, place });
  const first = props.first ?? budgeted.scenarios[0]?.id ?? budgeted.applications[0]?.id ?? null;
  const stacks = useMemo(
    () => new Set(isBlock ? [] : [...budgeted.perScenario.keys()].filter((id) => layout.cards.has(id))),
    [budgeted, layout, isBlock],
  );
  const isKnown =
    active !== null &&
    (layout.cards.has(active) ||
      scene.lines.some(({ id }) => `line:${id}` === active) ||
      [...stacks].some((id) => stackItem(id) === active));
  const current = isKnown ? active : (selection.find((id) => layout.cards.has(id)) ?? first);
  const cardNodes = useCardNodes({
    ...{ model, budgeted, layout, overlay, selection, matching, isBlock, carried: carried ?? null, target },
    active: current,
  });
  const nodes = useMemo<Node[]>(
    () => (extraNodes ? [...cardNodes, ...extraNodes(current)] : cardNodes),
    [cardNodes, extraNodes, current],
  );

  const kept = overlay?.dimsRest ? overlay.touched : matching;
  const chooseLine = useCallback(
    (line: DrawnLine) => onSelect(line.isSelected ? [] : [line.applicationID, line.runtimeID]),
    [onSelect],
  );
  const choosePill = useCallback((runtimeID: string) => onSelect([runtimeID]), [onSelect]);
  const lineMenuOf = useCallback<LineMenuOf>((line) => latest.current.menuOfLine(line), []);
  const grip = useCallback(
    ({ applicationID, runtimeID }: DrawnLine, event: ReactPointerEvent) =>
      press(event, () => ({ what: 'end', applicationID, runtimeID })),
    [press],
  );
  const { pickUp } = controls;
  const pickUpEnd = useCallback(
    ({ applicationID, runtimeID }: DrawnLine) => {
      if (!isDragEnd()) pickUp({ what: 'end', applicationID, runtimeID }, 'move');
    },
    [isDragEnd, pickUp],
  );
  const fit = useFit(layout.height);
  const { openMenu, onContextMenu } = useItemMenus(container);
  const onKeyDown = useMapKeys({
    ...{ container, layout, scene, stacks, onItemKey, fit, onMenu: openMenu },
    onClear: useCallback(() => (isSelecting ? onSelecting(false) : onSelect([])), [isSelecting, onSelecting, onSelect]),
    onSelectAll: useCallback(
      () => onSelect([...budgeted.applications, ...budgeted.runtimes].map(({ id }) => id)),
      [onSelect, budgeted],
    ),
  });

  // Lines are pictures; their badges are the buttons. A press on a line does what its badge does.
  useEffect(() => {
    const element = container.current;
    const lineAt = ({ target }: Event) => (target as Element).closest('[data-line]')?.getAttribute('data-line');
    const onClick = (event: MouseEvent) => {
      const id = lineAt(event);
      const line = id && scene.lines.find((line) => line.id === id);
      if (line) chooseLine(line);
    };
    const onOver = (event: PointerEvent) => {
      const id = lineAt(event);
      if (id) point(`${ofLine}${id}`);
    };
    const onOut = (event: PointerEvent) => lineAt(event) && point(null);
    element?.addEventListener('click', onClick);
    element?.addEventListener('pointerover', onOver);
    element?.addEventListener('pointerout', onOut);
    return () => {
      element?.removeEventListener('click', onClick);
      element?.removeEventListener('pointerover', onOver);
      element?.removeEventListener('pointerout', onOut);
    };
  }, [scene, chooseLine, point]);

  const selected = selection.length === 1 ? selection[0] : undefined;
  const cardsInHand = carried
    ? (carried.what === 'cards' ? carried.ids : [carried.applicationID]).flatMap((id) => model.cards.get(id) ?? [])
    : [];
  return (
    <section
      ref={container}
      className={classes(styles.canvas, motion !== 'none' && styles.panning, isFar && styles.far)}
      // A press on the empty canvas takes the focus, so that keys that move the map have somewhere to go.
      tabIndex={-1}
      aria-label={`Map: ${model.applications.length} applications, ${model.scenarios.length} scenarios, ${model.runtimes.length} runtimes`}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
      onFocus={onFocus}
      data-carrying={carried !== undefined || undefined}
      data-past={props.isPast || undefined}
      data-selecting={isSelecting || undefined}
      {...lasso}
      onPointerDownCapture={(event) => {
        setByTouch(event.pointerType === 'touch');
        lasso.onPointerDownCapture(event);
      }}
      // The map stands still while a finger carries a card.
      onTouchMoveCapture={(event) => controls.carry && event.stopPropagation()}
    >
      <CardActionsContext value={actions}>
        <ReactFlow
          ref={withoutRole}
          nodes={nodes}
          edges={noEdges}
          nodeTypes={nodeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          ariaLabelConfig={noStockWords}
          deleteKeyCode={null}
          selectionKeyCode={null}
          panActivationKeyCode={null}
          panOnScroll
          noPanClassName={byTouch ? noClass : 'nopan'}
          zoomOnDoubleClick={false}
          minZoom={zoomLimits.least}
          maxZoom={Math.min(zoomLimits.most, mostAtUsualText * text)}
          {...moves}
          onPaneClick={() => {
            if (controls.carry) controls.cancel();
            else if (selection.length > 0) onSelect([]);
          }}
        >
          <ViewportPortal>
            <LineLayer scene={lit} height={layout.height} />
            <ColumnHeads
              model={model}
              budgeted={budgeted}
              height={layout.height}
              onMore={onTable}
              counts={headCounts}
              onCreate={props.onCreate}
            />
            {!isBlock && (
              <WireBadges
                scene={scene}
                model={model}
                active={active}
                onChoose={chooseLine}
                onPill={choosePill}
                onGrip={grip}
                onEnd={pickUpEnd}
                onFocused={setActive}
                onPointed={point}
                menuOf={lineMenuOf}
              />
            )}
            {motion === 'moving' && <div className={styles.shield} style={{ height: layout.height + 8000 }} />}
          </ViewportPortal>
        </ReactFlow>
      </CardActionsContext>
      {index && pointed !== null && selected !== undefined && pointed !== selected && !controls.carry && !isFar && (
        <PairHint {...{ container, index, layout, selected, pointed }} onKeep={keep} />
      )}
      {isFar && <FarLayer {...{ container, model, layout, scene, selection, kept, isSelecting, onSelect }} />}
      {props.hasMinimap && <Minimap {...{ model, layout, selection, kept }} />}
      <div ref={rectangle} className={styles.lasso} />
      {index && controls.carry && carried && (carried.what === 'cards' || controls.carry.via === 'move') && (
        <HandTray
          scenarios={carried.what === 'cards' ? leavable(index, carried.ids) : null}
          aimedAt={target?.kind === 'leave' ? target.scenario : null}
          words={controls.carry.via === 'move' ? controls.words : null}
          onChoose={(scenario) => controls.drop({ kind: 'leave', scenario })}
          onCancel={() => controls.cancel()}
        />
      )}
      {controls.carry?.via === 'pointer' && (
        <InHand cards={cardsInHand} at={handAt} promise={controls.promise} impact={controls.impact} />
      )}
    </section>
  );
}
