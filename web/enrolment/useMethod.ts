import { useState } from 'react';
import type { ConnectSnippet } from './snippets.ts';

const key = 'compass.onboarding.method';

/** The method chosen last in this tab, also for another object: whoever connects several does it in one way. */
export function useMethod(snippets: readonly ConnectSnippet[]) {
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(key));
  const choose = (id: ConnectSnippet['id']) => {
    sessionStorage.setItem(key, id);
    setChosen(id);
  };
  return { current: snippets.find(({ id }) => id === chosen) ?? snippets[0], choose };
}
