import { changeReach } from '../director/ownership.ts';
import { tenantOf } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/director.generated.ts';
import { notFound } from '../shared/errors.ts';
import { pageOf, toPage } from '../shared/page.ts';
import * as changes from './delivery.changes.ts';
import { listDeliveries } from './delivery.store.ts';

/** What was and what will be delivered to webhooks, and how to have it delivered again. */
export const deliveryResolvers = {
  Query: {
    /** Also of an Application that was unregistered: its last deliveries may still wait or have failed. */
    async webhookDeliveries(_root, args, { consumer, read }, info) {
      const { applicationID: applicationId, webhookID, states } = args;
      const page = pageOf(args, info, consumer);
      const { tenantId, application } = changeReach(consumer, tenantOf(consumer));
      if (application !== null && application !== applicationId) {
        throw notFound(`while getting Application with ID ${applicationId}: Object was not found`);
      }
      const filter = { tenantId, applicationId, webhookId: webhookID ?? null, states: states ?? null };
      const { rows, totalCount } = await listDeliveries(read, filter, page);
      return toPage(rows, totalCount, page);
    },
  },
  Mutation: {
    replayWebhookDeliveries: (_root, { ids }, context) =>
      context.write((tx) => changes.replay(tx, context, tenantOf(context.consumer), ids)),
    sendTestEvent: (_root, { webhookID }, context) =>
      context.write((tx) => changes.test(tx, context, tenantOf(context.consumer), webhookID)),
  },
  WebhookDelivery: {
    webhookID: ({ webhookId }) => webhookId,
    applicationID: ({ applicationId }) => applicationId,
    eventID: ({ eventId }) => eventId,
    event: ({ body }) => JSON.parse(body) as unknown,
  },
} satisfies Resolvers;
