import type { LiveLandscape } from '../live/landscape.ts';
import type { Paths } from '../paths.ts';
import type { IconName } from '../ui/glyphs/names.ts';

type SectionKey = 'map' | 'applications' | 'runtimes' | 'scenarios' | 'certificates' | 'activity' | 'administration';

export interface Section {
  key: SectionKey;
  label: string;
  /** Where six of them share the width of a telephone. */
  shortLabel?: string;
  icon: IconName;
  /** What the section lists; null if the landscape does not know all of it. */
  count: ((landscape: LiveLandscape) => number) | null;
  /** Stands at the foot of the rail; on narrow screens in the account menu. */
  apart?: boolean;
}

/** The screens there are, in the order of the rail. */
export const sections: readonly Section[] = [
  { key: 'map', label: 'Map', icon: 'i-map', count: null },
  {
    key: 'applications',
    label: 'Applications',
    shortLabel: 'Apps',
    icon: 'k-application',
    count: (all) => all.applications.length,
  },
  { key: 'runtimes', label: 'Runtimes', icon: 'k-runtime', count: (all) => all.runtimes.length },
  { key: 'scenarios', label: 'Scenarios', icon: 'k-scenario', count: (all) => all.scenarios.length },
  { key: 'certificates', label: 'Certificates', icon: 'i-certificates', count: null },
  { key: 'activity', label: 'Activity', icon: 'i-activity', count: null },
  { key: 'administration', label: 'Administration', icon: 'i-administration', count: null, apart: true },
];

interface Place {
  section: Section;
  /** Id or name of the object on screen. */
  object: string | null;
  /** What is done to it there. */
  step: string | null;
}

/** The section an address belongs to, and what of it is on screen. */
export function sectionAt(pathname: string, paths: Paths): Place | null {
  const connecting = /^(.*)\/connect\/(application|runtime)\/(.+)$/.exec(pathname);
  const address = connecting ? `${connecting[1]}/${connecting[2]}s/${connecting[3]}` : pathname;
  for (const section of sections) {
    const path = paths[section.key];
    if (address === path) return { section, object: null, step: null };
    if (address.startsWith(`${path}/`)) {
      const object = decodeURIComponent(address.slice(path.length + 1));
      return { section, object, step: connecting ? 'Connect' : null };
    }
  }
  return null;
}
