import type { Tx } from '../db/database.ts';
import type { Platform } from '../graphql/context.ts';
import { CompassError } from '../shared/errors.ts';
import type { KnownAuthority } from './authorities/authorities.ts';
import type { SubjectConstants } from './certificates/signingRequest.ts';
import { type Client, clientByCertificate, clientBySpentToken } from './identity.store.ts';

/** Who sent a request to a gateway. At most one of many headers counts: the token, and the certificate of the connection. */
export interface Identity {
  /** SHA-256 of the text of the token that the request has spent. */
  token: { client: Client; sha256: string } | null;
  certificate: { client: Client; sha256: string } | null;
}

export interface ConnectorContext extends Identity {
  platform: Platform;
  correlationId: string;
  /** Signs what this request asks for. */
  issuer: KnownAuthority;
  subject: SubjectConstants;
  certificateValidityMs: number;
}

const noToken = 'Failed to authenticate with one time token.';
const noCertificate = 'Failed to authenticate with Certificate. Invalid subject.';
/** The texts of connector.md section 9; the double full stop is what clients know. */
const nobody = `Failed to authenticate request. Token authentication error: ${noToken}. Certificate authentication error: ${noCertificate}`;

/** The client a request acts for; the token wins (connector.md 4.3). @throws CompassError Unauthorized. */
export function clientOf({ token, certificate }: Identity, prefix = ''): Client {
  const client = (token ?? certificate)?.client;
  if (!client) throw new CompassError('Unauthorized', `${prefix}${nobody}`);
  return client;
}

/**
 * Looks the credential up again within the transaction that gives something for it: it may have been revoked since the
 * request came. @throws CompassError Unauthorized.
 */
export async function assertStands(tx: Tx, { token, certificate }: Identity, now: number, prefix = ''): Promise<void> {
  const present = token
    ? await clientBySpentToken(tx, token.sha256)
    : certificate && (await clientByCertificate(tx, certificate.sha256, now));
  if (!present) throw new CompassError('Unauthorized', `${prefix}${nobody}`);
}

/** The certificate of the connection; a token does not count. @throws CompassError Unauthorized. */
export function certificateOf({ certificate }: Identity): { client: Client; sha256: string } {
  if (!certificate) throw new CompassError('Unauthorized', `Failed to authenticate with certificate: ${noCertificate}`);
  return certificate;
}
