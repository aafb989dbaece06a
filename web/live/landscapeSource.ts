import type { ApolloClient } from '@apollo/client';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import {
  LandscapeChangedDocument,
  type LandscapeChangedSubscription,
  LandscapeDocument,
} from '../graphql.generated.ts';
import type { LandscapeSource } from './landscapeStore.ts';
import { readChange, readLandscape } from './liveLandscape.ts';
import { missingCertificates } from './missingCertificates.ts';

/** Reads landscape and feed of a tenant from `/graphql`. */
export function createLandscapeSource(apollo: ApolloClient, tenant: string): LandscapeSource {
  const query = print(LandscapeChangedDocument);
  return {
    now: Date.now,
    async fetch() {
      // The answer is kept by the store; a second copy in Apollo's cache would only cost memory.
      const answer = await apollo.query({ query: LandscapeDocument, fetchPolicy: 'no-cache', errorPolicy: 'all' });
      const { data, error } = answer;
      const unknown = error ? missingCertificates(error) : new Set<number>();
      if (!unknown) throw error;
      if (!data?.landscape || !data.installation) throw error ?? new Error('The landscape came back empty');
      return { landscape: readLandscape(data.landscape, unknown), staleAfterMs: data.installation.staleAfterMs };
    },
    open(after, listener) {
      const client = createClient({
        url: '/graphql',
        credentials: 'same-origin',
        headers: { Tenant: tenant },
        retryAttempts: 0,
        fetchFn: heardFetch(listener.heard),
        on: { connected: () => listener.connected() },
      });
      const unsubscribe = client.subscribe<LandscapeChangedSubscription>(
        { query, variables: { after } },
        {
          next({ data, errors }) {
            if (data) listener.change(readChange(data.landscapeChanged));
            else if (errors) listener.ended(errors[0]);
          },
          error: (error) => listener.ended(error),
          complete: () => listener.ended(null),
        },
      );
      return () => {
        unsubscribe();
        client.dispose();
      };
    },
  };
}

/** `fetch` that reports every piece of an answer as it arrives: the server's pings are not passed on by graphql-sse. */
function heardFetch(heard: () => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (!response.body) return response;
    const listening = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        heard();
        controller.enqueue(piece);
      },
    });
    return new Response(response.body.pipeThrough(listening), response);
  };
}
