import { useEffect, useRef } from 'react';
import type { Impact } from '../../landscape/model.ts';
import { counted } from '../changes/describe.ts';
import { Icon } from '../ui/Icon.tsx';
import { several } from './carry.ts';
import styles from './MapCard.module.css';
import { kindIcon } from './MapCardView.tsx';
import type { MapCard } from './model.ts';

interface InHandProps {
  cards: readonly Pick<MapCard, 'kind' | 'name'>[];
  at: { x: number; y: number };
  promise: string;
  impact: Impact | null;
}

/** The card that follows the pointer, with what dropping it here does. The position never passes through React. */
export function InHand({ cards, at, promise, impact }: InHandProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = (x: number, y: number) => {
      const card = element.current;
      if (!card) return;
      // At an edge of the window it stands on the other side of the pointer.
      const left = x + 12 + card.offsetWidth > window.innerWidth ? x - 12 - card.offsetWidth : x + 12;
      const top = y + 8 + card.offsetHeight > window.innerHeight ? y - 8 - card.offsetHeight : y + 8;
      card.style.transform = `translate(${left}px, ${top}px)`;
    };
    place(at.x, at.y);
    const follow = (event: PointerEvent) => place(event.clientX, event.clientY);
    window.addEventListener('pointermove', follow);
    return () => window.removeEventListener('pointermove', follow);
  }, [at]);
  const first = cards[0];
  if (!first) return null;
  const stops = impact?.breaks.length ?? 0;
  return (
    <div ref={element} className={styles.hand} aria-hidden="true" data-in-hand>
      <span className={styles.title}>
        <Icon name={kindIcon[first.kind]} />
        <span className={styles.name}>{cards.length > 1 ? several(cards) : first.name}</span>
        <Icon name="i-grip" />
      </span>
      {promise ? (
        <span className={styles.promise}>
          {impact && <Icon name={promise.startsWith('Leaves') ? 'g-disappears' : 'g-appears'} />}
          {promise}
        </span>
      ) : (
        <span className={styles.promise}>Drop on a scenario</span>
      )}
      {stops > 0 && (
        <span className={styles.promise}>
          <Icon name="g-disappears" />
          {counted(stops, 'live connection')} {stops === 1 ? 'stops' : 'stop'}
        </span>
      )}
    </div>
  );
}
