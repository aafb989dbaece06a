import type { ApolloClient } from '@apollo/client';
import {
  type ApplicationStatusCondition,
  RevertApplicationLabelDocument,
  RevertRuntimeLabelDocument,
  RevertScenarioNameDocument,
  type RuntimeStatusCondition,
  SetApplicationLabelDocument,
  SetRuntimeLabelDocument,
  UpdateApplicationDocument,
  UpdateRuntimeDocument,
} from '../../graphql.generated.ts';
import type { PresentObject } from './present.ts';
import { keyOfLabel, type ValuesReverted } from './told.ts';
import { labelsBack, type SetBack } from './values.ts';

interface Writing {
  revert: ValuesReverted;
  object: PresentObject;
  /** The number of the last entry that was seen: nothing is written if there is another. */
  since: number;
  back: readonly SetBack[];
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** By the operation that the screens use for the same edit. @throws ConcurrentUpdate if the object has changed since. */
export async function writeBack(client: Pick<ApolloClient, 'mutate'>, writing: Writing): Promise<void> {
  const { revert, object, since, back } = writing;
  const { id, kind } = revert.owner;
  const [first] = back;
  if (!first) throw new Error('Nothing of it is left to take back');
  if (kind === 'SCENARIO') {
    const variables = { id, since, name: object.name, newName: String(first.was) };
    await client.mutate({ mutation: RevertScenarioNameDocument, variables });
    return;
  }
  const key = keyOfLabel(first.field);
  if (revert.isLabel && key !== null) {
    const isApplication = kind === 'APPLICATION';
    if (first.was === undefined) {
      const mutation = isApplication ? RevertApplicationLabelDocument : RevertRuntimeLabelDocument;
      await client.mutate({ mutation, variables: { id, key, since } });
    } else {
      const mutation = isApplication ? SetApplicationLabelDocument : SetRuntimeLabelDocument;
      await client.mutate({ mutation, variables: { id, key, value: first.was, since } });
    }
    return;
  }
  const values: Record<string, unknown> = {
    ...object.fields,
    ...Object.fromEntries(back.map(({ field, was }) => [field, was])),
  };
  if (kind === 'APPLICATION') {
    const input = {
      providerName: textOf(values['providerName']),
      description: textOf(values['description']),
      healthCheckURL: textOf(values['healthCheckURL']),
      integrationSystemID: textOf(values['integrationSystemID']),
      statusCondition: object.condition as ApplicationStatusCondition,
    };
    await client.mutate({ mutation: UpdateApplicationDocument, variables: { id, since, in: input } });
    return;
  }
  const input = {
    name: String(values['name']),
    description: textOf(values['description']),
    labels: labelsBack(object.labels, back),
    statusCondition: object.condition as RuntimeStatusCondition,
  };
  await client.mutate({ mutation: UpdateRuntimeDocument, variables: { id, since, in: input } });
}
