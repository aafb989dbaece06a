import type { ApolloClient } from '@apollo/client';
import {
  CreateScenarioRuleDocument,
  DeleteScenarioRuleDocument,
  PreviewScenarioRuleDeletionDocument,
  PreviewScenarioRuleDocument,
  type RuleEffectFragment,
  type ScenarioRuleInput,
} from '../graphql.generated.ts';
import type { ShownSource } from '../twoPeople/asShown.ts';
import type { Kind, Rule } from './ruleWords.ts';

type Client = Pick<ApolloClient, 'query' | 'mutate'>;

// Whom a rule concerns may change with any label, membership or connection: the whole tenant has to stay as it was.

/** A new rule, and whom it would concern. */
export const ruleCreation = (client: Client, input: ScenarioRuleInput): ShownSource<RuleEffectFragment> => ({
  objectID: null,
  async read() {
    const { data } = await client.query({
      query: PreviewScenarioRuleDocument,
      variables: { in: input },
      fetchPolicy: 'no-cache',
    });
    if (!data) throw new Error('The server answered without data');
    return data.previewScenarioRule;
  },
  write: (since) => client.mutate({ mutation: CreateScenarioRuleDocument, variables: { in: input, since } }),
});

/** The rules of a scenario for these kinds as they are stored, and what deleting them would do. */
export const ruleDeletion = (
  client: Client,
  variables: { scenario: string; matches: Kind[] },
): ShownSource<{ rules: Rule[]; effect: RuleEffectFragment }> => ({
  objectID: null,
  async read() {
    const { data } = await client.query({
      query: PreviewScenarioRuleDeletionDocument,
      variables,
      fetchPolicy: 'no-cache',
    });
    if (!data) throw new Error('The server answered without data');
    const rules = data.scenarioRules.filter(({ matches }) => matches.some((kind) => variables.matches.includes(kind)));
    return { rules, effect: data.previewScenarioRuleDeletion };
  },
  write: (since) => client.mutate({ mutation: DeleteScenarioRuleDocument, variables: { ...variables, since } }),
});
