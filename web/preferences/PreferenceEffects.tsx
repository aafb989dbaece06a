import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useLayoutEffect } from 'react';
import { keepInspectorWidth, showInspectorWidth } from '../ui/inspectorWidth.ts';
import { setKeyMap } from '../ui/shortcutKeys.ts';
import { writeLocal } from './localPreferences.ts';
import { readKey } from './shortcuts.ts';
import { usePreference } from './usePreference.ts';

/** Lets preferences that concern the whole page take effect; public/theme.js finds them at the next first paint. */
export function PreferenceEffects() {
  const [theme] = usePreference('theme');
  const [density] = usePreference('density');
  const [shortcuts] = usePreference('shortcuts');
  const [inspectorWidth, keepWidth] = usePreference('inspectorWidth');
  const { setColorScheme } = useMantineColorScheme();
  useLayoutEffect(() => {
    setColorScheme(theme === 'system' ? 'auto' : theme);
  }, [theme, setColorScheme]);
  useLayoutEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  useLayoutEffect(() => setKeyMap((key) => readKey(shortcuts, key)), [shortcuts]);
  useLayoutEffect(() => showInspectorWidth(inspectorWidth), [inspectorWidth]);
  useLayoutEffect(() => keepInspectorWidth(keepWidth), [keepWidth]);
  useEffect(() => {
    writeLocal('theme', theme);
    writeLocal('density', density);
  }, [theme, density]);
  return null;
}
