import type { LiveLandscape } from '../live/landscape.ts';
import type { Paths } from '../paths.ts';
import type { IconName } from '../ui/glyphs/names.ts';

type SectionKey =
  | 'overview'
  | 'map'
  | 'applications'
  | 'runtimes'
  | 'scenarios'
  | 'certificates'
  | 'onboarding'
  | 'activity'
  | 'administration';

export interface Section {
  key: SectionKey;
  label: string;
  /** Where six of them share the width of a telephone. */
  shortLabel?: string;
  icon: IconName;
  /** What the section lists; null if the landscape does not know all of it. */
  count: ((landscape: LiveLandscape) => number) | null;
  /** Has no place in the bottom navigation; on narrow screens it is in the account menu. */
  onlyWide?: boolean;
  /** Stands at the foot of the rail; on narrow screens in the account menu. */
  apart?: boolean;
}

/** The screens there are, in the order of the rail. */
export const sections: readonly Section[] = [
  { key: 'overview', label: 'Overview', icon: 'i-overview', count: null },
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
  { key: 'onboarding', label: 'Onboarding', icon: 'i-onboarding', count: null, onlyWide: true },
  { key: 'activity', label: 'Activity', icon: 'i-activity', count: null },
  { key: 'administration', label: 'Administration', icon: 'i-administration', count: null, apart: true },
];

interface Place {
  section: Section;
  /** Id or name of the object on screen. */
  object: string | null;
  /** Where it is shown, if not below its section. */
  objectPath?: string;
  /** What is done to it there. */
  step: string | null;
}

/** The section an address belongs to, and what of it is on screen. */
export function sectionAt(pathname: string, paths: Paths): Place | null {
  for (const section of sections) {
    const path = paths[section.key];
    if (pathname === path) return { section, object: null, step: null };
    if (pathname.startsWith(`${path}/`)) {
      const rest = pathname.slice(path.length + 1);
      if (section.key === 'onboarding') return { section, ...onboardingPlace(rest, paths) };
      return { section, object: decodeURIComponent(rest), step: null };
    }
  }
  return null;
}

/** Both objects and steps of the wizard have names in its addresses. */
function onboardingPlace(rest: string, paths: Paths): Omit<Place, 'section'> {
  const [, kind, id, step = ''] = /^(application|runtime)\/([^/]+)\/(\w+)$/.exec(rest) ?? [];
  if (id === undefined) return { object: null, step: 'Connect something new' };
  const object = decodeURIComponent(id);
  const objectPath = kind === 'runtime' ? paths.runtime(object) : paths.application(object);
  return { object, objectPath, step: `${step.slice(0, 1).toUpperCase()}${step.slice(1)}` };
}
