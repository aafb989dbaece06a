import type { ApolloClient, DocumentNode } from '@apollo/client';
import {
  ApplicationDetailsDocument,
  type ApplicationStatusCondition,
  UpdateApplicationDocument,
} from '../../graphql.generated.ts';
import type { EditSource } from '../../twoPeople/edit.ts';

export type ApplicationValues = { providerName: string; description: string; healthCheckURL: string };

/** An update replaces everything: what is not edited here is sent as it is stored. */
export function applicationEdit(
  client: Pick<ApolloClient, 'query' | 'mutate'>,
  id: string,
  refetchQueries: DocumentNode[] = [],
): EditSource<ApplicationValues> & { name: () => string } {
  let name = '';
  let kept: { statusCondition?: ApplicationStatusCondition; integrationSystemID?: string | null } = {};
  return {
    objectID: id,
    name: () => name,
    async read() {
      const { data } = await client.query({
        query: ApplicationDetailsDocument,
        variables: { id },
        fetchPolicy: 'network-only',
      });
      const stored = data?.application;
      if (!stored) return null;
      name = stored.name;
      kept = { statusCondition: stored.status.condition, integrationSystemID: stored.integrationSystemID ?? null };
      return {
        providerName: stored.providerName ?? '',
        description: stored.description ?? '',
        healthCheckURL: stored.healthCheckURL ?? '',
      };
    },
    write: ({ providerName, description, healthCheckURL }, since) =>
      client.mutate({
        mutation: UpdateApplicationDocument,
        variables: {
          id,
          since,
          in: {
            providerName: providerName || null,
            description: description || null,
            healthCheckURL: healthCheckURL || null,
            ...kept,
          },
        },
        refetchQueries,
      }),
  };
}
