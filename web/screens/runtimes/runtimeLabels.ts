import type { ApolloClient, DocumentNode } from '@apollo/client';
import { DeleteRuntimeLabelDocument, RuntimeLabelsDocument, SetRuntimeLabelDocument } from '../../graphql.generated.ts';
import type { LabelStore } from '../../labels/ownedLabels.ts';

/** How the labels of a Runtime are read and written, and what is read again then. */
export function runtimeLabels(
  client: Pick<ApolloClient, 'query' | 'mutate'>,
  id: string,
  refetchQueries: DocumentNode[] = [],
): LabelStore {
  return {
    async read() {
      const { data } = await client.query({
        query: RuntimeLabelsDocument,
        variables: { id },
        fetchPolicy: 'network-only',
      });
      return data?.runtime ? (data.runtime.labels ?? {}) : null;
    },
    set: (key, value, since) =>
      client.mutate({ mutation: SetRuntimeLabelDocument, variables: { id, key, value, since }, refetchQueries }),
    remove: (key, since) =>
      client.mutate({ mutation: DeleteRuntimeLabelDocument, variables: { id, key, since }, refetchQueries }),
  };
}
