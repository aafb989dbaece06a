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
