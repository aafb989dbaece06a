import pino from 'pino';
import type { Scope } from '../graphql/scopes.ts';
import type { Consumer } from '../shared/consumer.ts';
import { type Delivered, type Deliverer, startDeliverer } from '../webhooks/deliverer.ts';
import type { Api } from './api.ts';

/** @returns the id. */
export async function registerApplication(
  api: Api,
  name: string,
  labels: Record<string, unknown> = {},
): Promise<string> {
  const text = 'mutation ($in: ApplicationRegisterInput!) { registerApplication(in: $in) { id } }';
  return (await api.data(text, { in: { name, labels } })).registerApplication.id;
}

/** An Application as its certificate makes it. */
export const applicationConsumer = (api: Api, id: string): Consumer => ({
  type: 'APPLICATION',
  id,
  name: '',
  tenantId: api.tenantId,
  scopes: new Set<Scope>(['application:read', 'application:write']),
});

/** A person who sees everything but secrets. */
export const viewer = (api: Api): Consumer => ({
  ...api.admin,
  id: 'viewer',
  scopes: new Set<Scope>(['application:read', 'runtime:read', 'landscape:read']),
});

/** @returns id and signing secret. */
export async function addWebhook(
  api: Api,
  applicationId: string,
  url: string,
  auth: unknown = null,
): Promise<{ id: string; signingSecret: string }> {
  const text = 'mutation ($a: ID!, $in: WebhookInput!) { addWebhook(applicationID: $a, in: $in) { id signingSecret } }';
  return (await api.data(text, { a: applicationId, in: { type: 'CONFIGURATION_CHANGED', url, auth } })).addWebhook;
}

/** Something that concerns the Application, with a number to know it by. */
export const mark = (api: Api, applicationId: string, number: number) =>
  api.data('mutation ($a: ID!, $v: Any!) { setApplicationLabel(applicationID: $a, key: "mark", value: $v) { key } }', {
    a: applicationId,
    v: number,
  });

export interface Delivery {
  id: string;
  eventID: string;
  type: string;
  state: 'PENDING' | 'DELIVERED' | 'DEAD';
  nextAttemptAt: string | null;
  attempts: { at: string; status: number | null; error: string | null }[];
}

/** Oldest first. */
export async function deliveriesOf(api: Api, applicationId: string, more = ''): Promise<Delivery[]> {
  const text = `query ($a: ID!) { webhookDeliveries(applicationID: $a ${more}) {
    data { id eventID type state nextAttemptAt attempts { at status error } } } }`;
  return (await api.data(text, { a: applicationId })).webhookDeliveries.data.reverse();
}

/** What empties the outbox, over the platform of the test and with jitter in the middle. */
export function delivererFor(api: Api, counted: (outcome: Delivered) => void = () => undefined): Deliverer {
  const { database, newId, cipher, outgoing } = api.platform;
  const log = pino({ level: 'silent' });
  return startDeliverer({ database, clock: () => api.now, random: () => 0.5, newId, cipher, outgoing, log, counted });
}
