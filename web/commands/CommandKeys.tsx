import { lazy, Suspense, useEffect } from 'react';
import { shortcutOf } from '../ui/shortcutKeys.ts';
import { type Surface, useSurface } from './surface.ts';

const loadPalette = () => import('./CommandPalette.tsx');
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }));
const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }));

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;

function surfaceOf(event: KeyboardEvent): Surface {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') return 'palette';
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null;
  return shortcutOf(event.key) === '?' ? 'sheet' : null;
}

/** Once the screen is there: what is typed right after the first Ctrl and K is for the palette. */
const paletteAfterMs = 2000;

/** Opens the palette by Ctrl or Cmd and K and the sheet of shortcuts by `?`. */
export function CommandKeys() {
  const [surface, show] = useSurface();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const wanted = event.defaultPrevented ? null : surfaceOf(event);
      if (!wanted) return;
      event.preventDefault();
      show(wanted);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [show]);
  useEffect(() => {
    // If it cannot be had now, whoever opens it asks for it again and is told.
    const timer = setTimeout(() => loadPalette().catch(() => undefined), paletteAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense>
      {surface === 'palette' && <CommandPalette onClose={() => show(null)} />}
      {surface === 'sheet' && <ShortcutSheet onClose={() => show(null)} />}
    </Suspense>
  );
}
