import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatCount } from '../../../format/counts.ts';
import { AllScenarioRulesDocument } from '../../../graphql.generated.ts';
import { useLandscape } from '../../../live/landscape.ts';
import { useRefetchOnChange } from '../../../members/useRefetchOnChange.ts';
import { usePaths } from '../../../paths.ts';
import { CreateRuleDialog, type RulePlace } from '../../../rules/CreateRuleDialog.tsx';
import { DeleteRuleDialog } from '../../../rules/DeleteRuleDialog.tsx';
import { type Kind, matchesInWords, type Rule, selectorInWords } from '../../../rules/ruleWords.ts';
import { useSession } from '../../../session/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Link } from '../../../ui/Link.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Panel, PanelColumns, PanelTable } from '../../../ui/Panel.tsx';
import { QueryState } from '../../../ui/QueryState.tsx';
import { useReading } from '../../../ui/useReading.ts';

const kinds: readonly Kind[] = ['APPLICATION', 'RUNTIME'];

/** Every rule that puts whoever has a label into a scenario. */
export function RulesPage() {
  const paths = usePaths();
  const { can } = useSession();
  const mayWrite = can('landscape:write');
  const { landscape } = useLandscape();
  const query = useQuery(AllScenarioRulesDocument, { fetchPolicy: 'cache-and-network' });
  const { refetch } = query;
  const reading = useReading(query);
  useRefetchOnChange(landscape.version, refetch);
  const [dialog, setDialog] = useState<'create' | { scenario: string; rule: Rule } | null>(null);
  const rules = reading.data?.scenarioRules;
  const [first, ...others] = freePlaces(
    landscape.scenarios.map(({ name }) => name),
    landscape.defaultScenario,
    rules ?? [],
  );
  const close = () => {
    setDialog(null);
    void refetch();
  };
  const add = mayWrite && first && rules && (
    <Button tone="primary" icon="i-plus" onClick={() => setDialog('create')}>
      Add a rule…
    </Button>
  );
  return (
    <Page title="Rules" actions={rules && rules.length > 0 && add}>
      <PanelColumns>
        <Panel title="Automatic assignment" note={rules && `${formatCount(rules.length)}, by scenario`} flush>
          <QueryState what="Rules" reading={reading} shape={{ columns: 4, rows: 3 }} />
          {rules?.length === 0 && (
            <EmptyState title="No rules" icon="i-rule" actions={add}>
              <p>
                A rule puts every application or runtime with a label into a scenario, for as long as it has the label.
              </p>
            </EmptyState>
          )}
          {rules && rules.length > 0 && (
            <PanelTable label="Rules">
              <thead>
                <tr>
                  <th scope="col">Scenario</th>
                  <th scope="col">Label</th>
                  <th scope="col">Puts into the scenario</th>
                  <th scope="col">
                    <span className="visually-hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rules.map(({ scenario, ...rule }) => (
                  <tr key={`${scenario} ${rule.matches.join()}`}>
                    <th scope="row">
                      <Link className="text-link" href={paths.scenario(scenario)}>
                        {scenario}
                      </Link>
                    </th>
                    <td>
                      <code>{selectorInWords(rule.selector)}</code>
                    </td>
                    <td>{matchesInWords(rule.matches)}</td>
                    <td>
                      {mayWrite && (
                        <Button
                          size="small"
                          aria-label={`Delete the rule ${selectorInWords(rule.selector)} of ${scenario}`}
                          onClick={() => setDialog({ scenario, rule })}
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
        </Panel>
      </PanelColumns>
      {dialog === 'create' && first && <CreateRuleDialog places={[first, ...others]} onClose={close} />}
      {dialog !== null && dialog !== 'create' && <DeleteRuleDialog {...dialog} onClose={close} />}
    </Page>
  );
}

/** Scenarios that may have another rule: one for each kind, none for Applications in the default scenario. */
function freePlaces(
  scenarios: readonly string[],
  defaultScenario: string,
  rules: readonly { scenario: string; matches: readonly Kind[] }[],
): RulePlace[] {
  return scenarios
    .toSorted((one, other) => one.localeCompare(other, 'en'))
    .map((scenario) => ({
      scenario,
      free: kinds.filter(
        (kind) =>
          !rules.some((rule) => rule.scenario === scenario && rule.matches.includes(kind)) &&
          !(kind === 'APPLICATION' && scenario === defaultScenario),
      ),
    }))
    .filter(({ free }) => free.length > 0);
}
