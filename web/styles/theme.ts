import { createTheme, type MantineColorSchemeManager } from '@mantine/core';
import { readLocal } from '../preferences/localPreferences.ts';

const ink = [
  '#f0f2f4',
  '#e5e8ec',
  '#d0d5db',
  '#bcc3cb',
  '#98a0aa',
  '#7f868f',
  '#5c636c',
  '#434a53',
  '#242a31',
  '#14181d',
] as const;

/** Colours and faces themselves come from tokens.css through mantine.css; state colours stay reserved for states. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 0 },
  colors: { ink },
  defaultRadius: 6,
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'never',
});

/**
 * Before sign-in, as the person who was here last wanted it (public/theme.js reads the same); afterwards PreferenceEffects
 * sets it. Mantine keeps nothing itself.
 */
export const themeManager: MantineColorSchemeManager = {
  get(defaultScheme) {
    const kept = readLocal('theme');
    return kept === 'light' || kept === 'dark' ? kept : defaultScheme;
  },
  set() {},
  subscribe() {},
  unsubscribe() {},
  clear() {},
};
