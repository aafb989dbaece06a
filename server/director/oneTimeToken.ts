import type { Tx } from '../db/database.ts';

export interface OneTimeTokenRequest {
  tenantId: string;
  /** Id of the system auth the certificate will carry as common name. */
  clientId: string;
  kind: 'APPLICATION' | 'RUNTIME' | 'CSR';
  createdBy: string;
}

/** What the Director needs of the Connector, handed over in app.ts. */
export interface OneTimeTokens {
  /** Mints a token and stores its hash. The text is in the answer and nowhere else. */
  issue(tx: Tx, request: OneTimeTokenRequest): Promise<{ token: string; expiresAt: number }>;
}

/** A token with everything its holder needs (director.md 17). `raw` has exactly these two members in this order. */
export function presentToken<Expiry extends number | null>(
  { token, expiresAt }: { token: string; expiresAt: Expiry },
  connectorURL: string,
) {
  const raw = JSON.stringify({ token, connectorURL });
  const separator = connectorURL.includes('?') ? '&' : '?';
  return {
    token,
    connectorURL,
    raw,
    rawEncoded: Buffer.from(raw).toString('base64'),
    legacyConnectorURL: `${connectorURL}${separator}token=${token}`,
    expiresAt,
  };
}
