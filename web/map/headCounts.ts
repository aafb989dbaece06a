import type { MapCard } from './model.ts';

type Marked = Pick<MapCard, 'mark'>;

const number = (value: number) => value.toLocaleString('en');

/**
 * What stands above a column: how many cards there are, or are drawn of how many. In a comparison how many A has and how
 * many B has: `4 → 5`, or `4, +1 −1` where as many came as went.
 */
export function headCount(all: readonly Marked[], drawn: number): string {
  const onlyInB = all.filter(({ mark }) => mark === 'appears').length;
  const onlyInA = all.filter(({ mark }) => mark === 'breaks').length;
  const [a, b] = [all.length - onlyInB, all.length - onlyInA];
  const count = a !== b ? `${number(a)} → ${number(b)}` : number(a);
  const words = a === b && onlyInA > 0 ? `${count}, +${number(onlyInB)} −${number(onlyInA)}` : count;
  if (drawn >= all.length) return words;
  return onlyInA + onlyInB === 0 ? `${number(drawn)} of ${words}` : `${number(drawn)} drawn, ${words}`;
}
