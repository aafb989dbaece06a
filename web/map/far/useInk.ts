import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useState } from 'react';
import { inkOfPage } from '../../export/ink.ts';
import type { Ink } from '../../export/mapSvg.ts';

/** The colours of the page for what is painted; null before they are known. */
export function useInk(): Ink | null {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const [known, setKnown] = useState<{ scheme: string; ink: Ink } | null>(null);
  useEffect(() => setKnown({ scheme, ink: inkOfPage() }), [scheme]);
  return known?.ink ?? null;
}
