import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatCount } from '../../format/counts.ts';
import { ScenarioRulesDocument } from '../../graphql.generated.ts';
import { useLandscape } from '../../live/landscape.ts';
import { useRefetchOnChange } from '../../members/useRefetchOnChange.ts';
import { CreateRuleDialog } from '../../rules/CreateRuleDialog.tsx';
import { DeleteRuleDialog } from '../../rules/DeleteRuleDialog.tsx';
import { type Kind, matchesInWords, type Rule, selectorInWords } from '../../rules/ruleWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel, PanelTable } from '../../ui/Panel.tsx';
import { QueryState } from '../../ui/QueryState.tsx';
import { useReading } from '../../ui/useReading.ts';
import type { ScenarioRow } from './rows.ts';

const kinds: readonly Kind[] = ['APPLICATION', 'RUNTIME'];

/** The rules that put whoever has a label into this scenario: at most one for each kind. */
export function RulesPanel({ scenario, mayWrite }: { scenario: ScenarioRow; mayWrite: boolean }) {
  const { landscape } = useLandscape();
  const query = useQuery(ScenarioRulesDocument, {
    variables: { scenario: scenario.name },
    fetchPolicy: 'cache-and-network',
  });
  const { refetch } = query;
  const reading = useReading(query);
  const { data } = reading;
  useRefetchOnChange(landscape.version, refetch);
  const [dialog, setDialog] = useState<'create' | Rule | null>(null);
  const rules = data?.scenarioRules ?? [];
  const free = kinds.filter(
    (kind) => !rules.some(({ matches }) => matches.includes(kind)) && !(kind === 'APPLICATION' && scenario.isDefault),
  );
  const close = () => {
    setDialog(null);
    void refetch();
  };
  return (
    <Panel
      title="Rules"
      note={data && formatCount(rules.length)}
      flush={rules.length > 0}
      aside={
        mayWrite &&
        data &&
        free.length > 0 && (
          <Button size="small" onClick={() => setDialog('create')}>
            Add a rule…
          </Button>
        )
      }
    >
      <QueryState what="Rules" reading={reading} shape={{ rows: 1 }} boxed={rules.length === 0} />
      {data && rules.length === 0 && <p className="muted">No rule. Members are assigned by hand.</p>}
      {rules.length > 0 && (
        <PanelTable label={`Rules of ${scenario.name}`}>
          <thead>
            <tr>
              <th scope="col">Label</th>
              <th scope="col">Puts into the scenario</th>
              <th scope="col">
                <span className="visually-hidden">Action</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.matches.join()}>
                <th scope="row">
                  <code>{selectorInWords(rule.selector)}</code>
                </th>
                <td>{matchesInWords(rule.matches)}</td>
                <td>
                  {mayWrite && (
                    <Button
                      size="small"
                      tone="quiet"
                      aria-label={`Delete the rule ${selectorInWords(rule.selector)}`}
                      onClick={() => setDialog(rule)}
                    >
                      Delete…
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </PanelTable>
      )}
      {dialog === 'create' && <CreateRuleDialog places={[{ scenario: scenario.name, free }]} onClose={close} />}
      {dialog !== null && dialog !== 'create' && (
        <DeleteRuleDialog scenario={scenario.name} rule={dialog} onClose={close} />
      )}
    </Panel>
  );
}
