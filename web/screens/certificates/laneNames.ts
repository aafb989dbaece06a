import type { Lane } from './useTimeline.ts';

/** What the lanes are called, from the one before now to the last. */
export const laneNames: Record<Lane['key'], string> = {
  OVERDUE: 'Overdue',
  DAY: '24 h',
  WEEK: '7 d',
  MONTH: '30 d',
  QUARTER: '90 d',
  LATER: 'Later',
};
