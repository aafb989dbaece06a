import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { CredentialCipher } from '../director/auth.ts';
import { secretPurpose, type WebhookRecord } from './webhook.ts';

/** A secret as Standard Webhooks writes it: `whsec_` and 24 to 64 random bytes in Base64. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** The secrets that sign at this moment: the present one, and for a day after a rotation the former. */
function secretsOf(cipher: CredentialCipher, webhook: WebhookRecord, at: number): string[] {
  const { id, sealedSecret, sealedFormerSecret, formerSecretUntil } = webhook;
  const former = (formerSecretUntil ?? 0) > at ? sealedFormerSecret : null;
  return [sealedSecret, former]
    .filter((sealed) => sealed !== null)
    .map((sealed) => cipher.decrypt(sealed, secretPurpose(id)));
}

/**
 * The headers of Standard Webhooks: id of the message, moment of this attempt in seconds, and a `v1` signature
 * (HMAC-SHA256) by each secret.
 */
export function signatureHeaders(
  cipher: CredentialCipher,
  webhook: WebhookRecord,
  message: { id: string; at: number; body: string },
): Record<string, string> {
  const moment = new Date(message.at);
  const signatures = secretsOf(cipher, webhook, message.at).map((secret) =>
    new Webhook(secret).sign(message.id, moment, message.body),
  );
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.at / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
