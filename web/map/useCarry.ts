import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Index } from '../../landscape/impact.ts';
import type { Change, Impact } from '../../landscape/model.ts';
import { useChanges } from '../changes/changesContext.ts';
import { beyond, summarise } from '../changes/describe.ts';
import { useHold } from '../live/landscape.ts';
import { type Carried, changesOf, promiseOf, sameTarget, type Target, targetsOf, titleOf } from './carry.ts';

export interface Carry {
  carried: Carried;
  /** `pointer`: while a button or finger is down; `move`: until Enter, a click or Escape. */
  via: 'pointer' | 'move';
  target: Target | null;
}

export interface CarryControls {
  carry: Carry | null;
  /** What the target would do, in one line; empty without a target. */
  promise: string;
  /** The promise with everything else it does, as it is spoken. */
  words: string;
  impact: Impact | null;
  pickUp: (carried: Carried, via: Carry['via']) => void;
  aim: (target: Target | null) => void;
  step: (by: 1 | -1) => void;
  /** On the target given, else on the one aimed at. */
  drop: (target?: Target | null) => void;
  /** `words` are spoken; empty says nothing. */
  cancel: (words?: string) => void;
}

interface CarryOptions {
  index: Index | null;
  scenarios: readonly string[];
  /** Interrupting speech for what is in hand. */
  announce: (text: string) => void;
}

const none: readonly Change[] = [];

/** Cards or a line's end in hand, with the what-if of the target below, until they are dropped or let go. */
export function useCarry({ index, scenarios, announce }: CarryOptions): CarryControls {
  const { propose, preview, hold, mayWrite, refuse } = useChanges();
  const [carry, setCarry] = useState<Carry | null>(null);
  const latest = useRef({ carry, index });
  latest.current.index = index;
  // Pointer events come faster than renders, so what is in hand is also kept outside of them.
  const update = useCallback((next: Carry | null) => {
    latest.current.carry = next;
    setCarry(next);
  }, []);
  useHold(carry !== null);

  const { promise, impact, changes } = useMemo(() => {
    if (!index || !carry?.target) return { promise: '', impact: null, changes: none };
    const changes = changesOf(index, carry.carried, carry.target);
    if (changes.length === 0) return { promise: 'Already there', impact: null, changes };
    const [drafted, impact] = [preview(none), preview(changes)];
    const conflict = impact?.conflicts[0];
    const promise = conflict ? conflict.message : promiseOf(index, carry.target);
    // The card in hand says what it adds; the panel beside it says what the draft does as a whole.
    const added = impact && drafted ? beyond(impact, drafted) : impact;
    return { promise, impact: conflict ? null : added, changes: conflict ? none : changes };
  }, [index, carry, preview]);

  useEffect(() => {
    hold(changes);
    return () => hold([]);
  }, [hold, changes]);

  const words = impact && carry?.target ? `${promise}. ${summarise(impact)}.` : promise;
  useEffect(() => {
    if (carry?.target && words) announce(words);
  }, [carry?.target, words, announce]);

  const pickUp = useCallback(
    (carried: Carried, via: Carry['via']) => {
      if (!mayWrite) return refuse();
      if (!latest.current.index) return;
      update({ carried, via, target: null });
      const name = carried.what === 'cards' && carried.ids.length > 1 ? `${carried.ids.length} cards` : '';
      const first = carried.what === 'cards' ? carried.ids[0] : carried.applicationID;
      const called = name || (first && latest.current.index.members.get(first)?.name) || 'Card';
      announce(`${called} picked up. Arrow keys or Tab choose a target, Enter drops, Escape cancels.`);
    },
    [mayWrite, refuse, announce, update],
  );
  const aim = useCallback(
    (target: Target | null) => {
      const { carry } = latest.current;
      if (carry && !sameTarget(carry.target, target)) update({ ...carry, target });
    },
    [update],
  );
  const step = useCallback(
    (by: 1 | -1) => {
      const { carry, index } = latest.current;
      if (!carry || !index) return;
      const targets = targetsOf(index, carry.carried, scenarios);
      if (targets.length === 0) return announce('There is no valid target.');
      const at = targets.findIndex((target) => sameTarget(target, carry.target));
      const next = at < 0 ? (by > 0 ? 0 : targets.length - 1) : (at + by + targets.length) % targets.length;
      aim(targets[next] ?? null);
    },
    [aim, announce, scenarios],
  );
  const cancel = useCallback(
    (words = 'Cancelled, nothing changed.') => {
      if (!latest.current.carry) return;
      update(null);
      announce(words);
    },
    [announce, update],
  );
  const drop = useCallback(
    (given?: Target | null) => {
      const { carry, index } = latest.current;
      if (!carry || !index) return;
      update(null);
      const target = given === undefined ? carry.target : given;
      const dropped = target ? changesOf(index, carry.carried, target) : [];
      if (!target || dropped.length === 0) return announce('Let go, nothing changed.');
      const title = titleOf(index, carry.carried, target);
      void propose(dropped, { title }).then((outcome) => {
        if (outcome === 'applied') announce(`${title}.`);
        else if (outcome === 'drafted') announce('Dropped into the draft. A live connection would stop: review it.');
      });
    },
    [announce, propose, update],
  );

  const via = carry?.via;
  useEffect(() => {
    if (!via) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const steps: Record<string, () => void> = {
        Escape: () => cancel(),
        ...(via === 'move' && {
          Enter: () => drop(),
          Tab: () => step(event.shiftKey ? -1 : 1),
          ArrowDown: () => step(1),
          ArrowRight: () => step(1),
          ArrowUp: () => step(-1),
          ArrowLeft: () => step(-1),
        }),
      };
      const run = steps[event.key];
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [via, cancel, drop, step]);
  return { carry, promise, words, impact, pickUp, aim, step, drop, cancel };
}
