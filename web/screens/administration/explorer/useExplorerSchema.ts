import { type ApolloClient, gql } from '@apollo/client';
import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { useEffect, useState } from 'react';
import { describeError } from '../../../errors.ts';

const introspection = gql(getIntrospectionQuery({ inputValueDeprecation: true }));

interface SchemaState {
  schema: GraphQLSchema | null;
  problem: string | null;
  retry: () => void;
}

/** The contract as the server tells it, asked for once each time the explorer is opened. */
export function useExplorerSchema(apollo: ApolloClient): SchemaState {
  const [state, setState] = useState<Omit<SchemaState, 'retry'>>({ schema: null, problem: null });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again
  useEffect(() => {
    let isWanted = true;
    setState({ schema: null, problem: null });
    apollo.query<IntrospectionQuery>({ query: introspection, fetchPolicy: 'no-cache' }).then(
      ({ data }) => {
        if (isWanted && data) setState({ schema: buildClientSchema(data), problem: null });
      },
      (error) => {
        if (isWanted) setState({ schema: null, problem: describeError(error).message });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [apollo, attempt]);
  return { ...state, retry: () => setAttempt(attempt + 1) };
}
