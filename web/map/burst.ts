import { formatPlural } from '../format/counts.ts';
import type { MapModel } from './model.ts';

/**
 * What happened to connections between two states of the map, in one sentence for whoever hears it: `14 connections
 * changed, 2 failed`; empty if nothing did.
 */
export function burstWords(before: MapModel, after: MapModel): string {
  const known = new Map(before.lines.map((line) => [line.id, line.family]));
  let changed = 0;
  let failed = 0;
  for (const { id, family } of after.lines) {
    const old = known.get(id);
    known.delete(id);
    if (old === family) continue;
    changed += 1;
    if (family === 'failed') failed += 1;
  }
  changed += known.size;
  if (changed === 0) return '';
  return `${formatPlural(changed, 'connection')} changed${failed > 0 ? `, ${failed.toLocaleString('en')} failed` : ''}`;
}
