import type { ApolloClient } from '@apollo/client';
import {
  AllScenarioRulesDocument,
  type AllScenarioRulesQuery,
  RevertApplicationDocument,
  RevertRuntimeDocument,
  RevisionDocument,
} from '../../graphql.generated.ts';
import type { LiveLandscape } from '../../live/liveLandscape.ts';
import { labelField, type Owner, type Values } from './told.ts';

export type Rules = AllScenarioRulesQuery['scenarioRules'];

/** One object as it is now. */
export interface Present {
  /** Number of the last entry about it, read before the values. */
  revision: number;
  /** Null if the object no longer exists. */
  object: PresentObject | null;
  rules: Rules;
}

export interface PresentObject {
  name: string;
  fields: Values;
  labels: Values;
  /** Sent along as it is, because an update replaces everything. */
  condition: string;
}

const flat = (fields: Values, labels: Values): Values => ({
  ...fields,
  ...Object.fromEntries(Object.entries(labels).map(([key, value]) => [labelField(key), value])),
});

type Asking = Pick<ApolloClient, 'query'>;

async function readObject(client: Asking, { kind, id }: Owner, landscape: LiveLandscape) {
  if (kind === 'SCENARIO') {
    const scenario = landscape.scenarios.find((each) => each.id === id);
    return scenario ? { name: scenario.name, fields: { name: scenario.name }, labels: {}, condition: '' } : null;
  }
  if (kind === 'APPLICATION') {
    const { data } = await client.query({
      ...{ query: RevertApplicationDocument, variables: { id }, fetchPolicy: 'network-only' as const },
    });
    if (!data?.application) return null;
    const { name, providerName, description, healthCheckURL, integrationSystemID, status, labels } = data.application;
    const fields = { providerName, description, healthCheckURL, integrationSystemID };
    return { name, fields, labels: labels ?? {}, condition: status.condition };
  }
  const { data } = await client.query({
    ...{ query: RevertRuntimeDocument, variables: { id }, fetchPolicy: 'network-only' as const },
  });
  if (!data?.runtime) return null;
  const { name, description, status, labels } = data.runtime;
  return { name, fields: { name, description }, labels: labels ?? {}, condition: status.condition };
}

/** First the number, then the values: what comes between is noticed when they are written. */
export async function readPresent(client: Asking, owner: Owner, landscape: LiveLandscape): Promise<Present> {
  const fetchPolicy = 'network-only' as const;
  const revision = await client.query({ query: RevisionDocument, variables: { objectID: owner.id }, fetchPolicy });
  const object = await readObject(client, owner, landscape);
  const rules = await client.query({ query: AllScenarioRulesDocument, fetchPolicy });
  if (!revision.data || !rules.data) throw new Error('The present could not be read');
  return {
    revision: revision.data.revision,
    object: object && { ...object, fields: flat(object.fields, object.labels) },
    rules: rules.data.scenarioRules,
  };
}
