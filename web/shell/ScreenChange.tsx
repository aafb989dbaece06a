import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

/** How a screen was left: what had the focus then, and whether something led on from it, rather than back. */
interface Departure {
  focused: Element | null;
  onwards: boolean;
  heading: Heading | null;
}

interface Heading {
  element: Element;
  text: string;
}

function headingNow(): Heading | null {
  const element = document.querySelector('main h1');
  return element && { element, text: element.textContent };
}

/** Whether nothing on the new screen has asked for the focus yet. */
function isFocusLeft({ focused, onwards }: Departure): boolean {
  const active = document.activeElement;
  return active === null || active.matches('body, #content') || (onwards && active === focused);
}

function focusOn(target: Element | null | undefined): void {
  if (!(target instanceof HTMLElement)) return;
  if (!target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
  target.focus();
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
      left.current ??= { focused: document.activeElement, onwards, heading: headingNow() };
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
  // In a commit of its own: what the new screen wanted the focus for has it.
  useEffect(() => {
    const main = document.querySelector('main');
    if (!arrived || !main) return;
    // Once somebody has the focus it is left alone: between two stops of Tab nobody has it for an instant.
    let isTaken = false;
    const settle = (): boolean => {
      const heading = headingNow();
      const { element, text } = arrived.heading ?? {};
      // The former screen may stay until the new one is loaded.
      const isNew = heading !== null && (heading.element !== element || heading.text !== text);
      if (isNew) setTitle(heading.text);
      isTaken ||= !isFocusLeft(arrived);
      if (!isTaken) focusOn(isNew ? heading.element : main);
      return isNew;
    };
    if (settle()) return;
    const observer = new MutationObserver(() => settle() && observer.disconnect());
    observer.observe(main, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [arrived]);
  return (
    <p className="visually-hidden" role="status">
      {title}
    </p>
  );
}
