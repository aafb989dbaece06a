import type { TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback } from 'react';
import type { TableFilterInput, TableOrderInput } from '../graphql.generated.ts';
import type { TableState } from '../ui/useTableState.ts';
import { filterInput } from './filterInput.ts';
import type { TableAnswer } from './tablePages.ts';
import type { FetchPage } from './useTablePages.ts';

interface Variables {
  filter?: TableFilterInput | null;
  order?: TableOrderInput | null;
  after?: string | null;
  facets: boolean;
}

/** Asks for pages of what the address says; another function with every other filter or order. */
export function useFetchPage<Row>(
  document: TypedDocumentNode<{ table: TableAnswer<Row> }, Variables>,
  { query, sort }: TableState,
): FetchPage<Row> {
  const client = useApolloClient();
  const filter = JSON.stringify(filterInput(query));
  const { column, descending } = sort;
  return useCallback(
    async ({ after, facets }) => {
      const variables = { filter: JSON.parse(filter), order: { by: column, descending }, after, facets };
      // Kept by the table itself: in the cache every page of every filter would stay.
      const { data } = await client.query({ query: document, variables, fetchPolicy: 'no-cache' });
      if (!data) throw new Error('The table did not arrive');
      return data.table;
    },
    [client, document, filter, column, descending],
  );
}
