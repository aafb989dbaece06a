import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Scene } from './scene.ts';

const waitMs = 250;

/** The card pointed at for a moment or focused by keyboard: its lines stand out (console.md 1.2, Inspect path). */
export function usePointed() {
  const [pointed, setPointed] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const point = useCallback((id: string | null) => {
    clearTimeout(timer.current);
    if (id === null) setPointed(null);
    else timer.current = setTimeout(() => setPointed(id), waitMs);
  }, []);
  return { pointed, point };
}

/** The scene with the lines of one card standing out; all others keep their objects. */
export function usePointedScene(scene: Scene, pointed: string | null): Scene {
  return useMemo(() => {
    if (pointed === null) return scene;
    return {
      ...scene,
      lines: scene.lines.map((line) =>
        line.applicationID === pointed || line.runtimeID === pointed ? { ...line, isLit: true } : line,
      ),
      memberships: scene.memberships.map((line) =>
        line.look === 'plain' && line.ends.includes(pointed) ? { ...line, look: 'strong' } : line,
      ),
    };
  }, [scene, pointed]);
}
