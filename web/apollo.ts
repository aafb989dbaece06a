import { ApolloClient, ApolloLink, type DocumentNode, HttpLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { describeError } from './errors.ts';

const clients = new Map<string, ApolloClient>();
let signedOut: () => void = () => {};

/** What to do when the server no longer knows who is asking. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

/** The client of a tenant (external id), each with a cache of its own; `null` asks for the caller's own tenant. */
export function apolloFor(tenant: string | null): ApolloClient {
  const key = tenant ?? '';
  let client = clients.get(key);
  if (!client) {
    client = new ApolloClient({
      cache: new InMemoryCache({ typePolicies: { Preference: { keyFields: ['key'] } } }),
      link: ApolloLink.from([
        new ErrorLink(({ error }) => {
          if (describeError(error).code === 'Unauthorized') signedOut();
        }),
        new HttpLink({
          uri: '/graphql',
          credentials: 'same-origin',
          headers: tenant === null ? {} : { Tenant: tenant },
        }),
      ]),
    });
    clients.set(key, client);
  }
  return client;
}

/** One answer as the server gave it: past the cache, which would add fields and keep what was asked. */
export const answersOf = (client: ApolloClient, query: DocumentNode, variables: Record<string, unknown>) =>
  ApolloLink.execute(client.link, { query, variables }, { client });

/** The clients of all tenants that were opened. */
export const openedClients = (): readonly ApolloClient[] => [...clients.values()];
