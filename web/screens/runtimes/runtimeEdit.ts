import type { ApolloClient, DocumentNode } from '@apollo/client';
import { RuntimeDetailsDocument, type RuntimeInput, UpdateRuntimeDocument } from '../../graphql.generated.ts';
import type { EditSource } from '../../twoPeople/edit.ts';

export type RuntimeValues = { name: string; description: string };

/** An update replaces everything: labels and condition are sent as they are stored. */
export function runtimeEdit(
  client: Pick<ApolloClient, 'query' | 'mutate'>,
  id: string,
  refetchQueries: DocumentNode[] = [],
): EditSource<RuntimeValues> {
  let rest: Pick<RuntimeInput, 'labels' | 'statusCondition'> = {};
  return {
    objectID: id,
    async read() {
      const { data } = await client.query({
        query: RuntimeDetailsDocument,
        variables: { id },
        fetchPolicy: 'network-only',
      });
      const stored = data?.runtime;
      if (!stored) return null;
      rest = { labels: stored.labels, statusCondition: stored.status.condition };
      return { name: stored.name, description: stored.description ?? '' };
    },
    write: ({ name, description }, since) =>
      client.mutate({
        mutation: UpdateRuntimeDocument,
        variables: { id, since, in: { name, description: description || null, ...rest } },
        refetchQueries,
      }),
  };
}
