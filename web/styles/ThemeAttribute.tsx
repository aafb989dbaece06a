import { useComputedColorScheme } from '@mantine/core';
import { useLayoutEffect } from 'react';

/** Keeps the attribute our tokens look at equal to Mantine's own. */
export function ThemeAttribute() {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = scheme;
  }, [scheme]);
  return null;
}
