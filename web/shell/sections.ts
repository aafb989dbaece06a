import type { LiveLandscape } from '../live/landscape.ts';
import type { Paths } from '../paths.ts';
import type { IconName } from '../ui/glyphs/names.ts';

type SectionKey = 'map' | 'applications' | 'runtimes' | 'scenarios' | 'certificates' | 'activity';

interface Section {
  key: SectionKey;
  label: string;
  icon: IconName;
  /** What the section lists; the map has no count of its own. */
  count: ((landscape: LiveLandscape) => number) | null;
}

/** The screens there are, in the order of the rail. */
export const sections: readonly Section[] = [
  { key: 'map', label: 'Map', icon: 'i-map', count: null },
  { key: 'applications', label: 'Applications', icon: 'k-application', count: (all) => all.applications.length },
  { key: 'runtimes', label: 'Runtimes', icon: 'k-runtime', count: (all) => all.runtimes.length },
  { key: 'scenarios', label: 'Scenarios', icon: 'k-scenario', count: (all) => all.scenarios.length },
  {
    key: 'certificates',
    label: 'Certificates',
    icon: 'i-certificates',
    count: (all) => all.runtimes.filter(({ certificate }) => certificate !== null).length,
  },
  { key: 'activity', label: 'Activity', icon: 'i-activity', count: null },
];

/** The section an address belongs to, and what follows it. */
export function sectionAt(pathname: string, paths: Paths): { section: Section; rest: string } | null {
  for (const section of sections) {
    const path = paths[section.key];
    if (pathname === path) return { section, rest: '' };
    if (pathname.startsWith(`${path}/`)) return { section, rest: decodeURIComponent(pathname.slice(path.length + 1)) };
  }
  return null;
}
