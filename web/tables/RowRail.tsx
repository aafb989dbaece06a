import type { ReactNode } from 'react';
import { useChanges } from '../changes/changesContext.ts';
import type { ObjectKind } from '../graphql.generated.ts';
import { useLandscape } from '../live/landscape.ts';
import { changesOf, titleOf } from '../map/carry.ts';
import { InHand } from '../map/InHand.tsx';
import { useAnnouncer } from '../map/useAnnouncer.ts';
import { useCarry } from '../map/useCarry.ts';
import { classes } from '../ui/classes.ts';
import { notify } from '../ui/notify.ts';
import styles from './ScenarioRail.module.css';
import { ScenarioRail } from './ScenarioRail.tsx';
import { useRowDrag } from './useRowDrag.ts';
import type { Selection } from './useSelection.ts';

interface RowRailProps {
  /** Null for rows that cannot be put into a scenario. */
  kind: ObjectKind | null;
  selection: Selection;
  isOpen: boolean;
  onClose: () => void;
  /** The table. */
  children: ReactNode;
}

const noScenarios: readonly string[] = [];

/** A table with scenarios on its right, onto which its rows are dragged; the what-if is the map's. */
export function RowRail({ kind, selection, isOpen, onClose, children }: RowRailProps) {
  const { landscape } = useLandscape();
  const { index, propose } = useChanges();
  const { assertive, announce } = useAnnouncer();
  const controls = useCarry({ index, scenarios: noScenarios, announce });
  const { all, ids } = selection;
  const { handAt, rowProps } = useRowDrag(controls, (id) => (all ? null : ids.has(id) ? [...ids] : [id]));
  const { carry, promise, impact } = controls;
  const inHand = carry?.carried.what === 'cards' ? carry.carried.ids : [];

  function add(scenario: string) {
    if (!index) return;
    const carried = { what: 'cards', ids: [...ids] } as const;
    const target = { kind: 'join', scenario } as const;
    const changes = changesOf(index, carried, target);
    if (changes.length > 0) return void propose(changes, { title: titleOf(index, carried, target) });
    notify({ family: 'idle', title: `All of them are in ${scenario} already` });
  }

  return (
    <div className={classes(styles.split, isOpen && styles.withRail)}>
      <div className={styles.table} {...(isOpen ? rowProps : {})}>
        {children}
      </div>
      {isOpen && kind !== null && (
        <ScenarioRail {...{ landscape, kind, controls, onClose }} chosen={all ? null : [...ids]} onAdd={add} />
      )}
      {inHand.length > 0 && kind !== null && (
        <InHand
          cards={inHand.map((id) => ({ kind, name: index?.members.get(id)?.name ?? '' }))}
          at={handAt}
          promise={promise}
          impact={impact}
        />
      )}
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {assertive}
      </div>
    </div>
  );
}
