import { each, notFound, type Outcome, ok, type Row, shows, type Table } from './row.ts';

/** Webhooks are changed by whoever changes their Application. */
const own = (args: string, hidden: Outcome): Row => ({
  requires: 'application:write',
  args,
  answers: ok,
  but: each(['otherApplication', 'stranger'], hidden),
});

const noWebhook = notFound('while getting Webhook with ID $shopWebhook: Object was not found');
const input = 'in: { type: CONFIGURATION_CHANGED, url: "https://new.example.com" }';

export const webhookRows: Table = {
  addWebhook: own(`applicationID: $shop, ${input}`, notFound('Cannot add Webhook to not existing Application')),
  updateWebhook: own(`webhookID: $shopWebhook, ${input}`, noWebhook),
  deleteWebhook: own('webhookID: $shopWebhook', noWebhook),
  rotateWebhookSecret: own('webhookID: $shopWebhook', noWebhook),
  sendTestEvent: own('webhookID: $shopWebhook', noWebhook),
  replayWebhookDeliveries: own(
    'ids: [$shopDelivery]',
    notFound('while getting webhook delivery with ID $shopDelivery: Object was not found'),
  ),
  webhookDeliveries: {
    requires: 'application:read',
    args: 'applicationID: $shop',
    // Events name who asked for credentials.
    answers: shows('shop', 'one', 'request'),
    but: {
      ...each(
        ['runtime', 'sharingRuntime', 'otherRuntime', 'otherApplication'],
        notFound('while getting Application with ID $shop: Object was not found'),
      ),
      stranger: shows(),
    },
  },
};
