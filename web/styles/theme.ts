import { createTheme, type MantineColorSchemeManager } from '@mantine/core';

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

const key = 'compass.theme';

/** Reads and writes the value that public/theme.js applies before the first paint; no value means: as the system. */
export const themeManager: MantineColorSchemeManager = {
  get(defaultScheme) {
    const stored = localStorage.getItem(key);
    return stored === 'light' || stored === 'dark' ? stored : defaultScheme;
  },
  set(value) {
    if (value === 'auto') localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  },
  subscribe() {},
  unsubscribe() {},
  clear() {
    localStorage.removeItem(key);
  },
};
