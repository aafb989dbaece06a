import type { ApolloClient, DocumentNode } from '@apollo/client';
import {
  ApplicationLabelsDocument,
  DeleteApplicationLabelDocument,
  SetApplicationLabelDocument,
} from '../../graphql.generated.ts';
import type { LabelStore } from '../../labels/ownedLabels.ts';

/** How the labels of an Application are read and written, and what is read again then. */
export function applicationLabels(
  client: Pick<ApolloClient, 'query' | 'mutate'>,
  id: string,
  refetchQueries: DocumentNode[] = [],
): LabelStore {
  return {
    async read() {
      const { data } = await client.query({
        query: ApplicationLabelsDocument,
        variables: { id },
        fetchPolicy: 'network-only',
      });
      return data?.application ? (data.application.labels ?? {}) : null;
    },
    set: (key, value, since) =>
      client.mutate({ mutation: SetApplicationLabelDocument, variables: { id, key, value, since }, refetchQueries }),
    remove: (key, since) =>
      client.mutate({ mutation: DeleteApplicationLabelDocument, variables: { id, key, since }, refetchQueries }),
  };
}
