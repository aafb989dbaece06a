import type { AuthInput, WebhookForEditQuery } from '../../graphql.generated.ts';
import { type AuthDraft, asInput, authInput } from './authDraft.ts';

/** An authentication that may not be read: only that there is one, and since when. */
export interface UnreadableAuth {
  unreadableSince: string;
}

/** What an update replaces together. */
export type WebhookValues = { url: string; auth: AuthInput | UnreadableAuth | null };

export const isUnreadable = (auth: WebhookValues['auth']): auth is UnreadableAuth =>
  auth !== null && 'unreadableSince' in auth;

type Stored = NonNullable<NonNullable<WebhookForEditQuery['application']>['webhooks']>[number];

export function valuesOf({ url, auth, hasAuth, updatedAt }: Stored): WebhookValues {
  if (auth) return { url, auth: asInput(auth) };
  return { url, auth: hasAuth ? { unreadableSince: updatedAt } : null };
}

/** What was decided in the form: the one there was, another one, or none. */
export function authOf(draft: AuthDraft, initial: WebhookValues): WebhookValues['auth'] {
  return draft.kind === 'KEEP' ? initial.auth : authInput(draft, null);
}

/** @throws Error for an authentication that cannot be sent again, because it cannot be read. */
export function webhookInput({ url, auth }: WebhookValues) {
  if (isUnreadable(auth)) {
    throw new Error(
      'You may not read the authentication they set, and saving replaces it. Choose yours, or go back to the form and enter it.',
    );
  }
  return { type: 'CONFIGURATION_CHANGED' as const, url, auth };
}
