import { formatCount } from '../../../format/counts.ts';

interface Counts {
  creates: number;
  changes: number;
  keeps: number;
  conflicts: number;
}

/** `28 to create, 2 to change, 3 stay as they are, 3 cannot be imported`; what there is none of is left out. */
export function countsInWords({ creates, changes, keeps, conflicts }: Counts): string {
  const parts = [
    creates > 0 && `${formatCount(creates)} to create`,
    changes > 0 && `${formatCount(changes)} to change`,
    keeps > 0 && `${formatCount(keeps)} ${keeps === 1 ? 'stays as it is' : 'stay as they are'}`,
    conflicts > 0 && `${formatCount(conflicts)} cannot be imported`,
  ].filter((part) => part !== false);
  return parts.join(', ') || 'nothing in it';
}
