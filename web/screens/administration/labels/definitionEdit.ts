import type { ApolloClient } from '@apollo/client';
import { prettyJson } from '../../../format/json.ts';
import {
  DeleteLabelDefinitionDocument,
  LabelDefinitionForEditDocument,
  PreviewLabelDefinitionDeletionDocument,
  type PreviewLabelDefinitionDeletionQuery,
  UpdateLabelDefinitionDocument,
} from '../../../graphql.generated.ts';
import type { ShownSource } from '../../../twoPeople/asShown.ts';
import type { EditSource } from '../../../twoPeople/edit.ts';

type Client = Pick<ApolloClient, 'query' | 'mutate'>;

export const definitionEdit = (client: Client, key: string): EditSource<{ schema: string }> => ({
  objectID: key,
  async read() {
    const { data } = await client.query({
      query: LabelDefinitionForEditDocument,
      variables: { key },
      fetchPolicy: 'no-cache',
    });
    return data?.labelDefinition ? { schema: prettyJson(data.labelDefinition.schema ?? '') } : null;
  },
  write: ({ schema }, since) =>
    client.mutate({
      mutation: UpdateLabelDefinitionDocument,
      variables: { key, since, in: { key, schema: schema || null } },
    }),
});

/** Deleting a definition with its labels: they, the rules and the connections it touches may change with anything. */
export const definitionRemoval = (client: Client, key: string): ShownSource<PreviewLabelDefinitionDeletionQuery> => ({
  objectID: null,
  async read() {
    const { data } = await client.query({
      query: PreviewLabelDefinitionDeletionDocument,
      variables: { key },
      fetchPolicy: 'no-cache',
    });
    if (!data) throw new Error('The server answered without data');
    return data;
  },
  write: (since) => client.mutate({ mutation: DeleteLabelDefinitionDocument, variables: { key, since } }),
});
