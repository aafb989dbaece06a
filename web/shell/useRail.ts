import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useIsInspectorOpen } from '../ui/inspectorOpen.ts';

const key = 'compass.rail';

/** The rail stays as the user left it, except that it makes room where room is short. */
export function useRail(): { collapsed: boolean; toggle: () => void } {
  const [wanted, setWanted] = useState(() => localStorage.getItem(key) === 'collapsed');
  const isNarrow = useMediaQuery('(width < 1100px)', undefined, { getInitialValueInEffect: false });
  const isMedium = useMediaQuery('(width < 1600px)', undefined, { getInitialValueInEffect: false });
  const isInspectorOpen = useIsInspectorOpen();
  const isCrowded = isNarrow || (isMedium && isInspectorOpen);
  // Opened although room is short; holds until there is room again.
  const [anyway, setAnyway] = useState(false);
  useEffect(() => {
    if (!isCrowded) setAnyway(false);
  }, [isCrowded]);
  return {
    collapsed: isCrowded ? !anyway : wanted,
    toggle() {
      if (isCrowded) return setAnyway(!anyway);
      localStorage.setItem(key, wanted ? 'open' : 'collapsed');
      setWanted(!wanted);
    },
  };
}
