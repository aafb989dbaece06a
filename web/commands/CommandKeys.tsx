import { lazy, Suspense, useEffect } from 'react';
import { shortcutOf } from '../ui/shortcutKeys.ts';
import { type Surface, useSurface } from './surface.ts';

const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }));
const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }));

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;

function surfaceOf(event: KeyboardEvent): Surface {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') return 'palette';
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null;
  return shortcutOf(event.key) === '?' ? 'sheet' : null;
}

/** Opens the palette by Ctrl or Cmd and K and the sheet of shortcuts by `?`; both are loaded when they are first wanted. */
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
  return (
    <Suspense>
      {surface === 'palette' && <CommandPalette onClose={() => show(null)} />}
      {surface === 'sheet' && <ShortcutSheet onClose={() => show(null)} />}
    </Suspense>
  );
}
