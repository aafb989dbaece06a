import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { impact } from '../../../landscape/impact.ts';
import { useChanges } from '../../changes/changesContext.ts';
import { summarise } from '../../changes/describe.ts';
import { describeError } from '../../errors.ts';
import { formatPlural } from '../../format/counts.ts';
import { CreateScenarioDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { notify } from '../../ui/notify.ts';
import { type Deleted, refilling, withScenario } from './deletedScenario.ts';
import { RevertButton } from './RevertButton.tsx';

/** A deleted scenario is made again, empty; its members and connections come back as a draft. */
export function RevertDeletion({ deleted }: { deleted: Deleted }) {
  const client = useApolloClient();
  const { refetch } = useLandscape();
  const { index, propose } = useChanges();
  const [isRunning, setRunning] = useState(false);
  const [refusal, setRefusal] = useState('');
  if (!index) return null;
  const { name } = deleted;
  const isThere = index.scenarioNames.has(name);
  const whole = withScenario(index, name);
  const { changes, stays } = refilling(deleted, whole);
  const does = impact(whole, changes);
  const conflict = does.conflicts[0]?.message;
  const members = changes.filter((change) => 'addToScenario' in change).length;
  const words = [
    ...(isThere ? [] : [`Creates ${name} again, empty.`]),
    ...(changes.length > 0
      ? [
          `${isThere ? 'A' : 'Then a'} draft opens: ${formatPlural(members, 'member')} back in ${name}; ${lowered(summarise(does))}.`,
        ]
      : isThere
        ? ['Nothing of it is left to take back.']
        : ['Nobody is left who was in it by hand.']),
    ...stays,
  ];
  const revert = async () => {
    setRunning(true);
    setRefusal('');
    try {
      if (!isThere) {
        await client.mutate({ mutation: CreateScenarioDocument, variables: { name } });
        await refetch();
        notify({ family: 'connected', title: `Created ${name} again` });
      }
      if (changes.length > 0) await propose(changes, { title: `Members back in ${name}`, asDraft: true });
    } catch (error) {
      setRefusal(describeError(error).message);
    } finally {
      setRunning(false);
    }
  };
  const can = !isRunning && conflict === undefined && (!isThere || changes.length > 0);
  return <RevertButton onClick={can ? () => void revert() : null} words={refusal || (conflict ?? words.join(' '))} />;
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
