import { formatPlural } from '../format/counts.ts';
import type { MapModel } from './model.ts';

export type Families = ReadonlyMap<string, MapModel['lines'][number]['family']>;

/** Of every line, by its id: all that is kept of a state, because a map of ten thousand takes megabytes. */
export const familiesOf = ({ lines }: MapModel): Families => new Map(lines.map(({ id, family }) => [id, family]));

/**
 * What happened to connections between two states of the map, in one sentence for whoever hears it: `14 connections
 * changed, 2 failed`; empty if nothing did.
 */
export function burstWords(before: Families, after: Families): string {
  let changed = 0;
  let failed = 0;
  for (const [id, family] of after) {
    if (before.get(id) === family) continue;
    changed += 1;
    if (family === 'failed') failed += 1;
  }
  for (const id of before.keys()) if (!after.has(id)) changed += 1;
  if (changed === 0) return '';
  return `${formatPlural(changed, 'connection')} changed${failed > 0 ? `, ${failed.toLocaleString('en')} failed` : ''}`;
}
