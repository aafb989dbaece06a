import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { unsealSecret } from '../oauth/clientSecret.ts';
import { tokenFromAdapter } from './pairingAdapter.ts';
import { readsSecretsOfApplication } from './secrets.ts';
import * as issuing from './systemAuth.issuing.ts';
import { clientCredentials, ownsSecret } from './systemAuth.ts';
import { recordingTenantOf } from './tenant.store.ts';

/** Machine identities, the tokens that turn them into certificates, and client credentials (director.md 17). */
export const systemAuthResolvers = {
  Mutation: {
    async requestOneTimeTokenForApplication(_root, { id }, context) {
      const tenantId = tenantOf(context.consumer);
      const wanted = { tenantId, kind: 'APPLICATION', id } as const;
      const foreign = await tokenFromAdapter(context, tenantId, id);
      return context.write(async (tx) =>
        foreign === null
          ? issuing.requestOneTimeToken(tx, context, wanted)
          : issuing.keepForeignToken(tx, context, wanted, foreign),
      );
    },
    requestOneTimeTokenForRuntime: (_root, { id }, context) =>
      context.write((tx) =>
        issuing.requestOneTimeToken(tx, context, { tenantId: tenantOf(context.consumer), kind: 'RUNTIME', id }),
      ),
    requestClientCredentialsForApplication: (_root, { id }, context) =>
      context.write((tx) =>
        issuing.requestClientCredentials(tx, context, tenantOf(context.consumer), 'APPLICATION', id),
      ),
    requestClientCredentialsForRuntime: (_root, { id }, context) =>
      context.write((tx) => issuing.requestClientCredentials(tx, context, tenantOf(context.consumer), 'RUNTIME', id)),
    requestClientCredentialsForIntegrationSystem: (_root, { id }, context) =>
      context.write(async (tx) =>
        issuing.requestSystemCredentials(tx, context, await recordingTenantOf(tx, context.consumer), id),
      ),
    deleteSystemAuthForApplication: (_root, { authID }, context) =>
      context.write((tx) => issuing.removeSystemAuth(tx, context, tenantOf(context.consumer), 'APPLICATION', authID)),
    deleteSystemAuthForRuntime: (_root, { authID }, context) =>
      context.write((tx) => issuing.removeSystemAuth(tx, context, tenantOf(context.consumer), 'RUNTIME', authID)),
    deleteSystemAuthForIntegrationSystem: (_root, { authID }, context) =>
      context.write(async (tx) =>
        issuing.removeSystemCredentials(tx, context, await recordingTenantOf(tx, context.consumer), authID),
      ),
  },
  SystemAuth: {
    async auth(own, _args, context) {
      if (own.sealedSecret === null) return null;
      const readable =
        own.issued ||
        ownsSecret(context.consumer, own) ||
        (own.ownerKind === 'APPLICATION' &&
          context.consumer.type === 'INTEGRATION_SYSTEM' &&
          (await readsSecretsOfApplication(context, own.ownerId)));
      const { cipher, settings } = context;
      return readable
        ? clientCredentials(own.id, unsealSecret(cipher, own.id, own.sealedSecret), settings.tokenURL)
        : null;
    },
  },
} satisfies Resolvers;
