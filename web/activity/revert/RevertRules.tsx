import { useApolloClient, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { describeError } from '../../errors.ts';
import {
  PreviewScenarioRuleDeletionDocument,
  PreviewScenarioRuleDocument,
  RevertRuleCreationDocument,
  RevertRuleDeletionDocument,
} from '../../graphql.generated.ts';
import { ConfirmDialog } from '../../members/ConfirmDialog.tsx';
import { RuleEffect } from '../../rules/RuleEffect.tsx';
import { effectInWords, matchesInWords, selectorInWords } from '../../rules/ruleWords.ts';
import { notify } from '../../ui/notify.ts';
import { RevertButton } from './RevertButton.tsx';
import { ruleOffer } from './rules.ts';
import type { RulesReverted } from './told.ts';
import { usePresent } from './usePresent.ts';

/** A rule that was made is deleted, one that was deleted is made again, each with what that does in view. */
export function RevertRules({ revert }: { revert: RulesReverted }) {
  const { made, scenario, selector } = revert;
  const client = useApolloClient();
  const { present, problem, again } = usePresent(scenario);
  const [isAsking, setAsking] = useState(false);
  const name = present?.object?.name ?? '';
  const offer = present?.object ? ruleOffer(revert, name, present.rules) : null;
  const matches = offer && 'matches' in offer ? offer.matches : [];
  const input = { scenario: name, selector, matches };
  const deletion = useQuery(PreviewScenarioRuleDeletionDocument, {
    variables: { scenario: name, matches },
    skip: !made || matches.length === 0,
    fetchPolicy: 'network-only',
  });
  const creation = useQuery(PreviewScenarioRuleDocument, {
    variables: { in: input },
    skip: made || matches.length === 0,
    fetchPolicy: 'network-only',
  });
  const effect = (made ? deletion.data?.previewScenarioRuleDeletion : creation.data?.previewScenarioRule) ?? null;
  const open = present && matches.length > 0 ? effect : null;
  const label = `${selectorInWords(selector)} for ${matchesInWords(matches)}`;
  const words = made ? `Deletes the rule ${label} of ${name}.` : `Adds the rule ${label} to ${name} again.`;
  const whyNot = () => {
    const failed = problem ?? deletion.error ?? creation.error;
    if (offer && 'why' in offer) return offer.why;
    if (present && !present.object) return `The scenario ${scenario.name} no longer exists.`;
    return failed === undefined ? 'Looking at what is there now.' : describeError(failed).message;
  };
  const run = async () => {
    const guarded = { id: scenario.id, since: present?.revision ?? 0 };
    try {
      if (made) {
        const variables = { ...guarded, scenario: name, matches };
        await client.mutate({ mutation: RevertRuleCreationDocument, variables });
      } else await client.mutate({ mutation: RevertRuleDeletionDocument, variables: { ...guarded, in: input } });
    } catch (error) {
      await again();
      throw error;
    }
    notify({ family: 'connected', title: made ? `Deleted the rule of ${name}` : `Added the rule to ${name} again` });
    setAsking(false);
  };
  return (
    <>
      <RevertButton
        onClick={open ? () => setAsking(true) : null}
        words={open ? `${words} ${effectInWords(open)}` : whyNot()}
      />
      {isAsking && open && (
        <ConfirmDialog
          title={made ? 'Delete the rule?' : 'Add the rule again?'}
          confirm="Revert"
          typed={open.impact.breaks.total > 0 ? { name, to: 'revert' } : null}
          run={run}
          onClose={() => setAsking(false)}
        >
          <p>{words}</p>
          <RuleEffect effect={open} otherwise="" />
        </ConfirmDialog>
      )}
    </>
  );
}
