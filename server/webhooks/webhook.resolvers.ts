import { unseal } from '../director/auth.ts';
import { addressFor, readsSecretsOfApplication } from '../director/secrets.ts';
import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import * as changes from './webhook.changes.ts';
import { webhooksOf } from './webhook.store.ts';
import { authPurpose, secretPurpose } from './webhook.ts';

/** Where Applications are notified, and what signs the notifications (director.md 16; Standard Webhooks). */
export const webhookResolvers = {
  Mutation: {
    addWebhook: (_root, args, context) =>
      context.write((tx) => changes.add(tx, context, tenantOf(context.consumer), args)),
    updateWebhook: (_root, args, context) =>
      context.write((tx) => changes.update(tx, context, tenantOf(context.consumer), args)),
    deleteWebhook: (_root, { webhookID }, context) =>
      context.write((tx) => changes.remove(tx, context, tenantOf(context.consumer), webhookID)),
    rotateWebhookSecret: (_root, { webhookID }, context) =>
      context.write((tx) => changes.rotateSecret(tx, context, tenantOf(context.consumer), webhookID)),
  },
  Application: {
    /** Null without any (director.md 4). */
    webhooks: async ({ id }, _args, context) => (await context.load(webhooksOf, id)) ?? null,
  },
  Webhook: {
    applicationID: ({ applicationId }) => applicationId,
    url: ({ url, applicationId }, _args, context) => addressFor(context, applicationId, url),
    auth: async ({ id, applicationId, sealedAuth }, _args, context) =>
      (await readsSecretsOfApplication(context, applicationId))
        ? unseal(context.cipher, sealedAuth, authPurpose(id))
        : null,
    signingSecret: async ({ id, applicationId, sealedSecret }, _args, context) =>
      (await readsSecretsOfApplication(context, applicationId))
        ? context.cipher.decrypt(sealedSecret, secretPurpose(id))
        : null,
    hasAuth: ({ sealedAuth }) => sealedAuth !== null,
    formerSecretUntil: ({ formerSecretUntil }, _args, { clock }) =>
      formerSecretUntil !== null && formerSecretUntil > clock() ? formerSecretUntil : null,
  },
} satisfies Resolvers;
