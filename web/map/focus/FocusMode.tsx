import { useCallback, useMemo, useRef, useState } from 'react';
import { ExportMenu } from '../../export/ExportMenu.tsx';
import { type Choice, ChooseDialog } from '../ChooseDialog.tsx';
import { MapCanvas } from '../MapCanvas.tsx';
import { kindIcon } from '../MapCardView.tsx';
import { MapFrame } from '../MapFrame.tsx';
import { useHasMinimap, ZoomStatus } from '../MapMode.tsx';
import { MapTable } from '../MapTable.tsx';
import type { MapCard } from '../model.ts';
import { composeScene, reuseScene, type Scene } from '../scene.ts';
import { twinGroups } from '../tableGroups.ts';
import type { Workspace } from '../workspace.ts';
import { BundleInspector } from './BundleInspector.tsx';
import { countsOf, egoOf } from './ego.ts';
import { FocusTools } from './FocusTools.tsx';
import { focusLayout, rowsShown } from './focusLayout.ts';
import { focusModel, focusNodes, withRows } from './focusScene.ts';
import { nodeTypes } from './nodeTypes.ts';
import { useBundle } from './useBundle.ts';

const number = (value: number) => value.toLocaleString('en');

/** One card in the middle of everything within one or two steps of it; nothing is left out. */
export function FocusMode({ workspace }: { workspace: Workspace }) {
  const { model, index, search, selection } = workspace;
  const wanted = [
    search.around,
    selection[0],
    model.applications[0]?.id,
    model.runtimes[0]?.id,
    model.scenarios[0]?.id,
  ];
  const subject = wanted.flatMap((id) => (id && model.cards.get(id)) || [])[0];
  return subject && index ? <FocusOn key={subject.id} {...{ workspace, subject, index }} /> : null;
}

interface FocusOnProps {
  workspace: Workspace;
  subject: MapCard;
  index: NonNullable<Workspace['index']>;
}

function FocusOn({ workspace, subject, index }: FocusOnProps) {
  const { landscape, model, search, change, overlay, isTable, controls, menuOf, menuOfLine, stackOf, onItemKey } =
    workspace;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [asks, setAsks] = useState<'subject' | 'pair' | null>(null);
  const { steps, pairs } = search;
  const ego = useMemo(
    () => egoOf(model, index, subject, { steps, allowed: pairs === 'allowed' }),
    [model, index, subject, steps, pairs],
  );
  const { bundle, selection, onSelect } = useBundle(workspace, ego);
  const layout = useMemo(() => focusLayout(ego, open), [ego, open]);
  const hasMinimap = useHasMinimap(workspace, layout.height);
  const { around, budgeted } = useMemo(() => focusModel(model, ego), [model, ego]);
  const drawn = useRef<Scene | null>(null);
  const scene = useMemo(() => {
    const next = composeScene({ model: around, index, layout, selection, mode: 'all', overlay, matching: null });
    drawn.current = reuseScene(drawn.current, next);
    return drawn.current;
  }, [around, index, layout, selection, overlay]);
  const families = useMemo(() => new Set(scene.lines.map(({ family }) => family)), [scene]);
  const groups = useMemo(
    () => (isTable ? twinGroups(model, withRows(budgeted, ego), null) : []),
    [isTable, model, budgeted, ego],
  );
  const toggle = useCallback(
    (id: string) => setOpen((old) => new Set(old.has(id) ? [...old].filter((other) => other !== id) : [...old, id])),
    [],
  );
  const ask = useCallback(() => setAsks('pair'), []);
  const extraNodes = useCallback(
    (active: string | null) => focusNodes({ ego, layout, open, active, selection, onToggle: toggle, onAsk: ask }),
    [ego, layout, open, selection, toggle, ask],
  );
  const counts = countsOf(ego);
  const within = `within ${steps === 1 ? '1 step' : '2 steps'}`;
  const choiceOf =
    (run: (card: MapCard) => void) =>
    (card: MapCard): Choice => ({
      ...{ id: card.id, label: card.name, icon: kindIcon[card.kind], run: () => run(card) },
      outcome: { detail: card.detail || card.word, breaks: false, disabled: false },
    });
  const exporting = (
    <ExportMenu
      {...{ landscape, at: landscape.at }}
      matching={new Set([...budgeted.drawn, ...ego.groups.flatMap(({ rows }) => rows.map(({ id }) => id))])}
      shows={{
        ...{ kind: 'focus', title: `${subject.name} in Compass`, layout, scene },
        extent: `All ${number(counts.all)} ${within}`,
        cards: [...ego.applications, ...ego.scenarios, ...ego.runtimes],
        groups: ego.groups.map((group) => ({ ...group, shown: rowsShown(group, open.has(group.id)) })),
      }}
    />
  );
  const focusOn = choiceOf(({ id }) => change({ around: id, select: [] }));
  const askAbout = choiceOf(({ id }) => onSelect([subject.id, id]));
  return (
    <MapFrame
      workspace={
        bundle ? { ...workspace, inspector: <BundleInspector {...{ bundle, ego, model, onSelect }} /> } : workspace
      }
      toolbar={workspace.toolbar(
        <FocusTools {...{ subject, search, change }} onChoose={() => setAsks('subject')} />,
        exporting,
      )}
      status={
        <ZoomStatus workspace={workspace} height={layout.height} families={families}>
          All <strong className="num">{number(counts.all)}</strong> {within} –{' '}
          <strong className="num">{number(counts.named)}</strong> as cards,{' '}
          <strong className="num">{number(counts.grouped)}</strong> in rows
        </ZoomStatus>
      }
    >
      {isTable ? (
        <MapTable {...{ groups, model, selection, onSelect, menuOf, onItemKey }} isSelecting={workspace.isSelecting} />
      ) : (
        <MapCanvas
          {...{ index, model: around, budgeted, layout, scene, overlay, isPast: workspace.isPast, selection, controls }}
          {...{ onSelect, menuOf, menuOfLine, stackOf, onItemKey, extraNodes, nodeTypes }}
          first={subject.id}
          matching={null}
          headCounts={(kind) => `${number(counts[kind])} ${within}`}
          onTable={workspace.onTable}
          isSelecting={workspace.isSelecting}
          onSelecting={workspace.onSelecting}
          onCreate={null}
          hasMinimap={hasMinimap}
        />
      )}
      {asks === 'subject' && (
        <ChooseDialog
          title="Focus on"
          lead="An application, a scenario or a runtime, and everything around it."
          find="Find by name"
          choices={[...model.scenarios, ...model.applications, ...model.runtimes].map(focusOn)}
          onClose={() => setAsks(null)}
        />
      )}
      {asks === 'pair' && ego.outside && (
        <ChooseDialog
          title={`Why can ${subject.name} not talk to`}
          lead={`These share no scenario with ${subject.name}.`}
          find="Find by name"
          choices={ego.outside.cards.map(askAbout)}
          onClose={() => setAsks(null)}
        />
      )}
    </MapFrame>
  );
}
