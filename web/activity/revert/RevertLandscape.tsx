import { useState } from 'react';
import { inverseOf } from '../../../landscape/entryInverse.ts';
import { type Index, impact } from '../../../landscape/impact.ts';
import type { Change } from '../../../landscape/model.ts';
import { useChanges } from '../../changes/changesContext.ts';
import { summarise } from '../../changes/describe.ts';
import { type Entry, entryInWords } from '../activityWords.ts';
import { RevertButton } from './RevertButton.tsx';

interface RevertLandscapeProps {
  entry: Entry;
  sides: { before?: unknown; after?: unknown };
}

function judged(index: Index, changes: readonly Change[]): { can: boolean; words: string } {
  if (changes.length === 0) return { can: false, words: 'Nothing of it is left to take back.' };
  const does = impact(index, changes);
  if (does.conflicts.length === 0) return { can: true, words: `${summarise(does)}. It opens as a draft.` };
  return { can: false, words: does.conflicts.map(({ message }) => message).join(' ') };
}

/** Memberships and connections go back as a draft, with everything that a draft asks for. */
export function RevertLandscape({ entry, sides }: RevertLandscapeProps) {
  const { index, propose } = useChanges();
  const [refusal, setRefusal] = useState('');
  if (!index) return null;
  const changes = inverseOf(sides, index);
  const { can, words } = judged(index, changes);
  const revert = async () => {
    const outcome = await propose(changes, { title: `Reverted: ${entryInWords(entry)}`, asDraft: true });
    setRefusal(outcome === 'refused' ? 'It could not be drafted; nothing was changed.' : '');
  };
  return <RevertButton onClick={can ? () => void revert() : null} words={refusal || words} />;
}
