import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import styles from './Tip.module.css';

interface TipProps {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  children: ReactNode;
}

const edge = 8;
const gap = 6;

/** Above everything, below its anchor or, at the lower edge of the window, over it. A child of the anchor, so that pointing at it is pointing at the anchor. */
export function Tip({ id, anchor, children }: TipProps) {
  const tip = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      if (!anchor.current || !tip.current) return;
      const { left, top, bottom } = anchor.current.getBoundingClientRect();
      const { width, height } = tip.current.getBoundingClientRect();
      const isRoomBelow = bottom + gap + height + edge <= window.innerHeight;
      tip.current.style.left = `${Math.max(edge, Math.min(left, window.innerWidth - width - edge))}px`;
      tip.current.style.top = `${isRoomBelow ? bottom + gap : top - gap - height}px`;
    };
    tip.current?.showPopover();
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [anchor]);
  return (
    <span ref={tip} id={id} role="tooltip" popover="manual" className={styles.tip}>
      {children}
    </span>
  );
}
