import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import type { Clock } from '../../shared/clock.ts';
import { sha256 } from '../../shared/ids.ts';
import { addToken, type TokenRow } from './token.store.ts';

interface OneTimeTokenRequest {
  tenantId: string;
  /** Id of the system auth the certificate will carry as common name. */
  clientId: string;
  kind: TokenRow['kind'];
  createdBy: string;
}

export interface OneTimeTokens {
  /** Mints a token and stores its hash. The text is in the answer and nowhere else. */
  issue(tx: Tx, request: OneTimeTokenRequest): Promise<{ token: string; expiresAt: number }>;
}

const tokenBytes = 64;

/** URL-safe base64 with padding, 88 characters (connector.md section 5); Node's own `base64url` omits the padding. */
export const newTokenText = (): string =>
  randomBytes(tokenBytes).toString('base64').replaceAll('+', '-').replaceAll('/', '_');

export function createOneTimeTokens(options: {
  /** Lifetime per kind in milliseconds. */
  ttlMs: Readonly<Record<TokenRow['kind'], number>>;
  clock: Clock;
}): OneTimeTokens {
  return {
    async issue(tx, request) {
      const token = newTokenText();
      const createdAt = options.clock();
      const expiresAt = createdAt + options.ttlMs[request.kind];
      await addToken(tx, { ...request, hash: sha256(token), createdAt, expiresAt });
      return { token, expiresAt };
    },
  };
}
