import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

/** How a screen was left: what had the focus then, and whether something led on from it, rather than back. */
interface Departure {
  focused: Element | null;
  onwards: boolean;
}

/** Whether nothing on the new screen has asked for the focus yet. */
function isFocusLeft({ focused, onwards }: Departure): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || (onwards && active === focused);
}

/** The heading of the screen, or its landmark where there is none yet. */
function focusScreen(): void {
  const main = document.querySelector('main');
  const target = main?.querySelector('h1') ?? main;
  if (target && !target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
  target?.focus();
}

/** After a link to another screen: the focus goes to its heading and its title is announced. Another query stays as it is. */
export function ScreenChange() {
  const router = useRouter();
  const left = useRef<Departure | null>(null);
  const [arrived, setArrived] = useState<Departure | null>(null);
  const [title, setTitle] = useState('');
  useEffect(() => {
    let pathname = router.history.location.pathname;
    return router.history.subscribe(({ location, action }) => {
      if (location.pathname === pathname) return;
      const onwards = action.type === 'PUSH' || action.type === 'REPLACE';
      left.current ??= { focused: document.activeElement, onwards };
      pathname = location.pathname;
    });
  }, [router]);
  useEffect(
    () =>
      router.subscribe('onRendered', () => {
        if (left.current) setArrived(left.current);
        left.current = null;
      }),
    [router],
  );
  // In a commit of its own: the new screen has set the title, and what it wanted the focus for has it.
  useEffect(() => {
    if (!arrived) return;
    setTitle(document.title.replace(/ · Compass$/, ''));
    if (isFocusLeft(arrived)) focusScreen();
  }, [arrived]);
  return (
    <p className="visually-hidden" role="status">
      {title}
    </p>
  );
}
