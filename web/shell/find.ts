import type { LiveLandscape } from '../live/landscape.ts';
import type { Paths } from '../paths.ts';
import type { IconName } from '../ui/glyphs/names.ts';

export interface Found {
  kind:
    | 'Application'
    | 'Runtime'
    | 'Scenario'
    | 'Package'
    | 'API'
    | 'Event'
    | 'Document'
    | 'Webhook'
    | 'Certificate'
    | 'Label'
    | 'Label definition'
    | 'Rule'
    | 'Person'
    | 'API token'
    | 'Template'
    | 'Integration system';
  key: string;
  name: string;
  /** What tells it apart. */
  detail?: string;
  href: string;
}

export const kindIcons: Record<Found['kind'], IconName> = {
  Application: 'k-application',
  Runtime: 'k-runtime',
  Scenario: 'k-scenario',
  Package: 'i-package',
  API: 'i-api',
  Event: 'i-event',
  Document: 'i-table',
  Webhook: 'i-hook',
  Certificate: 'i-certificates',
  Label: 'k-scenario',
  'Label definition': 'k-scenario',
  Rule: 'i-rule',
  Person: 'i-person',
  'API token': 'i-key',
  Template: 'k-application',
  'Integration system': 'i-link',
};

export const thereAreMore = 'There are more. Type on to narrow them down.';
export const notLookedThrough = 'Only applications, runtimes and scenarios were looked through: no answer.';

/**
 * Applications, Runtimes and scenarios whose name contains `text`: names that begin with it first, then shorter ones.
 * At most `limit`; `total` counts all.
 */
export function findByName(
  landscape: LiveLandscape,
  paths: Paths,
  text: string,
  limit: number,
): { found: Found[]; total: number } {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return { found: [], total: 0 };
  const all: (Found & { at: number })[] = [];
  const consider = (kind: Found['kind'], key: string, name: string, href: string) => {
    const at = name.toLowerCase().indexOf(wanted);
    if (at >= 0) all.push({ kind, key, name, href, at });
  };
  for (const { id, name } of landscape.applications) consider('Application', id, name, paths.application(id));
  for (const { id, name } of landscape.runtimes) consider('Runtime', id, name, paths.runtime(id));
  for (const { id, name } of landscape.scenarios) consider('Scenario', id, name, paths.scenario(name));
  all.sort(
    (a, b) =>
      Math.min(a.at, 1) - Math.min(b.at, 1) ||
      a.name.length - b.name.length ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
  return { found: all.slice(0, limit).map(({ at: _at, ...each }) => each), total: all.length };
}
