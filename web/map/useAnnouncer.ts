import { useCallback, useState } from 'react';

/** What the map says to a screen reader: results politely, what is in hand at once. */
export function useAnnouncer() {
  const [assertive, setAssertive] = useState('');
  const announce = useCallback((text: string) => setAssertive(text), []);
  return { assertive, announce };
}
