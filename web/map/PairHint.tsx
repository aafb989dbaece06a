import { useStoreApi, ViewportPortal } from '@xyflow/react';
import { type RefObject, useEffect, useId } from 'react';
import { explainPair } from '../../landscape/explain.ts';
import type { Index } from '../../landscape/impact.ts';
import { classes } from '../ui/classes.ts';
import type { Layout } from './layout.ts';
import styles from './MapCanvas.module.css';
import { cardHeight } from './measures.ts';

/** Pixels for five lines of it. */
const room = 110;

interface PairHintProps {
  container: RefObject<HTMLElement | null>;
  index: Index;
  layout: Layout;
  /** The only card selected, and the one pointed at or focused. */
  selected: string;
  pointed: string;
  onKeep: (id: string | null) => void;
}

/** Whether the card selected and the one pointed at may talk, and why or why not (console.md 1.2, Forbidden; 4, 1.4.13). */
export function PairHint({ container, index, layout, selected, pointed, onKeep }: PairHintProps) {
  const id = useId();
  const store = useStoreApi();
  const [one, other] = [index.members.get(selected), index.members.get(pointed)];
  const pair = one?.kind === 'APPLICATION' ? ([selected, pointed] as const) : ([pointed, selected] as const);
  const answer = one && other && one.kind !== other.kind ? explainPair(index, ...pair) : null;
  const place = layout.cards.get(pointed);
  const isShown = answer !== null && place !== undefined;
  useEffect(() => {
    const card = isShown && container.current?.querySelector(`[data-map-item="${CSS.escape(pointed)}"]`);
    if (!card) return;
    card.setAttribute('aria-describedby', id);
    const dismiss = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onKeep(null);
    };
    window.addEventListener('keydown', dismiss, true);
    return () => {
      card.removeAttribute('aria-describedby');
      window.removeEventListener('keydown', dismiss, true);
    };
  }, [container, id, isShown, pointed, onKeep]);
  if (!isShown) return null;
  const { height, transform } = store.getState();
  const below = (place.y + cardHeight) * transform[2] + transform[1];
  const isAbove = below > height - room;
  return (
    <ViewportPortal>
      <div
        id={id}
        role="tooltip"
        className={classes(styles.hint, isAbove && styles.above)}
        style={{ left: place.x, top: isAbove ? place.y : place.y + cardHeight }}
        onPointerEnter={() => onKeep(pointed)}
        onPointerLeave={() => onKeep(null)}
      >
        <span>{answer.explanation}</span>
      </div>
    </ViewportPortal>
  );
}
