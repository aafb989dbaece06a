import type { Read } from '../db/database.ts';
import type { LandscapeHistory } from '../graphql/director.generated.ts';
import { invalidData } from '../shared/errors.ts';
import { countChanges, firstChangeAt } from './history.store.ts';

const mostStretches = 1000;

interface Wanted {
  from: number | null;
  to: number | null;
  stretches: number;
}

/** @throws InvalidData for a time that ends before it begins, or too many stretches or none. */
export async function landscapeHistory(
  read: Read,
  clock: () => number,
  tenantId: string,
  wanted: Wanted,
): Promise<LandscapeHistory> {
  const { stretches } = wanted;
  if (stretches < 1 || stretches > mostStretches) {
    throw invalidData(`stretches: between 1 and ${mostStretches}, not ${stretches}`);
  }
  const to = wanted.to ?? clock();
  const from = wanted.from ?? Math.min(to, (await firstChangeAt(read, tenantId)) ?? to);
  if (from > to) throw invalidData('to: has to be after from');
  const stretchMs = Math.floor((to - from) / stretches) + 1;
  const counted = await countChanges(read, tenantId, { from, to, stretchMs });
  return { from, to, changes: counted.reduce((sum, { changes }) => sum + changes, 0), stretches: counted };
}
