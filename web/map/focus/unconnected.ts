import { pairState } from '../../../landscape/facts.ts';
import type { Index } from '../../../landscape/impact.ts';
import { lineId, type MapCard, type MapLine } from '../model.ts';
import type { EgoGroup } from './ego.ts';

interface Unconnected {
  group: EgoGroup;
  /** From the subject to each of its rows. */
  lines: MapLine[];
}

/**
 * Who shares a scenario with the subject and is not connected to it (product.md 4): those that may connect, then those
 * that are refused because another Runtime holds the Application. A group without rows is left out.
 */
export function unconnectedTo(index: Index, subject: MapCard, others: readonly MapCard[]): Unconnected[] {
  const isApplication = subject.kind === 'APPLICATION';
  const kind = isApplication ? 'RUNTIME' : 'APPLICATION';
  const pairOf = ({ id }: MapCard) =>
    isApplication ? { applicationID: subject.id, runtimeID: id } : { applicationID: id, runtimeID: subject.id };
  const holderOf = (card: MapCard): string => {
    const [holder] = index.holders.get(pairOf(card).applicationID)?.keys() ?? [];
    return index.members.get(holder ?? '')?.name ?? 'another runtime';
  };
  const isHeld = (card: MapCard) => {
    const { applicationID, runtimeID } = pairOf(card);
    return pairState(index, applicationID, runtimeID) === 'BLOCKED';
  };
  const [held, free] = [others.filter(isHeld), others.filter((card) => !isHeld(card))];
  const lineTo = (card: MapCard): MapLine => {
    const pair = pairOf(card);
    const line = { ...pair, id: lineId(pair.applicationID, pair.runtimeID), since: null };
    return isHeld(card)
      ? { ...line, kind: 'refused', family: 'failed', word: `Refused, held by ${holderOf(card)}` }
      : { ...line, kind: 'allowed', family: 'idle', word: 'Allowed, not connected' };
  };
  const [first] = held;
  const groups: EgoGroup[] = [
    { id: 'group:allowed', kind, title: 'Allowed, not connected', rows: free },
    {
      ...{ id: 'group:held', kind, rows: held },
      title: isApplication && first ? `Refused, held by ${holderOf(first)}` : 'Held by other runtimes',
      ...(isApplication ? {} : { notes: new Map(held.map((card) => [card.id, `on ${holderOf(card)}`])) }),
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0).map((group) => ({ group, lines: group.rows.map(lineTo) }));
}

/** The lines to the rows of one group, as one from the subject to the group. */
export function asOneLine({ group, lines }: Unconnected): MapLine {
  const [one] = lines;
  if (!one) throw new Error('a group has rows');
  const { applicationID, runtimeID } =
    group.kind === 'RUNTIME'
      ? { applicationID: one.applicationID, runtimeID: group.id }
      : { applicationID: group.id, runtimeID: one.runtimeID };
  const word = one.kind === 'refused' ? (group.kind === 'RUNTIME' ? one.word : 'refused, held by others') : one.word;
  const counted = `${lines.length.toLocaleString('en')} ${word.charAt(0).toLowerCase()}${word.slice(1)}`;
  return { ...one, id: lineId(applicationID, runtimeID), applicationID, runtimeID, word: counted };
}
