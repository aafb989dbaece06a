import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import type { Index } from '../../../landscape/impact.ts';
import type { Impact } from '../../../landscape/model.ts';
import { useChanges } from '../../changes/changesContext.ts';
import { summarise } from '../../changes/describe.ts';
import { ImpactGroups } from '../../changes/ImpactGroups.tsx';
import { describeError } from '../../errors.ts';
import { effectOfLabels, isWithoutEffect } from '../../labels/ruleEffect.ts';
import { ConfirmDialog } from '../../members/ConfirmDialog.tsx';
import { notify } from '../../ui/notify.ts';
import type { Present } from './present.ts';
import { RevertButton } from './RevertButton.tsx';
import type { ValuesReverted } from './told.ts';
import { usePresent } from './usePresent.ts';
import { labelsOf, restoring, settingBack } from './values.ts';
import { writeBack } from './writing.ts';

interface Offer {
  revert: ValuesReverted;
  present: Present;
  index: Index;
}

/** What can be set back and what that does; the reason if nothing can. */
function offered({ revert, present: { object, rules }, index }: Offer) {
  const { owner, leavesScenarios } = revert;
  if (!object) return { why: `${owner.name} no longer exists.` };
  const offer = settingBack(restoring(revert, object.fields));
  if ('why' in offer) return offer;
  const { back, words, beside } = offer;
  return {
    object,
    back,
    stays: [...beside, ...(leavesScenarios ? ['Scenarios stay as they are; assign them on its page.'] : [])],
    words,
    does: effectOfLabels(index, rules, owner, labelsOf(back)).impact,
  };
}

const byRule = (does: Impact): string[] => (isWithoutEffect(does) ? [] : [`By rule: ${summarise(does)}.`]);

/** Fields and labels of one object go back to what they were, as far as they still are as the entry left them. */
export function RevertValues({ revert }: { revert: ValuesReverted }) {
  const client = useApolloClient();
  const { index } = useChanges();
  const { present, problem, again } = usePresent(revert.owner);
  const [isAsking, setAsking] = useState(false);
  const offer = present && index ? offered({ revert, present, index }) : null;
  const [open, why] = offer && 'why' in offer ? [null, offer.why] : [offer, null];
  const waiting = problem === undefined ? 'Looking at what is there now.' : describeError(problem).message;
  const told = open ? [open.words, ...byRule(open.does), ...open.stays].join(' ') : (why ?? waiting);
  return (
    <>
      <RevertButton onClick={open ? () => setAsking(true) : null} words={told} />
      {isAsking && open && present && index && (
        <ConfirmDialog
          title={`Revert what was changed of ${open.object.name}?`}
          confirm="Revert"
          typed={open.does.breaks.length > 0 ? { name: open.object.name, to: 'revert' } : null}
          run={async () => {
            try {
              await writeBack(client, { revert, object: open.object, since: present.revision, back: open.back });
            } catch (error) {
              await again();
              throw error;
            }
            notify({ family: 'connected', title: `Reverted ${open.object.name}`, detail: open.words });
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        >
          <p>{open.words}</p>
          {open.stays.map((each) => (
            <p key={each} className="muted">
              {each}
            </p>
          ))}
          {isWithoutEffect(open.does) ? (
            <p className="muted">No connection is affected.</p>
          ) : (
            <ImpactGroups index={index} impact={open.does} />
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
