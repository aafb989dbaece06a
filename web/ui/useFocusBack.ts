import { useEffect, useState } from 'react';

/** What has the focus; for an entry of a menu, which is gone when the dialog closes, the control that opened the menu. */
function focused(): Element | null {
  const active = document.activeElement;
  const menu = active?.closest('[role="menu"]');
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : active;
}

/** Gives the focus back to where it was: most dialogs are unmounted when they close, which the modal does not see. */
export function useFocusBack() {
  const [before] = useState(focused);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    },
    [before],
  );
}
