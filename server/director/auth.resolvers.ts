import type { Resolvers } from '../graphql/director.generated.ts';

/** Auth objects are answered as they are kept; only the kind of a credential has to be told (director.md 15). */
export const authResolvers = {
  CredentialData: {
    __resolveType: (credential) => ('username' in credential ? 'BasicCredentialData' : 'OAuthCredentialData'),
  },
} satisfies Resolvers;
