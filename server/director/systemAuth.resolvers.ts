import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { removeSystemAuth, requestOneTimeToken } from './systemAuth.issuing.ts';

/** Machine identities and the tokens that turn them into certificates (director.md 17). */
export const systemAuthResolvers = {
  Mutation: {
    requestOneTimeTokenForApplication: (_root, { id }, context) =>
      context.write((tx) => requestOneTimeToken(tx, context, tenantOf(context.consumer), 'APPLICATION', id)),
    requestOneTimeTokenForRuntime: (_root, { id }, context) =>
      context.write((tx) => requestOneTimeToken(tx, context, tenantOf(context.consumer), 'RUNTIME', id)),
    deleteSystemAuthForApplication: (_root, { authID }, context) =>
      context.write((tx) => removeSystemAuth(tx, context, tenantOf(context.consumer), 'APPLICATION', authID)),
    deleteSystemAuthForRuntime: (_root, { authID }, context) =>
      context.write((tx) => removeSystemAuth(tx, context, tenantOf(context.consumer), 'RUNTIME', authID)),
  },
} satisfies Resolvers;
