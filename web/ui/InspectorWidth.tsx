import { type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import styles from './Inspector.module.css';
import { chooseInspectorWidth, clampWidth, isWidest, nextWidth, showInspectorWidth } from './inspectorWidth.ts';

const widthOf = (element: RefObject<HTMLElement | null>): number => element.current?.getBoundingClientRect().width ?? 0;

/** Makes the inspector wider by presses. */
export function WidthButton({ inspector }: { inspector: RefObject<HTMLElement | null> }) {
  const [widest, setWidest] = useState(false);
  useEffect(() => {
    if (!inspector.current) return;
    const observer = new ResizeObserver(() => setWidest(isWidest(widthOf(inspector))));
    observer.observe(inspector.current);
    return () => observer.disconnect();
  }, [inspector]);
  return (
    <span className={styles.wide}>
      <Button
        tone="quiet"
        iconOnly
        icon="i-width"
        aria-label={widest ? 'Make details narrow again' : 'Make details wider'}
        onClick={() => chooseInspectorWidth(nextWidth(widthOf(inspector)))}
      />
    </span>
  );
}

/** The border that can be dragged. Pointer convenience only: the button does the same. */
export function WidthBorder({ inspector }: { inspector: RefObject<HTMLElement | null> }) {
  const border = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = border.current;
    if (!element) return;
    const onDown = (down: PointerEvent) => {
      if (down.button !== 0) return;
      down.preventDefault();
      element.setPointerCapture(down.pointerId);
      const before = widthOf(inspector);
      const widthAt = ({ clientX }: PointerEvent) => clampWidth(before + down.clientX - clientX);
      const move = (event: PointerEvent) => showInspectorWidth(widthAt(event));
      const end = (event: PointerEvent) => {
        element.removeEventListener('pointermove', move);
        element.removeEventListener('pointerup', end);
        element.removeEventListener('pointercancel', end);
        if (widthAt(event) !== before) chooseInspectorWidth(widthAt(event));
      };
      element.addEventListener('pointermove', move);
      element.addEventListener('pointerup', end);
      element.addEventListener('pointercancel', end);
    };
    element.addEventListener('pointerdown', onDown);
    return () => element.removeEventListener('pointerdown', onDown);
  }, [inspector]);
  return <div ref={border} className={styles.border} aria-hidden="true" />;
}
