import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Scene } from './scene.ts';

const waitMs = 250;
/** Long enough to get from a card to what is said beside it. */
const leaveMs = 150;

/** What is called so is a line, behind this its id. */
export const ofLine = 'line:';

/** The card or line pointed at for a moment or focused by keyboard stands out (console.md 1.2, Inspect path). */
export function usePointed() {
  const [pointed, setPointed] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const point = useCallback((id: string | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setPointed(id), id === null ? leaveMs : waitMs);
  }, []);
  /** It stays pointed at, or no longer is, at once. */
  const keep = useCallback((id: string | null) => {
    clearTimeout(timer.current);
    setPointed(id);
  }, []);
  return { pointed, point, keep };
}

/** The scene with one line, or those of one card, standing out; all others keep their objects. */
export function usePointedScene(scene: Scene, pointed: string | null): Scene {
  return useMemo(() => {
    if (pointed === null) return scene;
    return {
      ...scene,
      lines: scene.lines.map((line) =>
        line.applicationID === pointed || line.runtimeID === pointed || pointed === `${ofLine}${line.id}`
          ? { ...line, isLit: true }
          : line,
      ),
      memberships: scene.memberships.map((line) =>
        line.look === 'plain' && line.ends.includes(pointed) ? { ...line, look: 'strong' } : line,
      ),
    };
  }, [scene, pointed]);
}
