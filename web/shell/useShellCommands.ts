import { useRouter } from '@tanstack/react-router';
import { useCommands } from '../commands/commands.ts';
import { showSurface } from '../commands/surface.ts';
import { useLandscapeStore } from '../live/LandscapeProvider.tsx';
import { useLiveSnapshot } from '../live/landscape.ts';
import { usePaths } from '../paths.ts';
import type { Density, Theme, TimeZone } from '../preferences/preferences.ts';
import { usePreference } from '../preferences/usePreference.ts';
import { useSession } from '../session/session.ts';
import { sections } from './sections.ts';

const themes: readonly (readonly [Theme, string])[] = [
  ['system', 'Theme: as the system'],
  ['light', 'Theme: light'],
  ['dark', 'Theme: dark'],
];
const densities: readonly (readonly [Density, string])[] = [
  ['compact', 'Rows: compact'],
  ['default', 'Rows: default'],
  ['comfortable', 'Rows: comfortable'],
];
const zones: readonly (readonly [TimeZone, string])[] = [
  ['utc', 'Times: UTC'],
  ['local', 'Times: local zone'],
];

/** What can be done from every screen. */
export function useShellCommands(): void {
  const router = useRouter();
  const paths = usePaths();
  const { can, tenant, tenants } = useSession();
  const store = useLandscapeStore();
  const { status } = useLiveSnapshot();
  const [theme, setTheme] = usePreference('theme');
  const [density, setDensity] = usePreference('density');
  const [zone, setZone] = usePreference('timeZone');
  const go = (href: string) => () => router.history.push(href);
  const choices = <Value>(all: readonly (readonly [Value, string])[], current: Value, set: (value: Value) => void) =>
    all.map(([value, label]) => ({
      id: label,
      label,
      icon: value === current ? ('i-check' as const) : ('i-eye' as const),
      run: () => set(value),
    }));

  useCommands({
    label: 'Set',
    commands: [
      status.kind === 'paused' && !status.held
        ? { id: 'resume', label: 'Go on with live updates', icon: 'i-clock', run: store.resume }
        : { id: 'pause', label: 'Pause live updates', icon: 'i-clock', run: store.pause },
      { id: 'refresh', label: 'Read everything anew', icon: 'i-retry', run: () => void store.refresh() },
      ...choices(themes, theme, setTheme),
      ...choices(densities, density, setDensity),
      ...choices(zones, zone, setZone),
      { id: 'shortcuts', label: 'Keyboard shortcuts', icon: 'i-help', shortcut: '?', run: () => showSurface('sheet') },
    ],
  });
  useCommands({
    label: 'Go to',
    commands: [
      ...sections.map(({ key, label, icon }) => ({ id: key, label, icon, run: go(paths[key]) })),
      { id: 'compare', label: 'Compare two scenarios…', icon: 'k-scenario' as const, run: go(paths.compareScenarios) },
      { id: 'preferences', label: 'Your preferences', icon: 'i-person' as const, run: go(paths.preferences) },
      ...tenants
        .filter(({ id }) => id !== tenant.id)
        .map(({ id, name }) => ({
          id: `tenant ${id}`,
          label: `Switch to tenant ${name}`,
          icon: 'i-open' as const,
          run: go(`/t/${encodeURIComponent(id)}`),
        })),
    ],
  });
  useCommands({
    label: 'Register',
    commands: [
      ...(can('runtime:write')
        ? [{ id: 'runtime', label: 'Register a runtime…', icon: 'i-plus' as const, run: go(paths.registerRuntime) }]
        : []),
      ...(can('application:write')
        ? [
            {
              id: 'application',
              label: 'Register an application…',
              icon: 'i-plus' as const,
              run: go(paths.registerApplication),
            },
          ]
        : []),
    ],
  });
}
