import type { WebhookType, webhooks } from '../db/tables/webhook.tables.ts';
import { type AuthInput, authFrom, authRule, type CredentialCipher, seal } from '../director/auth.ts';
import { all, check, fields, length, type Rule, required, url } from '../director/validation.ts';
import { day } from '../shared/clock.ts';

export type WebhookRecord = typeof webhooks.$inferSelect;

export interface WebhookInput {
  type: WebhookType;
  url: string;
  auth?: AuthInput | null;
}

/** After a rotation the former secret signs beside the new one for this long (Standard Webhooks, Signature scheme). */
export const graceMs = day;

/** The address as it is called: without a scheme https is meant. */
export const addressOf = (text: string): string => (text.includes('://') ? text : `https://${text}`);

/** The parts of an address that are never secret: scheme, host and path. */
export function publicAddress(text: string): string {
  const address = new URL(addressOf(text));
  return `${address.origin}${address.pathname}`;
}

/** What can be said of an address without looking it up. */
const callable: Rule = (value) => {
  const address = new URL(addressOf(String(value)));
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return 'only http and https are called';
  if (address.username === '' && address.password === '') return null;
  return 'must not contain a user name or a password: give them as auth';
};

const webhookRules = { type: required, url: all(required, url, length(0, 256), callable), auth: authRule };

/** The rule for a WebhookInput inside another input. */
export const webhookRule: Rule = fields(webhookRules);

/** @throws InvalidData (director.md 5) */
export const checkWebhook = (input: WebhookInput): void => check('WebhookInput', webhookRules, input);

export const authPurpose = (id: string) => `webhook:${id}:auth`;
export const secretPurpose = (id: string) => `webhook:${id}:secret`;

interface Sealing {
  id: string;
  at: number;
  cipher: CredentialCipher;
}

/** What an update sets: everything but the secret (director.md 16). */
export const replaced = (input: WebhookInput, { id, at, cipher }: Sealing) => ({
  type: input.type,
  url: input.url,
  sealedAuth: seal(cipher, input.auth ? authFrom(input.auth) : null, authPurpose(id)),
  updatedAt: at,
});

/** The row of a new webhook. @param secret its own, as `newSecret` makes them. */
export function newWebhook(
  input: WebhookInput,
  application: { id: string; tenantId: string; name: string },
  sealing: Sealing,
  secret: string,
): WebhookRecord {
  const { id, at, cipher } = sealing;
  return {
    id,
    tenantId: application.tenantId,
    applicationId: application.id,
    applicationName: application.name,
    sealedSecret: cipher.encrypt(secret, secretPurpose(id)),
    sealedFormerSecret: null,
    formerSecretUntil: null,
    dueAt: null,
    leaseToken: null,
    leaseUntil: null,
    failingSince: null,
    lastError: null,
    endedDead: false,
    retiredAt: null,
    createdAt: at,
    ...replaced(input, sealing),
  };
}

/** What the activity log keeps: no query of the address, which may hold a secret. */
export const webhookFacts = ({ id, type, url: address, sealedAuth }: WebhookRecord) => ({
  id,
  type,
  url: publicAddress(address),
  hasAuth: sealedAuth !== null,
});
