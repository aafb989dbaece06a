import { createPrivateKey, type X509Certificate } from 'node:crypto';
import type { CertificateDates } from './connection.ts';
import type { SignCertificateMutation } from './connector.generated.ts';
import { readCertificates } from './trust.ts';

/** The client certificate in use with its key. */
export interface Credentials {
  key: string;
  /** The certificate alone. */
  crt: string;
  /** With its issuers, as presented in the handshake. */
  crtChain: string;
  dates: CertificateDates;
}

/** Who the Runtime is to the Director; fixed by pairing, whatever the Config Map says later. */
export interface Identity {
  runtimeId: string;
  /** External id: value of the header `Tenant`. */
  tenant: string;
}

/** What the Secret `cluster-client-certificates` holds: the keys of runtime-agent.md 6, and what pairing fixed. */
export interface StoredClient {
  credentials: Credentials;
  /** Null in a Secret another agent wrote. */
  identity: Identity | null;
  /** PEM of the CA that the server was verified with when pairing; null if that was the system's or an option. */
  serverCa: string | null;
}

/** Key of that Secret for the digest of the token that was exchanged last: a restarted agent does not send it again. */
export const spentTokenKey = 'spentToken';

export function clientSecretData({ credentials, identity, serverCa }: StoredClient): Record<string, string> {
  const { key, crt, crtChain } = credentials;
  return {
    key,
    crt,
    crtChain,
    ...(identity && { runtimeId: identity.runtimeId, tenant: identity.tenant }),
    serverCa: serverCa ?? '',
  };
}

/** @throws Error that says what is wrong with the Secret, never what it holds. */
export function readClientSecret(data: Readonly<Record<string, string>>): StoredClient {
  const { key, crt, crtChain, runtimeId, tenant, serverCa } = data;
  if (!key || !crt || !crtChain) throw new Error('it does not hold key, crt and crtChain');
  return {
    credentials: credentialsFrom(key, crt, crtChain),
    identity: runtimeId ? { runtimeId, tenant: tenant ?? '' } : null,
    serverCa: serverCa || null,
  };
}

/**
 * The result of signing, checked before anything is replaced by it.
 * @returns the credentials and the PEM of the CA.
 * @throws Error if it cannot be decoded or is not for this key.
 */
export function readSigned(
  key: string,
  signed: SignCertificateMutation['signCertificateSigningRequest'],
): { credentials: Credentials; ca: string } {
  const decode = (name: keyof typeof signed) => {
    const pem = strictBase64(signed[name]);
    if (pem === null || !readCertificates(pem)) throw new Error(`${name} is not base64 of PEM certificates`);
    return pem;
  };
  const credentials = credentialsFrom(key, decode('clientCertificate'), decode('certificateChain'));
  return { credentials, ca: decode('caCertificate') };
}

function strictBase64(text: string): string | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes.toString() : null;
}

function credentialsFrom(key: string, crt: string, crtChain: string): Credentials {
  const [own] = readCertificates(crt) ?? [];
  const [first] = readCertificates(crtChain) ?? [];
  if (!own || !first) throw new Error('the certificates cannot be read');
  if (!belongs(own, key) || first.fingerprint256 !== own.fingerprint256) {
    throw new Error('the certificate does not belong to the key');
  }
  const dates = { notBefore: own.validFromDate.getTime(), notAfter: own.validToDate.getTime() };
  return { key, crt, crtChain, dates };
}

function belongs(certificate: X509Certificate, key: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    // A key that cannot be read belongs to nothing.
    return false;
  }
}
