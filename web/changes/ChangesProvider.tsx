import { lazy, type ReactNode, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { type Index, impact as impactOf, indexFacts } from '../../landscape/impact.ts';
import type { Change, Impact } from '../../landscape/model.ts';
import { useLiveSnapshot } from '../live/landscape.ts';
import { lazily } from '../live/lazily.ts';
import { useSession } from '../session/session.ts';
import { notify } from '../ui/notify.ts';
import { type Changes, ChangesContext, type Outcome } from './changesContext.ts';
import { describeChange, mergeChanges, sameImpact, stopsMore, summarise } from './describe.ts';
import { rivalsOf } from './rivals.ts';
import { useUndoKey } from './useUndoKey.ts';
import { useWriting, type Write } from './useWriting.ts';

interface Undoable {
  title: string;
  inverse: Change[];
  /** What it did, which is all that taking it back may undo unasked. */
  did: Impact;
  /** Takes its toast away. */
  dismiss: () => void;
}

// Only screens that do not draw the draft themselves need it.
const DraftDialog = lazy(async () => ({ default: (await import('./DraftDialog.tsx')).DraftDialog }));
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const none: readonly Change[] = [];

/** Looks at every change before it is made: harmless ones apply at once with undo, others wait in the draft. */
export function ChangesProvider({ children }: { children: ReactNode }) {
  const { landscape: live } = useLiveSnapshot();
  const { can, role } = useSession();
  const [drafted, setDrafted] = useState<readonly Change[]>(none);
  const [inHand, setInHand] = useState<readonly Change[]>(none);
  /** The landscape the draft was last looked at on. */
  const [base, setBase] = useState<Index | null>(null);
  const { landscape, inTurn, ahead } = useWriting(live);
  const [isApplying, setApplying] = useState(false);
  const [hosts, setHosts] = useState(0);
  const undoable = useRef<Undoable[]>([]);
  // Only the map and drafts ask for it; a table of ten thousand must not wait for it.
  const indexNow = useMemo(() => lazily(() => (landscape ? indexFacts(landscape) : null)), [landscape]);
  const mayWrite = can('landscape:write');
  const whyNot = mayWrite
    ? ''
    : `Changing the landscape needs the right landscape:write. You are ${role?.toLowerCase() ?? 'a guest'}.`;

  const together = useMemo(() => mergeChanges(drafted, inHand), [drafted, inHand]);
  const impact = useMemo(() => {
    const index = together.length > 0 ? indexNow() : null;
    return index && impactOf(index, together);
  }, [indexNow, together]);

  // Nothing is judged while it is written: then the landscape changes as agreed.
  const rivals = useMemo(() => {
    if (!base || drafted.length === 0 || isApplying) return null;
    const index = indexNow();
    if (!index || index === base) return null;
    const told = sameImpact(impactOf(base, drafted), impactOf(index, drafted));
    return told ? null : rivalsOf(base, index, drafted);
  }, [indexNow, base, drafted, isApplying]);

  const state = useRef({ indexNow, drafted, impact });
  state.current = { indexNow, drafted, impact };

  const explain = useCallback((title: string, reasons: readonly string[]) => {
    notify({ family: 'failed', title, detail: reasons.join(' ') });
  }, []);

  const settled = useRef<Promise<unknown>>(Promise.resolve());
  const undo = useCallback(
    async (given?: Undoable) => {
      // What is shown already may not be written yet.
      if (!given) await settled.current;
      const last = given ?? undoable.current.at(-1);
      const index = state.current.indexNow();
      if (!last || !index) return;
      last.dismiss();
      const does = impactOf(index, last.inverse);
      const isImpossible = does.conflicts.length > 0;
      const draftInstead = (does: Impact) => {
        const { drafted } = state.current;
        setDrafted(mergeChanges(drafted, last.inverse));
        if (drafted.length === 0) setBase(index);
        const title = `Undoing “${last.title}” would do more by now`;
        notify({ family: 'attention', title, detail: `${summarise(does)}. It waits as a draft.` });
      };
      if (!isImpossible && stopsMore(does, last.did)) return draftInstead(does);
      undoable.current = undoable.current.filter((other) => other !== last);
      if (isImpossible) {
        const reasons = does.conflicts.map(({ message }) => message);
        explain(`“${last.title}” can no longer be undone`, reasons);
        return;
      }
      try {
        const result = await ahead(last.inverse, does);
        if (result.done) notify({ family: 'connected', title: `Undone: ${last.title}`, detail: summarise(does) });
        else draftInstead(result.impact);
      } catch (error) {
        explain(`“${last.title}” can no longer be undone`, [reasonOf(error)]);
      }
    },
    [ahead, explain],
  );
  useUndoKey(useCallback(() => undo(), [undo]));

  const write = useCallback(
    async (changes: readonly Change[], agreed: Impact, title: string, send: Write): Promise<Outcome> => {
      setApplying(true);
      const seen = state.current.indexNow();
      try {
        const result = await send(changes, agreed);
        if (!result.done) {
          setDrafted(changes);
          setBase(seen);
          return 'drafted';
        }
        const done: Undoable = { title, inverse: result.inverse, did: agreed, dismiss: () => undefined };
        undoable.current = [...undoable.current.slice(-19), done];
        const action = { label: 'Undo', run: () => void undo(done) };
        done.dismiss = notify({ family: 'connected', title, detail: summarise(agreed), action });
        return 'applied';
      } catch (error) {
        explain('Nothing was changed', [reasonOf(error)]);
        return 'failed';
      } finally {
        setApplying(false);
      }
    },
    [explain, undo],
  );

  // These never change while rights stay, so that effects and memos may depend on them.
  const acts = useMemo(() => {
    const refuse = () => explain('Nothing was changed', [whyNot]);
    const propose: Changes['propose'] = async (changes, { title, asDraft = false }) => {
      const { indexNow, drafted } = state.current;
      const index = indexNow();
      if (!index || changes.length === 0) return 'refused';
      if (!mayWrite) {
        refuse();
        return 'refused';
      }
      const all = mergeChanges(drafted, changes);
      const does = impactOf(index, all);
      if (does.conflicts.length > 0) {
        explain(
          'This cannot be done',
          does.conflicts.map(({ message }) => message),
        );
        return 'refused';
      }
      if (does.breaks.length > 0 || drafted.length > 0 || asDraft) {
        setDrafted(all);
        if (drafted.length === 0) setBase(index);
        return 'drafted';
      }
      const outcome = write(all, does, title, ahead);
      settled.current = outcome;
      return outcome;
    };
    const discard = () => {
      setDrafted(none);
      setBase(null);
    };
    return {
      mayWrite,
      whyNot,
      refuse,
      propose,
      preview: (changes: readonly Change[]) => {
        const { indexNow, drafted } = state.current;
        const index = indexNow();
        return index ? impactOf(index, mergeChanges(drafted, changes)) : null;
      },
      hold: (changes: readonly Change[]) => setInHand(changes.length === 0 ? none : changes),
      dropChange: (position: number) => setDrafted((list) => list.filter((_, at) => at !== position)),
      discard,
      open: (changes: readonly Change[]) => {
        setDrafted(changes);
        setBase(state.current.indexNow());
      },
      accept: () => setBase(state.current.indexNow()),
      apply: async () => {
        const { indexNow, drafted } = state.current;
        const index = indexNow();
        if (!index || drafted.length === 0) return;
        const [only] = drafted;
        const words = only && describeChange(index, only).map(({ text }) => text);
        const title =
          drafted.length === 1 && words ? `Applied: ${words.join('')}` : `Applied ${drafted.length} changes`;
        if ((await write(drafted, impactOf(index, drafted), title, inTurn)) === 'applied') discard();
      },
      undo: () => undo(),
      host: () => {
        setHosts((count) => count + 1);
        return () => setHosts((count) => count - 1);
      },
    };
  }, [mayWrite, whyNot, explain, write, undo, inTurn, ahead]);
  const value = useMemo<Changes>(
    () => ({
      ...acts,
      landscape,
      get index() {
        return indexNow();
      },
      draft: impact ? { changes: drafted, impact, rivals } : null,
      inHand,
      isApplying,
    }),
    [acts, landscape, indexNow, drafted, impact, rivals, inHand, isApplying],
  );

  return (
    <ChangesContext value={value}>
      {children}
      {hosts === 0 && drafted.length > 0 && (
        <Suspense>
          <DraftDialog />
        </Suspense>
      )}
    </ChangesContext>
  );
}
