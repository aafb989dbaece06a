import { useMutation, useQuery } from '@apollo/client/react';
import { DeleteScenarioRuleDocument, PreviewScenarioRuleDeletionDocument } from '../graphql.generated.ts';
import { BrokenConnections } from '../members/BrokenConnections.tsx';
import { ConfirmDialog } from '../members/ConfirmDialog.tsx';
import { notify } from '../ui/notify.ts';
import { effectInWords, type Rule, selectorInWords } from './ruleWords.ts';

/** Says whom only the rule may hold and what stops; asks for the name of the scenario if anything does. */
export function DeleteRuleDialog({ scenario, rule, onClose }: { scenario: string; rule: Rule; onClose: () => void }) {
  const variables = { scenario, matches: rule.matches };
  const { data, error } = useQuery(PreviewScenarioRuleDeletionDocument, { variables, fetchPolicy: 'network-only' });
  const [remove] = useMutation(DeleteScenarioRuleDocument);
  const does = data?.previewScenarioRuleDeletion;
  const label = selectorInWords(rule.selector);
  // Nobody confirms before the consequences are known.
  if (!does && !error) return null;
  return (
    <ConfirmDialog
      title="Delete the rule?"
      confirm="Delete"
      typed={does && does.impact.breaks.total > 0 ? { name: scenario, to: 'delete the rule' } : null}
      run={async () => {
        await remove({ variables });
        notify({ family: 'connected', title: `Deleted the rule ${label} of ${scenario}` });
        onClose();
      }}
      onClose={onClose}
    >
      <p>
        <strong>{does ? effectInWords(does) : '…'}</strong> Whoever is in {scenario} by the rule <code>{label}</code>{' '}
        only leaves it; what was assigned by hand stays.
      </p>
      {does && <BrokenConnections breaks={does.impact.breaks} />}
    </ConfirmDialog>
  );
}
