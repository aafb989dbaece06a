import { useApolloClient } from '@apollo/client/react';
import { BrokenConnections } from '../members/BrokenConnections.tsx';
import { ShownDialog } from '../twoPeople/ShownDialog.tsx';
import { notify } from '../ui/notify.ts';
import { ruleDeletion } from './ruleChanges.ts';
import { effectInWords, type Rule, selectorInWords } from './ruleWords.ts';

/** Says whom only the rule may hold and what stops; asks for the name of the scenario if anything does. */
export function DeleteRuleDialog({ scenario, rule, onClose }: { scenario: string; rule: Rule; onClose: () => void }) {
  const client = useApolloClient();
  return (
    <ShownDialog
      title={`Delete the rule ${selectorInWords(rule.selector)} of ${scenario}?`}
      confirm="Delete"
      source={ruleDeletion(client, { scenario, matches: rule.matches })}
      typed={({ effect }) => (effect.impact.breaks.total > 0 ? { name: scenario, to: 'delete the rule' } : null)}
      onDone={() => {
        notify({ family: 'connected', title: `Deleted the rule ${selectorInWords(rule.selector)} of ${scenario}` });
        onClose();
      }}
      onClose={onClose}
    >
      {({ rules, effect }) => (
        <>
          <p>
            <strong>{effectInWords(effect)}</strong> Whoever is in {scenario} by the rule{' '}
            {rules.map(({ selector, matches }, at) => (
              <span key={matches.join()}>
                {at > 0 && ' or '}
                <code>{selectorInWords(selector)}</code>
              </span>
            ))}{' '}
            only leaves it; what was assigned by hand stays.
          </p>
          <BrokenConnections breaks={effect.impact.breaks} />
        </>
      )}
    </ShownDialog>
  );
}
