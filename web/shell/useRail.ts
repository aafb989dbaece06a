import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { usePreference } from '../preferences/usePreference.ts';
import { useIsInspectorOpen } from '../ui/inspectorOpen.ts';

/** The rail stays as the user left it, except that it makes room where room is short. */
export function useRail(): { collapsed: boolean; toggle: () => void } {
  const [rail, setRail] = usePreference('rail');
  const wanted = rail === 'collapsed';
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
      setRail(wanted ? 'open' : 'collapsed');
    },
  };
}
